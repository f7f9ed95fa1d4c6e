from numpy import float64, uint8, uint16, uint32
from numpy.typing import NDArray

def fill_words(
    text: NDArray[uint32],
    number: NDArray[uint16],
    marks: NDArray[uint8],
    places: NDArray[uint32],
    blob: NDArray[uint8],
    /,
) -> int: ...
def find_word(
    marks: NDArray[uint8], places: NDArray[uint32], blob: NDArray[uint8], word: bytes, /
) -> int: ...
def roots(words: NDArray[uint32], lists: NDArray[uint32], roots: NDArray[uint32], /) -> int: ...
def stems(
    folded: NDArray[uint32],
    spelled: NDArray[uint32],
    marks: NDArray[uint8],
    places: NDArray[uint32],
    blob: NDArray[uint8],
    counts: NDArray[float64],
    head_marks: NDArray[uint8],
    head_places: NDArray[uint32],
    head_blob: NDArray[uint8],
    heads: NDArray[uint32],
    thresholds: NDArray[float64],
    stems: NDArray[uint32],
    /,
) -> int: ...
