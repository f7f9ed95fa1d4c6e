import gzip
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from fihris.index.article import Article
from fihris.index.errors import InputMissing, UnknownFormat
from fihris.index.readers import Item, Rejection, find_files, formats, read_file

PAGE = "وزير النقل يفتتح جسر الوادي\nافتتح وزير النقل أمس جسر الوادي.\n"
LINE = json.dumps({"title": "أمطار غزيرة على الساحل"}) + "\n"


def names(folder: Path, format_name: str | None = None) -> list[str]:
    return [
        path.relative_to(folder).as_posix()
        for path in find_files([folder], format_name)
        if isinstance(path, Path)
    ]


def titles(path: Path, format_name: str | None = None) -> list[str]:
    items = list(read_file(path, format_name))
    found = [item.title for item in items if isinstance(item, Article)]
    assert len(found) == len(items), "nothing but articles"
    return found


def rejection(path: Path) -> str:
    (item,) = read_file(path, None)
    assert isinstance(item, Rejection)
    assert (item.file, item.line, item.member) == (str(path), None, None)
    return item.reason


def fill(folder: Path, *files: str) -> None:
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(PAGE, encoding="utf-8")


def test_the_formats() -> None:
    assert formats() == ("csv", "feed", "html", "json", "jsonl", "pages", "parquet", "trec", "warc")


def test_folders_are_walked_in_order_of_names(tmp_path: Path) -> None:
    fill(tmp_path, "b/2.txt", "b/1.TXT", "c.txt", "a.jsonl", "d/e/f.ndjson", "b/3.jsonl.gz", "d/g.json.gz")
    assert names(tmp_path) == [
        "a.jsonl", "b/1.TXT", "b/2.txt", "b/3.jsonl.gz", "c.txt", "d/e/f.ndjson", "d/g.json.gz"
    ]  # fmt: skip


def test_in_folders_hidden_files_and_companions_are_passed_over(tmp_path: Path) -> None:
    fill(tmp_path, "1.txt", "README.md", ".2.txt", ".git/3.txt", "LICENSE", "page_files/a.css", "5.txt~")
    fill(tmp_path, "index/CURRENT", "index/generations/g000001/ledger.jsonl", "index/errors.jsonl")
    assert names(tmp_path) == ["1.txt"]
    given = [tmp_path / "README.md", tmp_path / ".2.txt"]
    assert list(find_files(given, None)) == given


def test_a_format_narrows_what_is_taken_from_folders(tmp_path: Path) -> None:
    fill(tmp_path, "1.txt", "2.jsonl")
    assert names(tmp_path, "pages") == ["1.txt"]
    assert names(tmp_path, "jsonl") == ["2.jsonl"]
    assert list(find_files([tmp_path / "1.txt"], "jsonl")) == [tmp_path / "1.txt"]


def test_a_missing_path_is_told_before_anything_is_read(tmp_path: Path) -> None:
    fill(tmp_path, "1.txt")
    with pytest.raises(InputMissing, match=r"no file or folder '.*gone'"):
        find_files([tmp_path / "1.txt", tmp_path / "gone"], None)


def test_an_unknown_format_is_told_with_those_there_are(tmp_path: Path) -> None:
    fill(tmp_path, "1.txt")
    with pytest.raises(UnknownFormat, match=r"'odt'.*csv, feed, html, json, jsonl, pages"):
        find_files([tmp_path], "odt")
    with pytest.raises(UnknownFormat, match=r"'odt'.*csv, feed, html, json, jsonl, pages"):
        list(read_file(tmp_path / "1.txt", "odt"))


def test_links_are_followed_and_every_loop_is_named_once(tmp_path: Path) -> None:
    fill(tmp_path, "news/1.txt", "elsewhere/2.txt")
    (tmp_path / "news" / "back").symlink_to(tmp_path / "news")
    (tmp_path / "news" / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "up").symlink_to(tmp_path / "news")
    found = list(find_files([tmp_path / "news"], None))
    assert [path.name for path in found if isinstance(path, Path)] == ["1.txt", "2.txt"]
    loops = [item for item in found if isinstance(item, Rejection)]
    assert [Path(loop.file).name for loop in loops] == ["back", "up"]
    assert all("folder loop" in loop.reason for loop in loops)


def test_a_folder_that_many_links_lead_to_is_read_once(tmp_path: Path) -> None:
    for level in range(40):  # two links each: 2^40 ways to the last one
        fill(tmp_path, f"{level}/page.txt")
        for link in "ab":
            (tmp_path / str(level) / link).symlink_to(tmp_path / str(level + 1))
    fill(tmp_path, "40/page.txt")
    assert len(list(find_files([tmp_path / "0", tmp_path / "7"], None))) == 41


@pytest.fixture
def forbidden(tmp_path: Path) -> Iterator[Path]:
    if os.geteuid() == 0:
        pytest.skip("root may read everything: the tests of links and pipes stand in")
    path = tmp_path / "forbidden"
    fill(path, "1.txt")
    (path / "1.txt").chmod(0)
    yield path
    path.chmod(0o700)


def test_a_folder_that_may_not_be_read_is_rejected(forbidden: Path) -> None:
    forbidden.chmod(0)
    (item,) = find_files([forbidden], None)
    assert item == Rejection(str(forbidden), None, None, "cannot be read: Permission denied")


def test_a_file_that_may_not_be_read_is_rejected(forbidden: Path) -> None:
    assert rejection(forbidden / "1.txt") == "cannot be read: Permission denied"


