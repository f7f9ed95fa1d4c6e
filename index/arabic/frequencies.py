"""How common words are: the evidence that a stem is a word."""

import gzip
from functools import cache

from fihris.index.arabic.tables import DATA


@cache
def frequencies() -> dict[str, float]:
    """Returns occurrences per thousand million words, by word folded with `fold_stem`.

    The list is derived from wordfreq's Arabic one by `scripts/make_frequencies.py`: one line a frequency,
    `N word word …` for words that occur about 10^(N/10) times.
    """
    counts: dict[str, float] = {}
    for line in gzip.decompress(DATA.joinpath("frequencies.txt.gz").read_bytes()).decode().splitlines():
        if not line.startswith("#"):
            level, *words = line.split()
            counts.update(dict.fromkeys(words, 10.0 ** (int(level) / 10)))
    return counts
