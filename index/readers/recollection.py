"""Recollection: records of a file that an earlier run has read, and that need not be read again."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, MutableMapping
from hashlib import blake2b

from fihris.index.article import Article
from fihris.index.readers.items import Item, Read, Unchanged


class Recollection:
    """Knows the records of a file by their prints: hashes of all that decides what is read of them.

    `known` are the prints of before by the articles they gave, `made` is where those of this run are written,
    `met` are ids of articles that the run has met already. Only what gave articles of its own and nothing
    else is recalled: what there is to say about a record names its line, which may be another now, and who
    comes first with an id is found out anew each time.
    """

    def __init__(self, known: Mapping[str, str], made: MutableMapping[str, str], met: Container[str]) -> None:
        self._ids: dict[str, tuple[str, ...]] = {}
        for id_, print_ in known.items():
            self._ids[print_] = (*self._ids.get(print_, ()), id_)
        self._made = made
        self._met = met

    def once(self, data: bytes | str, read: Read) -> Iterator[Item]:
        """Yield what is `read` of a record, known by its `data`, or that its articles are unchanged."""
        written = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        print_ = blake2b(written, digest_size=8).hexdigest()
        ids = self._ids.get(print_)
        if ids is None or any(map(self._met.__contains__, ids)):
            return self._read(print_, read)
        self._made.update(dict.fromkeys(ids, print_))
        return map(Unchanged, ids)

    def _read(self, print_: str, read: Read) -> Iterator[Item]:
        found: list[str] = []
        whole = True
        for item in read():
            if isinstance(item, Article) and item.id not in self._met:
                found.append(item.id)
            else:
                whole = False
            yield item
        if whole:
            for id_ in found:
                self._made[id_] = print_
