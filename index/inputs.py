"""The inputs of a reindex run: files and folders, or articles handed over by a program."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from fihris.index.article import Article
from fihris.index.ledger import Entry
from fihris.index.readers import (
    DEFAULT_NAMES,
    STANDARD_INPUT,
    FieldNames,
    Item,
    Meter,
    Recollection,
    Rejection,
    find_files,
    read_file,
)

FROM_PROGRAM = "<articles>"
"""The ledger's name for articles that came from no file."""

FLOWING = frozenset({FROM_PROGRAM, str(STANDARD_INPUT)})
"""Inputs that are another each time, under the same name."""

Input = tuple[Entry, Iterator[Item] | None]
"""An input as it looks now, and what it holds; None when it has not changed and need not be read."""


class Inputs:
    """What `reindex` was given, to be read in a fixed order.

    Files in `busy`, named by resolved paths, are still being written: they are taken for what they were.

    Raises `InputMissing` for a path that does not exist and `UnknownFormat`, before anything is read.
    """

    def __init__(
        self,
        given: str | Path | Iterable[str | Path] | Iterable[Article],
        format: str | None,  # noqa: A002 - the contract's name
        names: FieldNames = DEFAULT_NAMES,
        busy: Collection[Path] = (),
    ) -> None:
        self._busy = busy
        self._format = format
        self._names = names
        self._reading = f"{format or ''}/{names.fingerprint}" if format or names.fingerprint else ""
        self._named: frozenset[Path] = frozenset()
        self._meter = Meter()
        self.size = 0
        self._articles: list[Iterable[Article]] = []
        self._files: list[Path | Rejection] = []
        if isinstance(given, str | Path):
            given = [given]
        iterator = iter(given)
        first = next(iterator, None)
        if isinstance(first, Article):
            self._articles.append(_chain(first, iterator))  # type: ignore[arg-type]  # one kind of thing is given
        elif first is not None:
            paths = [Path(first), *(Path(path) for path in iterator)]  # type: ignore[arg-type]
            self._named = frozenset(paths)
            self._files.extend(find_files(paths, format))
            self.size = sum(_size(path) for path in self._files if isinstance(path, Path))

    def __len__(self) -> int:
        return len(self._files) + len(self._articles)

    @property
    def done(self) -> int:
        """Return how many bytes of `size` have been read, or need not be."""
        return self._meter.read

    def read(self, known: dict[str, Entry], seen: Mapping[str, Entry]) -> Iterator[Input]:
        """Yield every input with what it holds.

        `known` are the entries of the ledger by file, `seen` those of the ids that the run has met: a file
        that has not changed is read all the same when a document that it repeats is not there any more. Of
        one that is read again, what is known need not be (`Recollection`).
        """
        for articles in self._articles:
            yield Entry(FROM_PROGRAM), (article.identified() for article in articles)
        for path in self._files:
            if isinstance(path, Rejection):
                yield Entry(path.file), iter([path])
                continue
            entry = Entry.of(path, self._reading)
            before = known.get(entry.file)
            if self._busy and path.resolve() in self._busy:
                if before is not None:
                    yield before, None
            elif (
                before is not None
                and entry.looks_like(before)
                and all(map(seen.__contains__, before.repeats))
            ):
                yield before, None
            else:
                named = path in self._named
                known_prints = before.prints if before and before.reading == entry.reading else {}
                recollection = Recollection(known_prints, entry.prints, seen)
                once = recollection.once
                yield entry, read_file(path, self._format, self._names, self._meter, named=named, once=once)
            self._meter.close(max(0, entry.size))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _chain(first: Article, rest: Iterator[Article]) -> Iterator[Article]:
    yield first
    yield from rest
