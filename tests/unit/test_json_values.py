import gzip
import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from fihris.index.article import Article
from fihris.index.readers import Rejection, json_values, read_file
from fihris.index.readers.items import Item, Notice, Origin


def read(data: str | bytes) -> list[Item]:
    stream = io.BytesIO(data if isinstance(data, bytes) else data.encode())
    return list(json_values.read(io.BufferedReader(stream), Origin("news.json")))


def told(items: list[Item]) -> list[tuple[int | None, str]]:
    return [(item.line, item.reason) for item in items if not isinstance(item, Article)]


def titles(items: list[Item]) -> list[str]:
    return [item.title for item in items if isinstance(item, Article)]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ('{"id": 2, "title": "ثان"', "Expecting"),
        ('{"id": 2, "title": "ثان}', "Expecting ',' delimiter"),
        ('{"id": 2, "title" "ثان"}', "Expecting ':' delimiter"),
        ('{"id": 2, "title": "ثان", "x": ' + "[" * 100_000 + "}", "maximum recursion depth exceeded"),
        ('{"id": 2, "title": ' + "9" * 5000 + "}", "Exceeds the limit"),
    ],
)
@pytest.mark.parametrize("separator", [",", ",\n  "])
def test_after_a_broken_object_the_others_are_read(broken: str, reason: str, separator: str) -> None:
    objects = [json.dumps({"id": number, "title": f"خبر {number}"}) for number in (1, 3, 4)]
    items = read("[" + separator.join([objects[0], broken, *objects[1:]]) + "]")
    assert titles(items) == ["خبر 1", "خبر 3", "خبر 4"]
    ((line, said),) = told(items)
    assert line == (2 if "\n" in separator else 1)
    assert said.startswith(f"broken JSON in value 2: {reason}")


def test_a_file_that_breaks_off_gives_what_is_whole() -> None:
    items = read('[{"title": "أول"},\n{"title": "ثان", "content": "نص لا ينت')
    assert titles(items) == ["أول"]
    assert told(items) == [(2, "broken JSON in value 2: it breaks off")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[]", [(None, "no JSON object in it")]),
        ('[null, 7, "x", {"title": "خبر"}]', [(1, "not a JSON object")] * 3),
        ("[{}]", [(1, "neither title nor body")]),
        ('[{"title": "خبر"}][{"title": "خبر"}]', []),
        ('\ufeff[{"title": "خبر"},]', []),
        ('{"hits": {"total": 1, "hits": [{"_id": "7", "_source": {"title": "خبر"}}]}}', []),
        ('{"keywords": [{"name": "x"}],\n"title": "خبر"}', []),
        ("not JSON at all", [(1, "broken JSON in value 1: Expecting value")]),
    ],
)
def test_what_is_no_article_is_told(text: str, expected: list[Any]) -> None:
    items = read(text)
    assert told(items) == expected
    assert set(titles(items)) <= {"خبر"}
    assert "خبر" not in text or titles(items)


def test_a_name_that_stands_twice_is_noticed() -> None:
    found, notice = read('[{"title": "أول", "title": "ثان"}]')
    assert isinstance(found, Article)
    assert found.title == "ثان"
    assert isinstance(notice, Notice)
    assert notice.reason == "'title' stands twice in the object: the last was taken"


def test_broken_bytes_and_old_encodings() -> None:
    text = json.dumps([{"title": "وزيرة المياه تعلن تجديد الشبكة في برزمة"}], ensure_ascii=False)
    assert titles(read(text.encode("windows-1256"))) == ["وزيرة المياه تعلن تجديد الشبكة في برزمة"]
    found, notice = read(text.encode().replace("ش".encode(), b"\xd8"))
    assert isinstance(found, Article)
    assert found.title == "وزيرة المياه تعلن تجديد ال\ufffdبكة في برزمة"
    assert isinstance(notice, Notice)
    assert notice.reason == "1 damaged characters of the text were replaced"


class Endless(io.RawIOBase):
    """An array of articles as long as asked for, made while it is read."""

    def __init__(self, pieces: int, piece: bytes, first: bytes = b"[", last: bytes = b"]") -> None:
        self._pieces = iter([first, *[piece] * pieces, last])
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left and (piece := next(self._pieces, b"")):
            self._left = piece
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size


def test_a_long_array_is_not_held_in_memory() -> None:
    article = json.dumps({"title": "خبر", "content": "نص " * 20_000}, ensure_ascii=False).encode() + b",\n"
    stream = io.BufferedReader(Endless(500, article), 2**16)  # type: ignore[arg-type]  # a raw stream of ours
    tracemalloc.start()
    found = sum(isinstance(item, Article) for item in json_values.read(stream, Origin("news.json")))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == 500
    assert peak < 500 * len(article) / 4


def test_an_object_beyond_the_cap_is_rejected_and_the_rest_read() -> None:
    first = b'[{"title": "a"},\n{"title": "'
    last = b'"},\n{"title": "b"}]'
    stream = io.BufferedReader(Endless(50, b"x" * 2**20, first, last), 2**16)  # type: ignore[arg-type]  # the same
    items = list(json_values.read(stream, Origin("news.json")))
    assert titles(items) == ["a", "b"]
    assert told(items) == [(2, "broken JSON in value 2: longer than 32 MB")]
    (rejection,) = [item for item in items if isinstance(item, Rejection)]
    assert len(rejection.excerpt) == 200


def test_the_reader_is_chosen_by_content(tmp_path: Path) -> None:
    for name in ("a.txt", "a", "a.json", "a.html"):
        (tmp_path / name).write_text('{\n"title": "خبر"\n}', encoding="utf-8")
        assert titles(list(read_file(tmp_path / name, None))) == ["خبر"]


def test_damage_takes_nothing_with_it_that_comes_before(tmp_path: Path) -> None:
    rows = [{"title": f"خبر {number * number}"} for number in range(2000)]
    packed = gzip.compress(json.dumps(rows).encode())
    (tmp_path / "a.json.gz").write_bytes(packed[: len(packed) // 2])
    *found, broken, damage = read_file(tmp_path / "a.json.gz", None)
    assert len(titles(found)) == len(found) > 500
    assert told([broken, damage])[1] == (None, "damaged gzip file: it breaks off")
