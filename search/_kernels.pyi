from array import array
from collections.abc import Sequence

from numpy import float32, int32, int64, intp, uint8, uint32
from numpy.typing import NDArray

def top(
    documents: NDArray[intp], scores: NDArray[float32], best: NDArray[intp], theirs: NDArray[float32], /
) -> None: ...
def passages(
    segments: Sequence[tuple[NDArray[int32], NDArray[int64], NDArray[uint32]]],
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
