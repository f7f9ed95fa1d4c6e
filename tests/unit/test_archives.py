import gzip
import io
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from fihris.index.article import Article
from fihris.index.readers import Item, Rejection, archives
from formats import RECORDS, as_lines, as_parquet, as_tar, as_zip, read, zstd

LINES = as_lines()


def told(items: list[Item]) -> list[tuple[str | None, str]]:
    return [(item.member, item.reason) for item in items if not isinstance(item, Article)]


def count(items: list[Item]) -> int:
    return sum(isinstance(item, Article) for item in items)


def encrypted(data: bytes, name: bytes) -> bytes:
    """Mark a member as protected by a password, in its own header and in the directory."""
    for signature, flags, start in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        place = data.index(signature)
        while data[place + start : place + start + len(name)] != name:
            place = data.index(signature, place + 4)
        data = data[: place + flags] + b"\x01\0" + data[place + flags + 2 :]
    return data


def test_what_is_wrong_with_a_member_stays_there(tmp_path: Path) -> None:
    data = as_zip(
        {
            "1.jsonl": LINES,
            "2.jsonl": LINES,
            "3.zip": as_zip({"a.jsonl": LINES}),
            "4.xyz": b"?",
            "5.jsonl": b"",
            "6.jsonl": LINES,
        }
    )
    items = read(tmp_path, "a.zip", encrypted(data, b"2.jsonl"))
    assert count(items) == 3 * len(RECORDS)
    assert told(items) == [
        ("2.jsonl", "protected by a password: unpack it first"),
        ("4.xyz", "format not recognised: name it with --format"),
        ("5.jsonl", "empty file"),
    ]


def test_a_damaged_member_gives_what_can_be_read(tmp_path: Path) -> None:
    data = bytearray(as_zip({"1.jsonl": LINES, "2.jsonl": LINES}))
    data[60:64] = b"\xff\xff\xff\xff"
    items = read(tmp_path, "a.zip", bytes(data))
    assert count(items) == len(RECORDS)
    ((member, reason),) = told(items)
    assert member == "1.jsonl"
    assert reason.startswith("damaged zip archive: ")


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/x.jsonl", "/etc/x.jsonl", "C:\\x.jsonl", "a/\u202e\n.jsonl"]
)
def test_a_name_in_an_archive_leads_nowhere(name: str, tmp_path: Path) -> None:
    for data in (as_zip({name: b"{"}), as_tar({name: b"{"})):
        ((member, _),) = told(read(tmp_path, "a", data))
        assert member is not None
        assert member.isprintable()
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_links_and_devices_in_a_tar_are_not_followed(tmp_path: Path) -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, kind in (("link", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("pipe", tarfile.FIFOTYPE)):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
        member = tarfile.TarInfo("a.jsonl")
        member.size = len(LINES)
        archive.addfile(member, io.BytesIO(LINES))
    items = read(tmp_path, "a.tar", file.getvalue())
    assert count(items) == len(RECORDS)
    assert told(items) == [(name, "a link in an archive: only files are read") for name in ("link", "hard")]


@pytest.mark.parametrize("size", [10, 50, 2000])
def test_archives_that_break_off(size: int, tmp_path: Path) -> None:
    noise = "".join(f'{{"title": "خبر {number * number}"}}\n' for number in range(3000)).encode()
    files = {
        "a.zip": as_zip({"a.jsonl": noise}),
        "a.tar.gz": as_tar({"a.jsonl": noise}, "w:gz"),
        "a.tar": as_tar({"a.jsonl": noise}),
        "a.zst": zstd.compress(noise),
        "a.parquet": as_parquet(),
    }
    for name, data in files.items():
        items = read(tmp_path, name, data[:size])
        assert isinstance(items[-1], Rejection), name
        assert (
            "damaged" in items[-1].reason or "broken" in items[-1].reason or "recognised" in items[-1].reason
        )


def test_archives_within_archives_are_read_three_deep(tmp_path: Path) -> None:
    inmost = as_zip({"a.jsonl": LINES, "broken.jsonl": b"{"})
    middle = as_tar({"deep/b.zip": inmost, "c.jsonl": LINES}, "w:gz")
    items = read(tmp_path, "a.zip", as_zip({"b.tar.gz": middle, "d.zip": inmost}))
    assert count(items) == 3 * len(RECORDS)
    assert [member for member, _ in told(items)] == ["b.tar.gz/deep/b.zip/broken.jsonl", "d.zip/broken.jsonl"]

    items = read(tmp_path, "b.tar", as_tar({"a.zip": as_zip({"b.tar.gz": middle}), "z.jsonl": LINES}))
    assert count(items) == 2 * len(RECORDS)
    assert told(items) == [
        ("a.zip/b.tar.gz/deep/b.zip", "archives within archives within archives: unpack them first")
    ]


def test_a_bomb_in_many_small_archives_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_BOMB_SIZE", 10 * len(LINES))
    monkeypatch.setattr(archives, "_BOMB_RATIO", 0)
    small = as_zip({"a.jsonl": LINES, "b.jsonl": LINES})
    items = read(tmp_path, "a.tar", as_tar({f"{number}.zip": small for number in range(7)}))
    assert count(items) == 10 * len(RECORDS)
    assert [(member, reason.endswith("taken for a bomb")) for member, reason in told(items)] == [
        ("5.zip", True),
        ("6.zip", True),
    ]


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    # A directory that promises 400 times 4 GB for a few bytes each.
    data = bytearray(as_zip({f"{number}.jsonl": LINES for number in range(400)}))
    place = data.index(b"PK\x01\x02")
    while place >= 0:
        data[place + 24 : place + 28] = struct.pack("<I", 0xFFFFFFF0)
        place = data.find(b"PK\x01\x02", place + 4)
    ((member, reason),) = told(read(tmp_path, "bomb.zip", bytes(data)))
    assert (member, reason) == (None, "would unpack to 1638399 MB: taken for a bomb")


def test_a_compressed_bomb_is_given_up(tmp_path: Path) -> None:
    million = gzip.compress(b" " * 2**20)
    *_, rejection = read(tmp_path, "a.jsonl.gz", million * 400)
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "unpacks to more than 300 times its size: taken for a bomb"


def test_an_office_document_is_named(tmp_path: Path) -> None:
    data = as_zip({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    assert told(read(tmp_path, "a.docx", data)) == [
        (None, "format not recognised: binary file, an office document or a book")
    ]


def test_an_empty_archive(tmp_path: Path) -> None:
    file = io.BytesIO()
    zipfile.ZipFile(file, "w").close()
    assert told(read(tmp_path, "a.zip", file.getvalue())) == [(None, "empty archive")]
