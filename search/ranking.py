"""How articles are scored: BM25 over three layers of forms, and what counts as found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every weight of the ranking; `docs/ranking.md` tells what each gives on judged sets.

    The score of an article is the sum, over the words of the query and over the layers, of
    `layer weight · idf · tf·(k1+1) / (tf + k1·(1 - b + b·length/average))`: Okapi BM25 (Robertson and
    Zaragoza 2009, "The Probabilistic Relevance Framework") with the idf of Lucene,
    `ln(1 + (N - df + 0.5) / (df + 0.5))`. Title and body are one field whose term frequencies are added
    before they saturate, the title's counted `title` times (BM25F, Robertson et al. 2004).

    Attributes:
        stem: weight of the stem layer.
        exact: weight of the exact layer: the form itself counts a little more than its relatives.
        root: weight of the root layer: derivations that share no stem.
        lead: weight of the stem layer over the beginning of the body alone, scored as a field of its own.
        title: how many times a word of the title counts.
        k1: where more of the same word stops to matter.
        b: how much a long article is held against its words.
        passage: weight of the best passage (see `passage`), added to the scores of the first `rerank`.
        rerank: how many of the best by BM25 are put in order anew.
        by_stem, by_root: how much a word counts in a passage that shares the stem, or only the root.
        alike: how much one counts that is only spelt alike, times how alike it is.
        alike_least: the least likeness, by Dice's measure over bigrams, that counts.
        alike_from: letters of a stem from which on other spellings of it are looked for.
        reach: tokens at which a word counts half as much as at the spot itself.
        early: how much more a passage counts at the very beginning.
        early_reach: tokens after which that has fallen to a third.
        other: how much a word counts that stands for one of the query: another spelling of a name, a synonym.
        excerpt: what the scores of an excerpt are multiplied with: a piece of an article that was quoted on
            another page comes after the article itself.
        found_share: of three words or more, the share an article has to hold to count as found.
        found_score: an article that scores this share of the best one counts as found whatever it holds.
    """

    stem: float = 1.0
    exact: float = 0.3
    root: float = 0.4
    lead: float = 0.3
    title: float = 3.0
    k1: float = 0.9
    b: float = 0.8
    passage: float = 2.2
    rerank: int = 20
    by_stem: float = 0.9
    by_root: float = 0.8
    alike: float = 0.9
    alike_least: float = 0.6
    alike_from: int = 4
    reach: float = 15.0
    early: float = 0.2
    early_reach: float = 30.0
    other: float = 0.9
    excerpt: float = 0.8
    found_share: float = 0.5
    found_score: float = 0.5

    @property
    def layers(self) -> tuple[tuple[str, float], ...]:
        """Return the layers and their weights."""
        return (("stem", self.stem), ("exact", self.exact), ("root", self.root))
