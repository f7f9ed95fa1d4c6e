"""What the search says about a query, in the language of the page."""

from __future__ import annotations

from fihris.search.notices import said
from fihris.web.language import language


def in_words(notice: str) -> str:
    """Return a notice as a sentence for the reader."""
    if language() == "ar":
        return said(notice, "ar")
    return f"{notice[:1].upper()}{notice[1:]}."
