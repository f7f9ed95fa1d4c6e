from pathlib import Path

import numpy as np
import pytest

from fihris.index.columns import ALIGNMENT, Columns, open_columns, write_columns
from fihris.index.errors import IndexDamaged

ARRAYS = {
    "numbers": np.arange(5, dtype=np.uint32),
    "empty": np.zeros(0, np.int64),
    "flags": np.array([True, False]),
    "big_endian": np.array([1, 2], dtype=">i4"),
}


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "MAIN_x.fx"
    write_columns(path, ARRAYS, {"sources": ["المرقاب"]})
    return path


def test_arrays_and_meta_come_back(written: Path) -> None:
    columns = Columns(written, written.parent)
    assert list(columns) == list(ARRAYS)
    assert len(columns) == len(ARRAYS)
    for name, array in ARRAYS.items():
        assert columns[name].tolist() == array.tolist()
        assert columns[name].dtype == array.dtype.newbyteorder("<")
    assert columns.meta == {"sources": ["المرقاب"]}


def test_arrays_lie_aligned_and_cannot_be_written(written: Path) -> None:
    columns = Columns(written, written.parent)
    assert all(array.ctypes.data % ALIGNMENT == 0 for array in columns.values())
    with pytest.raises(ValueError, match="read-only"):
        columns["numbers"][0] = 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:10],
        lambda data: b"X" + data[1:],
        lambda data: data[:30] + b"\xff" + data[31:],
        lambda data: data[:-ALIGNMENT],
    ],
    ids=["empty", "cut in the prefix", "other magic", "header changed", "cut in the arrays"],
)
def test_a_damaged_file_is_refused_with_what_to_type(written: Path, damage) -> None:  # type: ignore[no-untyped-def]
    written.write_bytes(damage(written.read_bytes()))
    with pytest.raises(IndexDamaged, match=r"MAIN_x\.fx.*fihris verify --repair --index the-index"):
        Columns(written, Path("the-index"))


@pytest.mark.parametrize(
    ("segment", "meta", "documents", "belongs"),
    [
        ("MAIN_x", {"segment": "MAIN_x"}, 2, True),
        ("MAIN_x", {"segment": "MAIN_x"}, 3, False),
        ("MAIN_x", {"segment": "MAIN_y"}, 2, False),
    ],
)
def test_columns_are_opened_for_their_own_segment_only(
    tmp_path: Path, segment: str, meta: dict[str, str], documents: int, belongs: bool
) -> None:
    write_columns(tmp_path / f"{segment}.fx", {"document.published": np.zeros(2, np.int64)}, meta)
    if belongs:
        assert open_columns(tmp_path, segment, documents, tmp_path).meta == meta
    else:
        with pytest.raises(IndexDamaged, match=r"another segment.*fihris verify --repair --index"):
            open_columns(tmp_path, segment, documents, tmp_path)
