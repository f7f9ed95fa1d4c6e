from typing import Any

from numpy import bool_, float32, int32, int64, uint8, uint16, uint32, uint64
from numpy.typing import NDArray

def alike(
    text: str,
    code: NDArray[int64],
    offset: NDArray[int64] | memoryview,
    stem: NDArray[int32],
    bigrams: NDArray[uint16],
    least: float,
    numbers: NDArray[int64],
    likeness: NDArray[float32],
    /,
) -> int: ...
def count_postings(
    term: NDArray[int32],
    document: NDArray[int32],
    marks: NDArray[Any],
    offset: NDArray[int64],
    documents: NDArray[uint32],
    frequency: NDArray[uint32],
    marked: NDArray[uint32],
    /,
) -> int: ...
def find(blob: memoryview | NDArray[uint8], borders: memoryview | NDArray[int64], term: bytes, /) -> int: ...
def invert(
    term: NDArray[int32],
    document: NDArray[int32],
    position: NDArray[int32],
    begin: NDArray[int64],
    offset: NDArray[int64],
    documents: NDArray[uint32],
    frequency: NDArray[uint32],
    first: NDArray[int64],
    positions: NDArray[int32],
    /,
) -> int: ...
def joined(pairs: NDArray[int64], above: NDArray[int64], apart: NDArray[bool_], /) -> None: ...
def number_keys(
    keys: NDArray[uint64],
    slots: NDArray[int32],
    held: NDArray[uint64],
    count: NDArray[int64],
    numbers: NDArray[int32],
    /,
) -> None: ...
def number_terms(
    text: NDArray[uint8],
    number: NDArray[int32],
    blob: NDArray[uint8],
    borders: NDArray[int64],
    /,
) -> int: ...
def plain_words(
    text: NDArray[uint32],
    kinds: NDArray[uint8],
    start: NDArray[int64],
    end: NDArray[int64],
    key: NDArray[uint64],
    odd_start: NDArray[int64],
    odd_end: NDArray[int64],
    /,
) -> tuple[int, int]: ...
def posting_blocks(
    offset: NDArray[int64],
    document: NDArray[uint32],
    frequency: NDArray[uint32],
    first: NDArray[int64],
    position: NDArray[int32],
    length: NDArray[uint8],
    infos: NDArray[uint8],
    out: NDArray[uint8],
    /,
) -> int: ...
def ranges(first: NDArray[int64], last: NDArray[int64], places: NDArray[int64], /) -> None: ...
def shared(
    hash_: NDArray[uint32],
    first: NDArray[int64],
    last: NDArray[int64],
    pairs: NDArray[int64],
    shared: NDArray[int64],
    /,
) -> None: ...
def term_keys(blob: NDArray[uint8], borders: NDArray[int64], keys: NDArray[uint64], /) -> None: ...
def text_hashes(
    word: NDArray[int32],
    hash_: NDArray[uint64],
    factor: NDArray[uint64],
    begin: NDArray[int64],
    end: NDArray[int64],
    hashes: NDArray[uint64],
    /,
) -> None: ...
def tokens(
    word: NDArray[int32],
    start: NDArray[int64],
    end: NDArray[int64],
    odd_word: NDArray[int32],
    odd_start: NDArray[int64],
    odd_end: NDArray[int64],
    text_end: NDArray[int64],
    words: NDArray[int32],
    starts: NDArray[uint16],
    lengths: NDArray[uint8],
    count: NDArray[int64],
    far: NDArray[Any],
    /,
) -> None: ...
