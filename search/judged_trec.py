"""Judged sets in the shape of TREC: a folder whose parts are known by their names.

    …qrels…               judgments, four columns a line: topic, anything, document, grade
    …topics…, …queries…   topics: `<top>`, `<num>` and `<title>` as TREC writes them, or `id TAB query` lines
    ….jsonl               documents, one a line, with the field names that the JSON lines reader knows

Each file may be gzip, and there may be several of each part; other files are passed over.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from fihris.index.article import Article
from fihris.index.decoding import Undecodable, decode
from fihris.index.readers import Rejection, read_file
from fihris.index.readers.opening import Damaged, open_input
from fihris.search.judged import JudgedQuery, JudgedSet, JudgedSetError, listed

_TOPIC = re.compile(r"<top>(.*?)(?=<top>|\Z)", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"<num>\s*(?:Number:)?\s*([^\s<]+)", re.IGNORECASE)
_TITLE = re.compile(r"<title>\s*(?:Topic:)?([^<]*)", re.IGNORECASE)


def read_trec(folder: Path) -> JudgedSet:
    """Return the judged set of a folder.

    Raises `JudgedSetError` for a part that is missing or cannot be read. A document that cannot be read
    becomes a notice.
    """
    parts = _Parts.of(folder)
    grades: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for path in parts.qrels:
        for topic, document, grade in _judgments(path):
            grades[topic][document] = grade
    queries = [JudgedQuery(id_, text, grades[id_]) for path in parts.topics for id_, text in _topics(path)]
    articles: list[Article] = []
    rejected: list[str] = []
    for path in parts.documents:
        for item in read_file(path, "jsonl"):
            if isinstance(item, Article):
                articles.append(item)
            elif isinstance(item, Rejection):
                place = f"{path.name} line {item.line}" if item.line else path.name
                rejected.append(f"{place} ({item.reason})")
    unread = f"Documents that cannot be read are left out ({len(rejected)}): {listed(rejected)}."
    return JudgedSet.of(articles, queries, [unread] if rejected else [])


@dataclass(frozen=True, slots=True)
class _Parts:
    qrels: list[Path] = field(default_factory=list)
    topics: list[Path] = field(default_factory=list)
    documents: list[Path] = field(default_factory=list)

    @classmethod
    def of(cls, folder: Path) -> Self:
        parts = cls()
        for path in sorted(folder.iterdir()):
            name = path.name.lower()
            if "qrels" in name:
                parts.qrels.append(path)
            elif "topics" in name or "queries" in name:
                parts.topics.append(path)
            elif name.endswith((".jsonl", ".jsonl.gz")):
                parts.documents.append(path)
        examples = {"qrels": "qrels.txt", "topics": "topics.tsv", "documents": "documents.jsonl"}
        for part, example in examples.items():
            if not getattr(parts, part):
                raise JudgedSetError(f"There are no {part} in {folder}. Name their file like {example}.")
        return parts


def _judgments(path: Path) -> Iterator[tuple[str, str, int]]:
    for number, line in _lines(_text(path)):
        try:
            topic, _, document, grade = line.split()
            yield topic, document, int(grade)
        except ValueError:
            raise JudgedSetError(
                f"Line {number} of {path} is no judgment: it has to be topic, 0, document, grade."
            ) from None


def _topics(path: Path) -> Iterator[tuple[str, str]]:
    text = _text(path)
    return _marked_up_topics(text, path) if "<top>" in text.lower() else _tabbed_topics(text, path)


def _marked_up_topics(text: str, path: Path) -> Iterator[tuple[str, str]]:
    for topic in _TOPIC.findall(text):
        number, title = _NUMBER.search(topic), _TITLE.search(topic)
        if not number or not title:
            raise JudgedSetError(f"A topic of {path} has no <num> or no <title>: {topic.strip()[:60]}")
        yield number[1], " ".join(html.unescape(title[1]).split())


def _tabbed_topics(text: str, path: Path) -> Iterator[tuple[str, str]]:
    for number, line in _lines(text):
        id_, tab, query = line.partition("\t")
        if not tab:
            raise JudgedSetError(f"Line {number} of {path} is no topic: it has to be id, tab, query.")
        yield id_.strip(), query.strip()


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return ((number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip())


def _text(path: Path) -> str:
    try:
        with open_input(path) as stream:
            return decode(stream.read()).text
    except (OSError, Damaged, Undecodable) as error:
        raise JudgedSetError(f"{path} cannot be read: {error}.") from error
