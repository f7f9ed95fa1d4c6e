"""What a web page says of its article in JSON-LD, by the vocabulary of schema.org."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

_ARTICLE = re.compile(r"(?:.*(?:Article|NewsArticle)|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting)")
_VIDEO = re.compile(r"VideoObject|AudioObject|ImageGallery|NewsVideo|Recipe")
_PAGE = re.compile(r"(?:Item|Media|About)?WebPage|ItemPage|MediaGallery")
_KINDS = (_ARTICLE, _VIDEO, _PAGE)
_DEEPEST = 8
_COMMENT = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)?\s*;?\s*$")
_MEMBER = re.compile(r'"(datePublished|headline|articleSection)"\s*:\s*"((?:[^"\\\n]|\\.){1,400})"')


def article_object(scripts: list[str]) -> tuple[dict[str, Any], bool]:
    """Return the object that describes the page's article, and whether it calls itself one.

    Of several, an article goes before a video and a video before a mere page. From JSON that is broken, as
    unescaped quotation marks often break it, only single members are taken.
    """
    objects: list[dict[str, Any]] = []
    for script in scripts:
        try:
            objects += _objects(json.loads(_COMMENT.sub("", script), strict=False), 0)
        except (ValueError, RecursionError):
            if members := dict(reversed(_MEMBER.findall(script))):
                objects.append({"@type": "Article" if "headline" in members else "WebPage", **members})
    for kind in _KINDS:
        for found in objects:
            if any(kind.fullmatch(name) for name in _texts(found.get("@type"))):
                return found, kind is _ARTICLE
    return {}, False


def text(value: Any) -> str:
    """Return a value as one text: a string, the name of an object, the first of a list; "" for none."""
    return next(iter(_texts(value)), "")


def texts(value: Any) -> list[str]:
    """Return the texts in a value, each once: those of a list, or the one it is."""
    return list(dict.fromkeys(_texts(value)))


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            yield from _objects(value.get(name), depth + 1)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            if not isinstance(item, list):
                yield from _texts(item)
    elif isinstance(value, dict):
        yield from _texts(value.get("name") if "name" in value else value.get("@value"))
    elif isinstance(value, str) and (words := unescape(value).strip()):
        yield words
