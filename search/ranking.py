"""How articles are scored: BM25 over three layers of forms, and what counts as found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every weight of the ranking.

    The score of an article is the sum, over the words of the query and over the layers, of
    `layer weight · idf · tf·(k1+1) / (tf + k1·(1 - b + b·length/average))`: Okapi BM25 (Robertson and
    Zaragoza 2009, "The Probabilistic Relevance Framework") with the idf of Lucene,
    `ln(1 + (N - df + 0.5) / (df + 0.5))`. Title and body are one field whose term frequencies are added
    before they saturate, the title's counted `title` times (BM25F, Robertson et al. 2004).

    Attributes:
        stem: weight of the stem layer.
        exact: weight of the exact layer: the form itself counts a little more than its relatives.
        root: weight of the root layer: derivations that share no stem.
        title: how many times a word of the title counts.
        k1: where more of the same word stops to matter.
        b: how much a long article is held against its words.
        found_share: of three words or more, the share an article has to hold to count as found.
        found_score: an article that scores this share of the best one counts as found whatever it holds.
    """

    stem: float = 1.0
    exact: float = 0.3
    root: float = 0.4
    title: float = 3.0
    k1: float = 0.9
    b: float = 0.8
    found_share: float = 0.5
    found_score: float = 0.5

    @property
    def layers(self) -> tuple[tuple[str, float], ...]:
        """Return the layers and their weights."""
        return (("stem", self.stem), ("exact", self.exact), ("root", self.root))
