"""Measure the spelling suggestions of an index on a list of slips: measure_spelling.py INDEX [LIST].

The list has lines `typed TAB meant`, more columns are left out of account. Counted are slips that folding
alone does not mend, where what was meant is in the index and what was typed is in five articles at most.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fihris.index.arabic import default_chain
from fihris.search import Engine, open_index
from fihris.search.correction import RARE

LIST = Path(__file__).parents[1] / "tests" / "golden" / "spelling.tsv"


def folded(text: str) -> str:
    return " ".join(token.exact for token in default_chain().analyze(text))


def measure(news: Engine, pairs: list[tuple[str, str]]) -> tuple[int, float, float, float]:
    """Return how many slips count; of these the shares suggested rightly, told first, and among three."""
    suggested = first = three = count = 0
    for typed, meant in pairs:
        wanted = folded(meant)
        there = all(news.search(f"={word}", limit=0).total for word in wanted.split())
        if folded(typed) == wanted or not there or news.search(f"={typed}", limit=0).total > RARE:
            continue
        count += 1
        suggested += folded(news.search(typed, limit=0).suggestion or "") == wanted
        told = [folded(text) for text in news.suggest(typed, limit=3)]
        first += told[:1] == [wanted]
        three += wanted in told
    most = max(count, 1)
    return count, suggested / most, first / most, three / most


def pairs_of(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(row[0], row[1]) for row in rows]


def main() -> None:
    index, *paths = sys.argv[1:]
    count, suggested, first, three = measure(open_index(index), pairs_of(Path(*paths) if paths else LIST))
    print(f"{count} slips: first {first:.1%}, among three {three:.1%}; suggested on the page {suggested:.1%}")


if __name__ == "__main__":
    main()
