"""The paragraphs of the article on a web page.

The library trafilatura finds them. What it tends to leave out, the lead that many pages set above the text in
a style of its own, is put back; what it tends to take in, lines that invite to read, share or subscribe, is
left out.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from fihris.index.readers.extras import extra
from fihris.index.readers.fields import one_line, plain
from fihris.index.readers.html_dates import moment_of
from fihris.index.readers.html_metadata import Metadata

_SHORTER = 4
"""How much longer the text in JSON-LD has to be for the body that was found to be but a piece of it."""

_LEAD = 60
"""Characters by which the lead is known; a summary shorter than that is a slogan."""

_INVITATION = re.compile(
    r"^\W*(?:[إا]قر[أا] (?:أيض|ايض|المزيد)|شاهد (?:أيض|ايض|المزيد)|طالع (?:أيض|ايض)|انظر (?:أيض|ايض)|للمزيد\b"
    r"|م(?:و|وضو)اضيع (?:ذات|متعلقة)|موضوعات (?:ذات|متعلقة)|أخبار (?:ذات|متعلقة)"
    r"|تابعوا?نا|اشتركوا? (?:في|الآن)|حمّ?لوا? (?:تطبيق|الآن)|شارك(?:ها|نا)?(?: على| عبر|$)|انضم(?:وا)? إلى"
    r"|read (?:also|more)|share\b|follow us|subscribe|(?:كلمات|الكلمات) (?:دلالية|الدلالية|مفتاحية))",
    re.I,
)
_LONGEST_INVITATION = 200
"""Characters."""
_SMALL_PRINT = re.compile(
    r"لا تعب?ر (?:بالضرورة )?عن (?:رأي|وجهة|آراء)|سياسة الخصوصية|شروط (?:ال)?استخدام|حقوق النشر"
    r"|(?:جميع|كافة|كل) الحقوق محفوظة|all rights reserved|privacy policy|©|(?:أضف|اترك|نشر) (?:تعليق|رد)",
    re.I,
)


def article_body(text: str, tree: Any, about: Metadata) -> str:
    """Return the body of the article on the page with this text and tree, "" if there is none."""
    trafilatura = extra("trafilatura", "html", "Web pages")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it cannot read is said by the reader
    found = trafilatura.extract(text, output_format="txt", include_comments=False, include_tables=False)
    body = plain(found or "")
    told = plain(re.sub(r"<[a-zA-Z/][^<>]*>", "\n", about.body))
    if len(told) > _SHORTER * len(body) or one_line(body) in one_line(told):
        body = told
    paragraphs = list(_paragraphs(body, about.title))
    while paragraphs and _SMALL_PRINT.search(paragraphs[-1]):
        paragraphs.pop()
    return "\n".join([*_lead(tree, about.summary, " ".join(paragraphs)), *paragraphs])


def _paragraphs(body: str, title: str) -> Iterator[str]:
    """Yield paragraphs without invitations; a title or a date above the first is no text of the article."""
    begun = False
    for line in filter(None, map(str.strip, body.split("\n"))):
        if not begun and (one_line(line) == title or moment_of(line)):
            continue
        if len(line) <= _LONGEST_INVITATION and _INVITATION.search(line):
            continue
        begun = True
        yield line


def _lead(tree: Any, summary: str, body: str) -> Iterator[str]:
    """Yield the paragraph of the page that the summary repeats, if it is not in the body."""
    beginning = summary[:_LEAD]
    if not body or len(beginning) < _LEAD or beginning in one_line(body):
        return
    for element in tree.iter("p", "h2", "h3", "h4", "div", "span", "strong", "li"):
        if one_line(element.text or "").startswith(beginning):
            yield one_line(element.text_content())
            return
