"""What the search says about a query, in the language of the page."""

from __future__ import annotations

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from fihris.search import query

SENTENCES = {
    query.NOTHING: _("There is no word in this query to search for."),
    query.NEGATIVE: _("Add a word to search for: exclusions alone find nothing."),
    query.UNCLOSED: _("A quotation mark was not closed; we closed it at the end."),
    query.BRACKETS: _("A bracket without its pair was ignored."),
    query.TOO_DEEP: _("The brackets are nested deeper than we read; the deepest were ignored."),
    query.DANGLING: _("An operator without a word beside it was ignored."),
    query.SHORTENED: _("The query is long; its first words were taken."),
    query.LOOSENED: _("The quoted words were searched for one by one, as there are many others beside them."),
    query.NO_PHRASE: _("No article has the quoted words side by side, so they were searched for one by one."),
    query.TOO_BROAD: _("A word with *, ? or ~ needs at least two letters; shorter ones were ignored."),
    query.EXPANDED: _("Only the first of the words with *, ? or ~ were searched for."),
    query.MOST_COMMON: _("Too many words fit what has * or ?; the most frequent were searched for."),
    query.CUT: _("The query is long; its beginning was taken."),
}


def in_words(notice: str) -> str:
    """Return a notice as a sentence for the reader; one that has none yet comes back as it is."""
    if notice.startswith(query.MISSING):
        words = notice.removeprefix(query.MISSING).strip().split(", ")
        return str(gettext("Not in the archive: %(words)s.", words=gettext(", ").join(words)))
    if notice.startswith(query.CORRECTED):
        instead = notice.removeprefix(query.CORRECTED).strip()
        return str(gettext("Nothing was found as typed; these are the results for: %(query)s", query=instead))
    return str(SENTENCES.get(notice, notice))
