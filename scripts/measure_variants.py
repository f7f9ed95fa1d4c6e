"""Measure which spellings of names an index learns: measure_variants.py INDEX GROUPS.

GROUPS is JSON: {"groups": {any: [spelling, spelling, ...], ...}}. Counted are pairs of spellings of one
group: single words of different stems that two articles have at least. Recall is the share of them that is
learnt. Precision is the share of what is learnt for these words that belongs to their group: too low where
groups do not list every spelling.
"""

from __future__ import annotations

import json
import sys
from itertools import permutations
from pathlib import Path

from rapidfuzz.distance import OSA

from fihris.index.arabic import default_chain
from fihris.search import Engine, open_index
from fihris.search.variants import FARTHEST, LEAST, SHORTEST, Variants


def measure(news: Engine, groups: list[list[str]]) -> dict[str, float]:
    """Return how many pairs there are and how many of them are learnt, all and those that may be at all."""
    variants = Variants(news._snapshot.collection)
    chain = default_chain()
    pairs = near = found = found_near = learnt = 0
    for group in groups:
        stems = {}
        for spelling in group:
            tokens = chain.analyze(spelling)
            if len(tokens) == 1 and variants.articles(tokens[0].stem) >= LEAST:
                stems[tokens[0].stem] = chain.forms(tokens[0].word)
        told = {stem: {other.stem for other in variants.of(word)} for stem, word in stems.items()}
        learnt += sum(map(len, told.values())) if len(stems) > 1 else 0
        for one, other in permutations(stems, 2):
            may_be = OSA.distance(one, other) <= FARTHEST and min(len(one), len(other)) >= SHORTEST
            pairs += 1
            near += may_be
            found += other in told[one]
            found_near += may_be and other in told[one]
    return {
        "pairs": pairs,
        "recall": found / max(pairs, 1),
        "pairs at most two letters apart": near,
        "recall of these": found_near / max(near, 1),
        "learnt": learnt,
        "precision": found / max(learnt, 1),
    }


def main() -> None:
    index, path = sys.argv[1:]
    groups = json.loads(Path(path).read_text(encoding="utf-8"))["groups"]
    for name, value in measure(open_index(index), list(groups.values())).items():
        print(f"{name}: {value:.3f}" if isinstance(value, float) else f"{name}: {value}")


if __name__ == "__main__":
    main()
