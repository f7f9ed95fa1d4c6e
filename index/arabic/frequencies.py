"""How common words are: the evidence that a stem is a word."""

import gzip
from functools import cache

from fihris.index.arabic.tables import DATA


def read_frequencies() -> list[tuple[float, str]]:
    """Returns occurrences per thousand million words, each with the words that have it, a blank between them.

    The list is derived from wordfreq's Arabic one by `scripts/make_frequencies.py`: one line a frequency,
    `N word word …` for words, folded with `fold_stem`, that occur about 10^(N/10) times.
    """
    text = gzip.decompress(DATA.joinpath("frequencies.txt.gz").read_bytes()).decode()
    rows = [line.split(" ", 1) for line in text.splitlines() if not line.startswith("#")]
    return [(10.0 ** (int(level) / 10), words) for level, words in rows]


@cache
def frequencies() -> dict[str, float]:
    """Returns how often each word occurs, as `read_frequencies` has it."""
    counts: dict[str, float] = {}
    for count, words in read_frequencies():
        counts.update(dict.fromkeys(words.split(), count))
    return counts
