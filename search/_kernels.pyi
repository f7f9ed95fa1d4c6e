from array import array
from collections.abc import Sequence
from typing import Any

from numpy import bool_, float32, float64, int16, int32, int64, intp, uint8, uint16, uint64
from numpy.typing import NDArray

_Word = tuple[float, int, NDArray[uint8], NDArray[uint64] | None]

def added_up(
    exact: NDArray[Any],
    exact_counts: NDArray[uint8],
    stem: NDArray[Any],
    stem_counts: NDArray[uint8],
    root: NDArray[Any],
    root_counts: NDArray[uint8],
    lead: NDArray[uint8],
    alive: NDArray[bool_],
    norms: NDArray[float32],
    lead_norms: NDArray[float32],
    frequencies: NDArray[float32],
    worth: NDArray[float32],
    base: int,
    at: int,
    documents: NDArray[int32],
    scores: NDArray[float32],
    has_stem: NDArray[bool_],
    held: NDArray[uint8],
    /,
) -> int: ...
def around(
    offset: NDArray[int64],
    words: NDArray[int32],
    stems: NDArray[int32],
    stop: NDArray[bool_],
    centres: NDArray[int32],
    documents: NDArray[int64],
    reach: int,
    neighbours: NDArray[int32],
    /,
) -> tuple[int, int]: ...
def cost(
    typed: memoryview,
    meant: memoryview,
    number: NDArray[uint8],
    costs: NDArray[float64],
    most: float,
    /,
) -> float: ...
def cuts(
    segments: Sequence[tuple[NDArray[Any], ...]],
    bases: NDArray[int64],
    documents: array[int],
    anchors: array[int],
    marks: memoryview,
    borders: array[int],
    lead: int,
    tokens: int,
    cuts: NDArray[int32],
    places: NDArray[int32],
    /,
) -> None: ...
def facets(
    found: NDArray[uint64],
    combinations: NDArray[uint16],
    rows: NDArray[uint8],
    times: NDArray[int64],
    counts: NDArray[int64],
    /,
) -> None: ...
def first_pass(
    words: tuple[_Word, ...],
    size: int,
    least: int,
    share: float,
    among: NDArray[uint64] | None,
    passing: NDArray[uint64] | None,
    worth: NDArray[float32] | None,
    most: float,
    found: NDArray[uint64],
    best: NDArray[intp],
    theirs: NDArray[float32],
    /,
) -> tuple[int, int]: ...
def firsts(keys: NDArray[uint64], first: NDArray[int64], /) -> None: ...
def letters(
    blob: NDArray[uint8], borders: NDArray[int64], lengths: NDArray[int16], letters: NDArray[uint64], /
) -> None: ...
def passages(
    segments: Sequence[tuple[NDArray[Any], ...]],
    bases: NDArray[int64],
    word_bases: NDArray[int64],
    documents: array[int],
    families: Sequence[tuple[NDArray[intp], NDArray[uint8], NDArray[float32]]],
    idf: array[float],
    by_stem: float,
    by_root: float,
    reach: float,
    tilt: NDArray[float32],
    weights: NDArray[float32],
    anchors: NDArray[int64],
    borders: NDArray[int64],
    /,
) -> bytes: ...
def ranked(
    documents: NDArray[int32], scores: NDArray[float32], size: int, packed: NDArray[uint8], /
) -> None: ...
def related(
    same: NDArray[int32],
    stem: NDArray[int32],
    root: NDArray[int32],
    stems: NDArray[int64],
    likeness: NDArray[float32],
    offset: NDArray[int64],
    words: NDArray[int32],
    stop: NDArray[bool_],
    strength: NDArray[float32],
    related: NDArray[intp],
    closeness: NDArray[uint8],
    counts: NDArray[float32],
    is_stop: bool,
    base: int,
    at: int,
    /,
) -> int: ...
def sound_keys(
    blob: NDArray[uint8],
    borders: NDArray[int64],
    wanted: NDArray[bool_],
    letters: NDArray[uint8],
    keys: NDArray[uint64],
    numbers: NDArray[int32],
    /,
) -> int: ...
def top(
    documents: NDArray[intp], scores: NDArray[float32], best: NDArray[intp], theirs: NDArray[float32], /
) -> None: ...
