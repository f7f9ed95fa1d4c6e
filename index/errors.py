"""Everything that can go wrong by a user's doing, each with what to type next."""


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
    """A file of the index is missing, cut short or not what its manifest says."""


class IndexLocked(FihrisError):
    """Another process is writing this index."""

    exit_status = 75


class InputMissing(FihrisError):
    """A path given to reindex does not exist."""


class UnknownFormat(FihrisError):
    """A format name that no reader answers to."""


class QueryError(FihrisError):
    """A query, filter or page that cannot be answered as asked."""


class ArticleMissing(FihrisError):
    """No article of the index has the given id."""
