"""Synonyms: words that mean the same, as a user lists them in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from fihris.index.arabic.chain import Chain, Forms, default_chain
from fihris.index.errors import FihrisError
from fihris.search.phrases import Row

ARROW = "=>"
LONGEST = 6  # words of an entry
_COMMA = re.compile("[,،]")

Words = tuple[Forms, ...]


class SynonymsUnusable(FihrisError):
    """A file of synonyms that cannot be read as one."""


class Synonyms:
    """What may stand in the place of words: single words or several, by the stems of these.

    A line `a, b, c` says that each means the others, `a, b => c` that the first ones also mean the last: c in
    the place of a, and not the other way round. Commas are , or ،; what comes after # is a comment.
    """

    def __init__(self, lines: Sequence[str], chain: Chain, origin: str = "synonyms") -> None:
        self._chain = chain
        self._others: dict[tuple[str, ...], dict[Forms | Row, None]] = {}
        for number, line in enumerate(lines, 1):
            content = line.partition("#")[0].strip()
            if content:
                self._take(content, f"Line {number} of {origin}")

    def of(self, words: Sequence[Forms | None]) -> Iterator[tuple[Words, tuple[Forms | Row, ...]]]:
        """Yield the entries that stand in a row of words, and what may stand in their place."""
        for start in range(len(words)):
            entry: list[Forms] = []
            for word in words[start : start + LONGEST]:
                if word is None:
                    break
                entry.append(word)
                others = self._others.get(_key(entry))
                if others:
                    yield tuple(entry), tuple(others)

    def _take(self, line: str, place: str) -> None:
        left, arrow, right = line.partition(ARROW)
        meant, others = self._entries(left, place), self._entries(right if arrow else left, place)
        if not arrow and len(meant) < 2:
            raise SynonymsUnusable(f"{place} has one word alone. Write: word, another word")
        for one in meant:
            known = self._others.setdefault(_key(one), {})
            known.update((_place_of(other), None) for other in others if _key(other) != _key(one))

    def _entries(self, text: str, place: str) -> list[Words]:
        entries = []
        for part in _COMMA.split(text):
            words = tuple(self._chain.forms(token.word) for token in self._chain.analyze(part))
            if not words:
                raise SynonymsUnusable(f"{place} has an empty entry. Write: word, another word")
            if len(words) > LONGEST:
                raise SynonymsUnusable(f"{place} has an entry of {len(words)} words; {LONGEST} are the most.")
            entries.append(words)
        return entries


class SynonymsFile:
    """A file of synonyms in UTF-8 that may change while it is used."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None

    def changed(self) -> bool:
        """Say whether the file is not what was read last; one that is gone has not changed."""
        try:
            return self._state() != self._seen
        except OSError:
            return False

    def read(self) -> Synonyms:
        """Return what the file lists; raise `SynonymsUnusable` where it is no such file."""
        try:
            # A file that cannot be used is not read again until it changes.
            self._seen = self._state()
            text = self._path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise SynonymsUnusable(f"The synonyms {self._path} cannot be read: {error}.") from error
        return Synonyms(text.splitlines(), default_chain(), str(self._path))

    def _state(self) -> tuple[int, int]:
        status = self._path.stat()
        return status.st_mtime_ns, status.st_size


def _key(words: Sequence[Forms]) -> tuple[str, ...]:
    return tuple(word.stem for word in words)


def _place_of(words: Words) -> Forms | Row:
    return words[0] if len(words) == 1 else Row(words)
