"""Fields: which articles have a word in their title, or in the name of their source, section or author."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial, reduce

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import DamerauLevenshtein

from fihris.index.arabic.chain import Forms
from fihris.index.counts import in_title
from fihris.index.ranges import ranges
from fihris.index.segment import Segment
from fihris.search.addresses import address_words
from fihris.search.collection import Collection
from fihris.search.expansion import ExactTerm, Expansion, FuzzyTerm, MonthTerm, Term, WildcardTerm
from fihris.search.packed import Mask
from fihris.search.phrases import Row
from fihris.search.plan import Plan
from fihris.search.proximity import Window
from fihris.search.tree import Field, Near, Phrase, Word
from fihris.search.values import Lines
from fihris.search.widened import WidenedTerm


def field_mask(collection: Collection, plan: Plan, field: Field) -> Mask | None:
    """Return which documents hold the value of a field, None where it is made of marks alone.

    In a title a word is found in any form, as elsewhere. So it is in the name of a source, a section, an
    author, a keyword, one of whose words it has to be: مصدر:الجزيرة finds those of الجزيرة نت. Of addresses
    the words are compared as they are written, those of the value in a row.
    """
    terms = plan.terms(field.value)
    if field.name == "url":
        words = address_words(field.text)
        return (
            _having(collection, field, collection.values("url").addresses.with_row(words)) if words else None
        )
    if not terms:
        return None
    if field.name == "title":
        return _in_title(collection, plan, field, terms)
    values = collection.values(field.name)
    chain = collection.generation.chain
    exact, stem = values.lines(chain, "exact"), values.lines(chain, "stem")
    if all(isinstance(term, ExactTerm) for term in terms):
        chosen = exact.with_row(" ".join(term.form for term in terms if isinstance(term, ExactTerm)))
    elif isinstance(field.value, Word | Phrase) and all(isinstance(term, Forms) for term in terms):
        chosen = stem.with_row(_stems(Row(tuple(term for term in terms if isinstance(term, Forms)))))
    else:
        chosen = reduce(np.logical_and, (_with_term(exact, stem, term) for term in terms))
    return _having(collection, field, chosen)


def _having(collection: Collection, field: Field, chosen: Mask) -> Mask:
    return collection.values(field.name).having(chosen, collection.size)


def _with_term(exact: Lines, stem: Lines, term: Term) -> Mask:
    if isinstance(term, WildcardTerm):
        return exact.with_word(term.fits())
    if isinstance(term, FuzzyTerm):
        most = term.slips()
        far = partial(DamerauLevenshtein.distance, term.form, score_cutoff=most)
        return exact.with_any(word for word in exact.words if far(word) <= most)
    if isinstance(term, MonthTerm):
        names = (stem.with_row(" ".join(forms.stem for forms in name)) for name in term.names)
        return reduce(np.logical_or, names)
    if isinstance(term, WidenedTerm):
        return reduce(np.logical_or, (stem.with_row(_stems(row)) for row in _rows(term)))
    return exact.with_row(term.form) if isinstance(term, ExactTerm) else stem.with_row(term.stem)


def _in_title(collection: Collection, plan: Plan, field: Field, terms: tuple[Term, ...]) -> Mask:
    mask = np.zeros(collection.size, bool)
    spans: list[Row | Window | Expansion | WidenedTerm] = []
    if isinstance(field.value, Word) and any(isinstance(term, WidenedTerm) for term in terms):
        spans += [Row((term,), titled=True) for term in terms if isinstance(term, Forms)]
        spans += [term for term in terms if isinstance(term, WidenedTerm)]
    elif isinstance(field.value, Word | Phrase | Near):
        span = plan.span(field.value, titled=True)
        spans += [span] if span.forms else []
    spans += [term for term in terms if isinstance(term, ExactTerm | WildcardTerm | FuzzyTerm | MonthTerm)]
    for segment in collection.segments:
        found = [_titled(collection, segment, span) for span in spans]
        mask[reduce(np.intersect1d, found) + segment.base] = True
    return mask


def _rows(term: WidenedTerm) -> Iterator[Row]:
    """Yield a word and each in its place as rows of words."""
    for each in (term.word, *term.others):
        yield Row((each,)) if isinstance(each, Forms) else each


def _stems(row: Row) -> str:
    return " ".join(forms.stem for forms in row.forms)


def _titled(
    collection: Collection, segment: Segment, asked: Row | Window | Expansion | WidenedTerm
) -> NDArray[np.int64]:
    """Return the segment's documents whose title holds what is asked for."""
    if isinstance(asked, WidenedTerm):
        return reduce(np.union1d, [replace(row, titled=True).documents(segment) for row in _rows(asked)])
    if isinstance(asked, Row | Window):
        return asked.documents(segment)
    expanded = collection.expanded(segment, asked)
    offset = segment.columns["exact.offset"]
    place = ranges(offset[expanded.numbers], offset[expanded.numbers + 1])
    found = segment.columns["exact.doc"][place][in_title(segment.columns["exact.count"][place]) > 0]
    rows = asked.rows if isinstance(asked, MonthTerm) else ()
    documents = [Row(row, titled=True).documents(segment) for row in rows]
    documents.append(expanded.dated.documents[expanded.dated.in_title])
    return reduce(np.union1d, documents, found.astype(np.int64))
