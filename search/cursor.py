"""Cursors: where the next page of an answer begins, as a text that is handed back to go on there.

A cursor holds within one generation, in which results never move. It names the question that it goes on with,
so that it cannot be used with another.
"""

from __future__ import annotations

import re
from hashlib import blake2b

from fihris.index.errors import QueryError

_CURSOR = re.compile(r"([a-z0-9]{1,20}):([0-9]{1,12}):([0-9a-f]{8})")


def write_cursor(generation: str, offset: int, question: object) -> str:
    """Return the cursor to the hits of `question`, whose `repr` tells it from others, from `offset` on."""
    return f"{generation}:{offset}:{_digest(question)}"


def read_cursor(cursor: str, generation: str, question: object) -> int:
    """Return the offset at which a cursor goes on; raise `QueryError` unless it was made for this."""
    found = _CURSOR.fullmatch(cursor)
    if not found:
        raise QueryError(f"“{cursor[:60]}” is no cursor. A cursor is the `next` of an earlier answer.")
    if found[3] != _digest(question):
        raise QueryError("The cursor is of another search. Use the query and filters that it came with.")
    if found[1] != generation:
        raise QueryError(
            f"The cursor is of generation {found[1]}, but {generation} is served now, where results stand "
            "elsewhere. Begin again without a cursor."
        )
    return int(found[2])


def _digest(question: object) -> str:
    return blake2b(repr(question).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
