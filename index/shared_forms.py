"""The forms of words, each worked out by one of several processes that write an index side by side.

Their articles have most words in common, and nothing takes as long as the forms. So every word belongs to one
process, by its hash: it tells the others the forms of those that they have.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from zlib import crc32

from fihris.index.arabic.chain import Chain, Layers

SWAPS = 2  # times that the processes swap messages: words one way, their forms the other

Swap = Callable[[Sequence[Any]], list[Any]]
"""Gives each process its message, this one too, and returns what each had for this one."""


class SharedForms:
    """Works out the forms of words together with others: `of` processes in all."""

    def __init__(self, chain: Chain, swap: Swap, of: int) -> None:
        self._chain = chain
        self._swap: Swap | None = swap
        self._of = of

    def layers(self, words: Sequence[str]) -> Layers:
        """Return the forms of words; each of the processes has to ask once, even if it has no words."""
        swap, self._swap = self._swap, None
        assert swap
        owners = [crc32(word.encode("utf-8", "surrogatepass")) % self._of for word in words]
        asked: list[list[str]] = [[] for _ in range(self._of)]
        for owner, word in zip(owners, words, strict=True):
            asked[owner].append(word)
        theirs = map(_parted, swap([*map("\n".join, asked)]))
        answers = swap([_packed(self._chain.layers(each)) for each in theirs])
        forms = [[iter(each) for each in _unpacked(answer)] for answer in answers]
        return Layers(*([next(each[owner]) for owner in owners] for each in zip(*forms, strict=True)))

    def finish(self) -> None:
        """Take part if nobody has asked for the forms of words here."""
        if self._swap:
            self.layers([])


# No word holds a line break, and one long text is sent in a fraction of the time of many short ones.
def _parted(text: str) -> list[str]:
    return text.split("\n") if text else []


def _packed(forms: Layers) -> tuple[str, str, str, bytes]:
    return "\n".join(forms.exact), "\n".join(forms.stem), "\n".join(forms.root), bytes(forms.stop)


def _unpacked(packed: tuple[str, str, str, bytes]) -> Layers:
    exact, stem, root, stop = packed
    return Layers(_parted(exact), _parted(stem), _parted(root), [*map(bool, stop)])
