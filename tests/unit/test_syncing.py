"""Files on their way to disk while others are still being written."""

import os
from pathlib import Path
from zlib import crc32

import pytest

from fihris.index.syncing import Syncing, sync


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    made = [tmp_path / name for name in ("one", "two", "three")]
    for number, path in enumerate(made):
        path.write_bytes(b"rain" * number)
    return made


def test_files_are_described_and_brought_to_disk(paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    fsync, synced = os.fsync, []

    def look(descriptor: int) -> None:
        synced.append(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", look)
    syncing = Syncing()
    syncing.add(paths)
    described = syncing.finish()
    assert described == {
        path.name: (4 * number, f"{crc32(b'rain' * number):08x}") for number, path in enumerate(paths)
    }
    assert synced == [path.stat().st_ino for path in paths]
    syncing.close()


def test_a_disk_that_fails_is_told_of_in_the_end(paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError("broken")

    monkeypatch.setattr(os, "fsync", fail)
    syncing = Syncing()
    syncing.add(paths)
    with pytest.raises(OSError, match="broken"):
        syncing.finish()
    with pytest.raises(OSError, match="broken"):
        sync(paths[0])
    syncing.close()


def test_files_come_bit_by_bit_and_may_go_before_they_are_described(paths: list[Path]) -> None:
    syncing = Syncing()
    assert syncing.done() == {}
    syncing.add(paths[:1])
    first = syncing.finish()
    assert first.keys() == {"one"}
    assert syncing.done() == first
    paths[0].write_bytes(b"sun")
    paths[1].unlink()
    syncing.add(paths)
    assert syncing.finish() == first | {"three": (8, f"{crc32(b'rain' * 2):08x}")}
    syncing.close()


def test_nothing_is_touched_once_it_is_closed(paths: list[Path]) -> None:
    syncing = Syncing()
    syncing.add(paths)
    syncing.close()
    for path in paths:
        path.unlink()
    syncing.close()
