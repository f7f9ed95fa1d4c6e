"""Streams of bytes as streams of text, in the encoding that their beginning shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader, TextIOWrapper

from fihris.index.decoding import decode
from fihris.index.readers.opening import HEAD, up_to_damage
from fihris.index.readers.records import BROKEN_BYTES


@contextmanager
def open_text(stream: BufferedReader) -> Iterator[TextIOWrapper]:
    """Open a stream as text; line ends are kept, broken bytes become lone surrogates.

    Raises:
        Undecodable: Its beginning is not text.
    """
    encoding = decode(stream.peek(HEAD)[:HEAD]).encoding
    with up_to_damage(stream) as sound:
        text = TextIOWrapper(
            sound, "utf-8-sig" if encoding == "utf-8" else encoding, BROKEN_BYTES, newline=""
        )
        try:
            yield text
        finally:
            text.detach()  # or it would close the stream
