"""Snapshots of real indexes, on one file system and across two, sound and damaged."""

import errno
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner

from archive import ARTICLES
from fihris.index import Article, reindex
from fihris.index.cli import main
from fihris.index.errors import (
    CopyFailed,
    DestinationExists,
    IndexDamaged,
    IndexLocked,
    IndexMissing,
    SnapshotDamaged,
    SnapshotMissing,
)
from fihris.index.generations import BUILDING, Generations
from fihris.index.manifest import FILE_NAME as MANIFEST
from fihris.index.manifest import read_manifest
from fihris.index.snapshots import restore, snapshot
from fihris.index.verify import verify
from fihris.search import open_index

LATER = Article(id="later", title="مطر", body="خبر جاء بعد النسخة.")


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(word) for word in words])
    return result.exit_code, result.output


def held(index: Path) -> list[Article]:
    assert verify(index).sound
    return list(open_index(index).articles())


@pytest.fixture
def index(tmp_path: Path) -> Path:
    reindex(ARTICLES, tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """A directory on another file system."""
    memory = Path("/dev/shm")
    if not memory.is_dir() or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is but one file system")
    with TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


def test_a_snapshot_is_the_index_of_its_moment(index: Path, tmp_path: Path) -> None:
    copied = snapshot(index, tmp_path / "kept" / "monday")
    reindex([*ARTICLES, LATER], index)
    assert held(tmp_path / "kept" / "monday") == list(ARTICLES)
    assert copied.documents == len(ARTICLES)
    assert copied.linked == copied.bytes > 0

    restore(tmp_path / "kept" / "monday", tmp_path / "again")
    assert held(tmp_path / "again") == list(ARTICLES)
    assert reindex([*ARTICLES, LATER], tmp_path / "again").as_json()["indexed"] == 1


def test_files_are_copied_to_another_file_system_and_back(
    index: Path, elsewhere: Path, tmp_path: Path
) -> None:
    copied = snapshot(index, elsewhere / "monday")
    assert (copied.linked, copied.documents) == (0, len(ARTICLES))
    shutil.rmtree(index)
    restore(elsewhere / "monday", index)
    assert held(index) == list(ARTICLES)


def test_an_open_engine_takes_up_what_was_restored(index: Path, tmp_path: Path) -> None:
    snapshot(index, tmp_path / "monday")
    reindex([LATER], index)
    news = open_index(index)
    assert [article.id for article in news.articles()] == ["later"]
    copied = restore(tmp_path / "monday", index, replace=True)
    assert [article.id for article in news.articles()] == ["later"]
    news.refresh()
    assert list(news.articles()) == list(ARTICLES)
    assert news.stats().generation == copied.generation > "g000002"


def test_a_snapshot_is_whole_while_a_writer_goes_on(tmp_path: Path) -> None:
    """Every edition has one text in all of its articles: a mixture would show."""
    index, ended = tmp_path / "index", threading.Event()

    def edition(number: int) -> list[Article]:
        return [Article(id=str(each), title="عدد", body=f"طبعة{number}") for each in range(20)]

    def write() -> None:
        number = 0
        while not ended.is_set():
            number += 1
            reindex(edition(number), index)

    reindex(edition(0), index)
    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(12):
            snapshot(index, tmp_path / f"kept{number}")
    finally:
        ended.set()
        writer.join()
    bodies = [{article.body for article in held(tmp_path / f"kept{number}")} for number in range(12)]
    assert all(len(each) == 1 for each in bodies)
    assert len({body for each in bodies for body in each}) > 1


def files_of(index: Path) -> list[Path]:
    served = Generations(index).served()
    return [*(served / name for name in read_manifest(served, index).files), served / MANIFEST]


def corrupt(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x20
    path.unlink()  # it may be a link to the index
    path.write_bytes(data)


def cut(path: Path) -> None:
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data[:-1])


@pytest.mark.parametrize("damage", [corrupt, cut, Path.unlink])
def test_a_damaged_snapshot_is_refused_whichever_file_it_is(
    index: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    again, names = tmp_path / "again", [path.name for path in files_of(index)]
    reindex([LATER], again)
    for name in names:
        kept = tmp_path / f"kept-{name}"
        snapshot(index, kept)
        damage(next(path for path in files_of(kept) if path.name == name))
        with pytest.raises(SnapshotDamaged, match=r"nothing was restored.*fihris verify --index"):
            restore(kept, again, replace=True)
    assert held(again) == [LATER]
    assert held(index) == list(ARTICLES)


def test_no_snapshot_is_taken_of_a_damaged_index(index: Path, elsewhere: Path, tmp_path: Path) -> None:
    path = max(files_of(index), key=lambda path: path.stat().st_size)
    corrupt(path)
    with pytest.raises(IndexDamaged, match="is not what was written"):
        snapshot(index, elsewhere / "copied")
    cut(path)
    with pytest.raises(IndexDamaged, match="is not what was written"):
        snapshot(index, tmp_path / "linked")
    assert Generations(tmp_path / "linked").current() is None
    assert list((tmp_path / "linked" / "generations").iterdir()) == []


def test_what_exists_is_not_written_over(index: Path, tmp_path: Path) -> None:
    snapshot(index, tmp_path / "kept")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "letter.txt").write_text("رسالة")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    for name in ("kept", "folder", "nowhere", "index"):
        with pytest.raises(DestinationExists, match="There is something at"):
            snapshot(index, tmp_path / name)
    with pytest.raises(DestinationExists, match=r"fihris restore --replace .*kept --index"):
        restore(tmp_path / "kept", index)
    (tmp_path / "empty").mkdir()
    snapshot(index, tmp_path / "empty")
    assert held(tmp_path / "empty") == list(ARTICLES)


def test_what_a_killed_snapshot_left_is_gone_on_with(index: Path, tmp_path: Path) -> None:
    leftover = tmp_path / "kept" / "generations" / f"g000001-1{BUILDING}"
    leftover.mkdir(parents=True)
    (leftover / "MAIN_1.fx").write_bytes(b"half")
    with pytest.raises(SnapshotMissing, match=r"There is no snapshot in .*kept"):
        restore(tmp_path / "kept", tmp_path / "again")
    snapshot(index, tmp_path / "kept")
    assert held(tmp_path / "kept") == list(ARTICLES)
    assert not leftover.exists()


def test_a_full_disk_leaves_nothing_behind(
    index: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync, synced = os.fsync, []

    def fail(descriptor: int) -> None:
        synced.append(descriptor)
        if len(synced) == 4:
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(CopyFailed, match="No space left on device"):
        snapshot(index, elsewhere / "kept")
    assert list((elsewhere / "kept" / "generations").iterdir()) == []
    monkeypatch.undo()
    snapshot(index, elsewhere / "kept")
    assert held(elsewhere / "kept") == list(ARTICLES)


def test_another_writer_is_waited_for_by_who_types(index: Path, tmp_path: Path) -> None:
    snapshot(index, tmp_path / "kept")
    with Generations(index).writing():
        with pytest.raises(IndexLocked):
            restore(tmp_path / "kept", index, replace=True)
        assert run("restore", tmp_path / "kept", "--replace", "--index", index)[0] == 75
        assert run("snapshot", tmp_path / "meanwhile", "--index", index)[0] == 0
    with Generations(tmp_path / "begun").writing():
        assert run("snapshot", tmp_path / "begun", "--index", index)[0] == 75


def test_commands_say_what_they_did(index: Path, tmp_path: Path) -> None:
    status, output = run("snapshot", tmp_path / "kept", "--index", index)
    assert status == 0
    assert output.startswith(f"Snapshot of {len(ARTICLES)} documents (")
    assert output.endswith(f"all linked) in {tmp_path / 'kept'}\n")
    assert run("snapshot", tmp_path / "kept", "--index", index)[0] == 2
    assert run("restore", tmp_path / "kept", "--index", index)[0] == 2
    status, output = run("restore", tmp_path / "kept", "--index", index, "--replace")
    assert status == 0
    assert output.startswith(f"Restored {len(ARTICLES)} documents (")
    assert output.endswith("as generation g000002\n")
    status, output = run("restore", tmp_path, "--index", tmp_path / "new")
    assert (status, output[:31]) == (2, "fihris: There is no snapshot in")
    with pytest.raises(IndexMissing):
        snapshot(tmp_path / "new", tmp_path / "none")
