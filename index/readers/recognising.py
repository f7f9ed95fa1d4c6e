"""What format a file has, by how it begins and by its name."""

from __future__ import annotations

import re

from fihris.index.decoding import Undecodable, decode
from fihris.index.errors import UnknownFormat
from fihris.index.readers import delimited, trec
from fihris.index.readers.opening import PACKED_SUFFIXES

SUFFIXES = {
    "csv": (".csv", ".tsv", ".tab"),
    "feed": (".rss", ".atom", ".rdf", ".xml"),
    "html": (".html", ".htm", ".xhtml", ".shtml"),
    "json": (".json",),
    "jsonl": (".jsonl", ".ndjson", ".jl"),
    "pages": (".txt",),
    "parquet": (".parquet", ".pq"),
    "trec": (".sgml", ".sgm", ".trec", ".xml"),
    "warc": (".warc", ".wet"),
}
"""The formats, and the ends of the names of their files, without those of compression."""

_BY_NAME_ALONE = ("csv", "html", "json", "jsonl", "pages", "trec")
"""Formats that need not look like anything."""

_MAGIC = ((b"PAR1", "parquet"), (b"WARC/", "warc"))
_PROLOGUE = r"(?:\s|<\?[^>]*>|<!--.*?-->|<!doctype\s+(?!html)[^>\[]*(?:\[.*?\]\s*)?>)*"
_TEXT = (
    (re.compile(_PROLOGUE + r"<(?:!doctype\s+html|(?:html|head|body)\b)", re.I | re.S), "html"),
    (re.compile(_PROLOGUE + r"<(?:rss|feed|rdf:RDF)\b", re.I | re.S), "feed"),
)
_OBJECT = re.compile(r'\s*\{\s*["}]')
_ARRAY = re.compile(r'\s*\[\s*[{\[\]"]')
_OBJECT_A_LINE = re.compile(r"\s*\{[^\n]*\}[ \t\r]*\n\s*\{")
_LINE_BEGUN = re.compile(r"\s*\{[^\n]*[^}\s][ \t\r]*\n|\s*\{[ \t\r]*\n")

_OTHER = (
    (
        re.compile(rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|mimetype)", re.S),
        "an office document or a book",
    ),
    (re.compile(rb"\xd0\xcf\x11\xe0"), "an office document"),
    (re.compile(rb"%PDF"), "a PDF document"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8"), "a picture"),
    (re.compile(rb"SQLite format 3"), "a database"),
    (re.compile(rb"7z\xbc\xaf|Rar!"), "an archive that is not zip or tar"),
)


def known_format(name: str | None) -> None:
    """Raise `UnknownFormat` if a format is given that no reader answers to."""
    if name is not None and name not in SUFFIXES:
        raise UnknownFormat(f"There is no format {name!r}. Type --format with one of: {', '.join(SUFFIXES)}")


def recognise(name: str, head: bytes) -> str | None:
    """Return the format of a file with this name that begins with `head`, None if nothing shows it."""
    suffix = without_compression(name)
    try:
        text = decode(head).text
    except Undecodable:
        text = ""
    by_content = next((format_name for begin, format_name in _MAGIC if head.startswith(begin)), None)
    by_content = by_content or next((format_name for begin, format_name in _TEXT if begin.match(text)), None)
    if _ARRAY.match(text) and not suffix.endswith(SUFFIXES["jsonl"]):
        by_content = "json"
    elif _OBJECT.match(text):
        by_content = _json(text, suffix)
    elif not by_content and trec.begins(text):
        by_content = "trec"
    by_name = (
        name for name in _BY_NAME_ALONE if suffix.endswith(SUFFIXES[name]) and not suffix.endswith(".xml")
    )
    return by_content or next(by_name, "csv" if delimited.begins(text) else None)


def other_kind(head: bytes) -> str | None:
    """Return what a file is that no reader reads, with its article."""
    return next((kind for begin, kind in _OTHER if begin.match(head)), None)


def without_compression(name: str) -> str:
    """Return a name in lower case, without the suffix of a compression."""
    name = name.lower()
    return next((name.removesuffix(packed) for packed in PACKED_SUFFIXES if name.endswith(packed)), name)


def _json(text: str, suffix: str) -> str:
    """Return whether what begins with an object has one a line, or is one over several lines."""
    if suffix.endswith(SUFFIXES["jsonl"]) or _OBJECT_A_LINE.match(text):
        return "jsonl"
    return "json" if suffix.endswith(SUFFIXES["json"]) or _LINE_BEGUN.match(text) else "jsonl"
