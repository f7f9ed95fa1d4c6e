"""The ledger of a generation: which input gave which documents, and what each file looked like then."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, repeat
from pathlib import Path

from fihris.index.errors import IndexDamaged
from fihris.index.readers import Notice, Rejection

FILE_NAME = "ledger.jsonl"


@dataclass(slots=True)
class Entry:
    """What one input gave: its documents (id → content hash), and what could not be read.

    `indexed` says when each of them came into the index as it is, in seconds of UTC since 1970.
    `prints` tell by document which record gave it (see `Recollection`); some have none.
    `size`, `modified` (nanoseconds) and `inode` are those of the file before it was read: while they stay,
    it is not read again and its problems are told again from here. `repeats` are ids of documents that an
    earlier input holds too: should that one go, this one has to be read for them. `reading` is how it was
    read, if the user said so: another format or other names of fields make other documents of it. `line` is
    what the entry was read from, to be written again as it is: whoever changes the entry empties it.
    """

    file: str
    size: int = -1
    modified: int = -1
    documents: dict[str, str] = field(default_factory=dict)
    indexed: dict[str, int] = field(default_factory=dict)
    repeats: list[str] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    reading: str = ""
    inode: int = -1
    prints: dict[str, str] = field(default_factory=dict)
    line: str = field(default="", compare=False, repr=False)

    @classmethod
    def of(cls, path: Path, reading: str = "") -> Entry:
        """Return an empty entry for the file at `path` as it looks now."""
        try:
            found = path.stat()
        except OSError:
            return cls(str(path), reading=reading)
        return cls(str(path), found.st_size, found.st_mtime_ns, reading=reading, inode=found.st_ino)

    def problems(self) -> Iterator[Rejection | Notice]:
        """Yield what could not be read, wholly or in part."""
        yield from self.rejections
        yield from self.notices

    def give_up(self, ids: Collection[str]) -> None:
        """Leave documents to another input; a record that gave others too has to be read again."""
        gone = {*map(self.prints.get, ids)}
        for id_ in ids:
            del self.documents[id_]
        self.prints = {id_: print_ for id_, print_ in self.prints.items() if print_ not in gone}
        self.line = ""

    def looks_like(self, other: Entry) -> bool:
        """Say whether both entries are of a file that looked the same and was read in the same way."""
        mine, theirs = ((each.size, each.modified, each.inode, each.reading) for each in (self, other))
        return self.size >= 0 and mine == theirs


def write_ledger(directory: Path, entries: Iterable[Entry]) -> None:
    """Write the ledger of the generation in `directory`: one JSON line an entry."""
    path = directory / FILE_NAME
    path.unlink(missing_ok=True)  # it may be a hard link to the ledger of the generation before
    with path.open("w", encoding="ascii") as file:
        file.writelines(entry.line or _line(entry) for entry in entries)


def read_ledger(directory: Path) -> dict[str, Entry]:
    """Return the entries of the generation in `directory` by file.

    Raises `IndexDamaged` for a ledger that is missing or not what `write_ledger` writes.
    """
    try:
        with (directory / FILE_NAME).open(encoding="ascii") as file:
            return {entry.file: entry for entry in map(_entry, file)}
    except (OSError, ValueError, TypeError, AttributeError):
        raise IndexDamaged("The ledger cannot be read.", directory.parents[1], mendable=True) from None


def documents(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return for each document the entry that has it."""
    found: dict[str, Entry] = {}
    for entry in entries:
        found.update(dict.fromkeys(entry.documents, entry))
    return found


def arrivals(documents: Mapping[str, Entry]) -> Callable[[str], int]:
    """Return what tells of a document when it came into the index as it is, 0 of one that is not there."""
    return lambda id_: documents[id_].indexed[id_] if id_ in documents else 0


def _line(entry: Entry) -> str:
    problems = [
        [[problem.line, problem.member, problem.reason, problem.excerpt] for problem in kind]
        for kind in (entry.rejections, entry.notices)
    ]
    # Most documents came with their neighbours: as pairs of a moment and how many came then.
    moments = map(entry.indexed.get, entry.documents, repeat(0))
    indexed = [(moment, len(list(same))) for moment, same in groupby(moments)]
    line = [
        entry.file,
        entry.size,
        entry.modified,
        entry.documents,
        indexed,
        entry.repeats,
        *problems,
        entry.reading,
        entry.inode,
        [*map(entry.prints.get, entry.documents, repeat(""))] if entry.prints else [],
    ]
    return json.dumps(line, separators=(",", ":")) + "\n"


def _entry(line: str) -> Entry:
    name, size, modified, documents, indexed, repeats, rejections, notices, reading, *newer = json.loads(line)
    inode, printed = newer + [-1, []][len(newer) :]  # an older Fihris kept fewer
    moments = [moment for moment, many in indexed for _ in range(many)]
    return Entry(
        file=name,
        size=size,
        modified=modified,
        documents={**documents},
        indexed=dict(zip(documents, moments, strict=True)),
        repeats=repeats,
        rejections=[Rejection(name, *problem) for problem in rejections],
        notices=[Notice(name, *problem) for problem in notices],
        reading=reading,
        inode=inode,
        prints={id_: print_ for id_, print_ in zip(documents, printed, strict=False) if print_},
        line=line,
    )