def test_links_that_lead_nowhere_are_rejected(tmp_path: Path) -> None:
    (tmp_path / "1.txt").symlink_to("gone.txt")
    (tmp_path / "2.txt").symlink_to("2.txt")
    first, second = find_files([tmp_path], None)
    assert isinstance(first, Path)
    assert isinstance(second, Path)
    assert rejection(first) == "cannot be read: No such file or directory"
    assert rejection(second) == "cannot be read: Too many levels of symbolic links"


def test_pipes_and_devices_are_rejected_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (pipe,) = find_files([tmp_path], None)
    assert isinstance(pipe, Path)
    assert rejection(pipe) == "cannot be read: not a regular file"
    assert rejection(Path("/dev/zero")) == "cannot be read: not a regular file"
    assert rejection(tmp_path) == "cannot be read: Is a directory"


@pytest.mark.parametrize("name", ["سطر\nثان.txt", "\u202etxt.exe.txt", "خبر 'أول'.txt", "%s.txt", "-rf.txt"])
def test_a_strange_name_is_only_a_name(tmp_path: Path, name: str) -> None:
    fill(tmp_path, name)
    (path,) = find_files([tmp_path], None)
    assert isinstance(path, Path)
    assert titles(path) == ["وزير النقل يفتتح جسر الوادي"]
    path.write_bytes(b"")
    assert rejection(path) == "empty file"


def test_a_name_that_is_not_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe1\xff.txt"))
    try:
        path.write_text(PAGE, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    (found,) = find_files([tmp_path], None)
    assert isinstance(found, Path)
    assert len(titles(found)) == 1


def test_content_decides_and_then_the_name(tmp_path: Path) -> None:
    for name in ("lines.txt", "lines", "lines.html", "lines.jsonl"):
        (tmp_path / name).write_text(LINE * 2, encoding="utf-8-sig")
        assert len(titles(tmp_path / name)) == 2
    for name in ("page.txt", "page", "page.news"):
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
        assert len(titles(tmp_path / name)) == 1
    (tmp_path / "lines.ndjson").write_text("[1]\n" + LINE, encoding="utf-8")
    assert [type(item) for item in read_file(tmp_path / "lines.ndjson", None)] == [Rejection, Article]


def test_a_file_of_a_folder_that_nothing_shows_the_format_of_is_rejected(tmp_path: Path) -> None:
    fill(tmp_path, "notes")
    (item,) = read_file(tmp_path / "notes", None, named=False)
    assert item == Rejection(
        str(tmp_path / "notes"), None, None, "format not recognised: name it with --format"
    )
    assert isinstance(item, Rejection)
    assert item.excerpt.startswith("وزير النقل يفتتح جسر الوادي\\nافتتح")
    assert len(titles(tmp_path / "notes")) == 1, "a user who names a file means it"


def test_a_given_format_decides_before_all(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(LINE, encoding="utf-8")
    assert titles(path, "pages") == [LINE.strip()]
    assert titles(path, "jsonl") == ["أمطار غزيرة على الساحل"]


@pytest.mark.parametrize("name", ["news.jsonl.gz", "news.json.gz", "news.jsonl", "news", "news.txt"])
def test_gzip_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(LINE.encode() * 3) + gzip.compress(LINE.encode()))
    assert len(titles(path)) == 4
    path.write_bytes(gzip.compress(PAGE.encode()))
    assert "jsonl" in name or "json" in name or titles(path) == ["وزير النقل يفتتح جسر الوادي"]


def damaged(data: bytes) -> Iterator[tuple[bytes, str]]:
    middle = len(data) // 2
    yield data[:middle], "it breaks off"
    yield data[:5], "it breaks off"
    yield data[:middle] + b"\xff" * 40 + data[middle + 40 :], ""
    yield data[:-8] + bytes(4) + data[-4:], "CRC check failed"
    yield data[: middle // 2] + b"\xff" * 40 + data[middle // 2 :], ""
    yield data + b"rubbish", "Not a gzipped file"


def test_a_damaged_gzip_file_gives_what_can_be_read(tmp_path: Path) -> None:
    noise = random.Random(1446)  # without it, there would be next to nothing to damage
    lines = [json.dumps({"title": "خبر", "id": noise.randbytes(40).hex()}) for _ in range(5000)]
    for data, reason in damaged(gzip.compress("\n".join(lines).encode())):
        path = tmp_path / "news.jsonl.gz"
        path.write_bytes(data)
        *before, last = read_file(path, None)
        assert isinstance(last, Rejection)
        assert last.reason.startswith(f"damaged gzip file: {reason}")
        assert sum(isinstance(item, Article) for item in before) > 1000 or len(data) < 10


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty file"),
        ("empty.jsonl", b"", "empty file"),
        ("empty.jsonl.gz", gzip.compress(b""), "empty file"),
        ("blank.txt", b" \n\n", "neither title nor body"),
        ("image.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary file"),
        ("image.jsonl", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary file"),
        ("image", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary file"),
        ("long.txt", b"x" * (50 * 2**20), "too large for a page"),
    ],
)
def test_bad_files_are_named_with_the_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert reason in rejection(path)


def test_a_line_of_50_mb_in_a_file_of_lines(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(LINE.encode() + b'{"title": "' + b"x" * (50 * 2**20) + b'"}\n' + LINE.encode())
    items: list[Item] = list(read_file(path, None))
    assert [type(item) for item in items] == [Article, Rejection, Article]
    assert items[1] == Rejection(str(path), 2, None, "line longer than 32 MB")
