"""Everything that can go wrong by a user's doing, each with what to type next."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

REBUILD = "Build it again: fihris reindex --full PATH --index {index}"
REPAIR = "Repair it: fihris verify --repair --index {index}"


class FihrisError(Exception):
    """A mistake that the person at the keyboard can mend; anything else that is raised is a bug."""

    exit_status = 2


class IndexMissing(FihrisError):
    """There is no index at the given place."""


class IndexStale(FihrisError):
    """The index was written by an older Fihris, or with other analysis rules."""


class IndexNewer(FihrisError):
    """The index was written by a newer Fihris than this one."""


class IndexDamaged(FihrisError):
    """A file of the index is missing, cut short or not what its manifest says.

    `what` says so in one sentence, `mendable` whether `fihris verify --repair` can mend it; where it cannot,
    the index has to be built again.
    """

    def __init__(self, what: str, index: Path, *, mendable: bool = False) -> None:
        super().__init__(f"{what} {(REPAIR if mendable else REBUILD).format(index=index)}")
        self.what = what
        self.index = index
        self.mendable = mendable

    def __reduce__(self) -> tuple[object, ...]:
        # By default an exception is made again from its message alone.
        return partial(IndexDamaged, mendable=self.mendable), (self.what, self.index)


class IndexLocked(FihrisError):
    """Another process is writing this index."""

    exit_status = 75


class DestinationExists(FihrisError):
    """Something is where a snapshot, or a restored index, would go."""


class SnapshotMissing(FihrisError):
    """There is no snapshot at the given place."""


class SnapshotDamaged(FihrisError):
    """A file of a snapshot is not what was written."""


class CopyFailed(FihrisError):
    """The system could not read or write what was to be copied: a full disk, a missing permission."""


class IndexUnwritable(FihrisError):
    """The disk is full or broken, or the index may not be written to; what is served is as it was."""

    def __init__(self, index: Path, error: OSError) -> None:
        where = f" ({error.filename})" if error.filename else ""
        super().__init__(
            f"The index {index} could not be written: {error.strerror}{where}. What it held is served as "
            "before. Make room or mend the disk, and run the same command again."
        )
        self.index = index
        self.error = error

    def __reduce__(self) -> tuple[object, ...]:
        # By default an exception is made again from its message alone.
        return IndexUnwritable, (self.index, self.error)


@contextmanager
def writing_to(index: Path) -> Iterator[None]:
    """Raise `IndexUnwritable` for what the system says of writing to the index."""
    try:
        yield
    except OSError as error:
        raise IndexUnwritable(index, error) from error


class InputMissing(FihrisError):
    """A path given to reindex does not exist."""


class WatchFailed(FihrisError):
    """The system does not tell of changes in a folder."""


class UnknownFormat(FihrisError):
    """A format name that no reader answers to."""


class BadFieldNames(FihrisError):
    """A file of field names that cannot be read, or that names a field which articles do not have."""


class MissingExtra(FihrisError):
    """A library that Fihris can do without is needed now and not installed."""


class QueryError(FihrisError):
    """A query, filter or page that cannot be answered as asked."""


class ArticleMissing(FihrisError):
    """No article of the index has the given id."""
