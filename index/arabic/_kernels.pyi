from array import array
from typing import Any

_Array = bytes | bytearray | memoryview | array[Any]

def fill_words(text: _Array, number: _Array, marks: _Array, places: _Array, blob: _Array, /) -> int: ...
def find_word(marks: _Array, places: _Array, blob: _Array, word: _Array, /) -> int: ...
def roots(words: _Array, lists: _Array, roots: _Array, /) -> int: ...
def stems(
    folded: _Array,
    spelled: _Array,
    marks: _Array,
    places: _Array,
    blob: _Array,
    counts: _Array,
    head_marks: _Array,
    head_places: _Array,
    head_blob: _Array,
    heads: _Array,
    thresholds: _Array,
    stems: _Array,
    /,
) -> int: ...
