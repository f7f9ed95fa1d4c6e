"""One archive of our own writing in every format, for the tests of readers."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
import tarfile
import zipfile
from importlib import import_module
from pathlib import Path

import pyarrow
import pyarrow.parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from fihris.index.article import Article
from fihris.index.readers import Item, read_file

zstd = import_module("backports.zstd" if sys.version_info < (3, 14) else "compression.zstd")

RECORDS = [
    {
        "title": "برزمة تجدّد شبكة مياه الشرب",
        "content": "تبدأ البلدية تجديد الشبكة غدا.\nوتبلغ الكلفة ١٢٬٥٠٠ دينار، «من دون ضريبة».",
        "date": "2023-03-05 09:30:00",
        "source": "المرقاب",
        "url": "https://marqab.example/water/1",
        "author": "سعاد الريمي",
        "category": "محليات",
        "tags": "مياه، برزمة",
    },
    {
        "title": 'افتتاح معرض "كتاب الساحل"; وألف زائر',
        "content": "افتتح المعرض أمس، وفيه ألف عنوان.",
        "date": "2023-03-06 00:00:00",
        "source": "بريد برزمة",
        "url": "https://barid.example/books?id=7",
        "author": "",
        "category": "",
        "tags": "",
    },
    {
        "title": "تدريبات بحرية في بحر العقيق",
        "content": "",
        "date": "",
        "source": "المرقاب",
        "url": "",
        "author": "",
        "category": "",
        "tags": "",
    },
]


def as_lines() -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in RECORDS).encode()


def as_csv(delimiter: str = ",") -> bytes:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(RECORDS[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(RECORDS)
    return file.getvalue().encode()


def as_zip(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def as_tar(members: dict[str, bytes], mode: str = "w") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]  # one of its modes
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return file.getvalue()


def as_parquet() -> bytes:
    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(RECORDS), file)
    return file.getvalue()


def warc(*records: tuple[str, str, str, bytes], compressed: bool = True) -> bytes:
    """A WARC of these responses: address, status, content type, body."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=compressed)
    for url, status, kind, body in records:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers)
        writer.write_record(record)
    return file.getvalue()


def everything() -> dict[str, bytes]:
    """The same three articles in every format that can hold them."""
    lines = as_lines()
    array = json.dumps(RECORDS, ensure_ascii=False)
    return {
        "a.jsonl": lines,
        "a.jsonl.gz": gzip.compress(lines),
        "a.ndjson.zst": zstd.compress(lines),
        "a.json": array.encode(),
        "pretty.json": json.dumps(RECORDS, ensure_ascii=True, indent=2).encode(),
        "utf16.json": array.encode("utf-16"),
        "one-by-one.json": "\n".join(json.dumps(record, indent=1) for record in RECORDS).encode(),
        "answer.json": json.dumps(
            {"status": "ok", "total": {"n": 3}, "articles": RECORDS, "next": None}
        ).encode(),
        "a.csv": as_csv(),
        "excel.csv": b"\xef\xbb\xbf" + as_csv(";"),
        "separator.csv": b"sep=|\r\n" + as_csv("|"),
        "a.tsv": as_csv("\t"),
        "unicode-text.tsv": as_csv("\t").decode().encode("utf-16"),
        "a.parquet": as_parquet(),
        "a.zip": as_zip({"news/a.jsonl": lines}),
        "pieces.zip": as_zip({f"{n}.json": json.dumps(record).encode() for n, record in enumerate(RECORDS)}),
        "tables.zip": as_zip({"a.csv": as_csv(), "README.md": b"x", "__MACOSX/a.csv": b"x", ".a.csv": b"x"}),
        "a.tar": as_tar({"a.json": array.encode()}),
        "a.tar.gz": as_tar({"news/a.parquet": as_parquet()}, "w:gz"),
        "a.tar.zst": zstd.compress(as_tar({"a.csv.gz": gzip.compress(as_csv())})),
        "no-suffix": as_csv(),
    }


def read(folder: Path, name: str, data: bytes, format_name: str | None = None) -> list[Item]:
    (folder / name).write_bytes(data)
    return list(read_file(folder / name, format_name, named=False))


def articles(items: list[Item]) -> list[Article]:
    assert all(isinstance(item, Article) for item in items), items
    return [item for item in items if isinstance(item, Article)]
