"""Derives index/arabic/data/frequencies.txt.gz from the Arabic word list of wordfreq.

    python -m pip install --no-deps wordfreq==3.1.1 msgpack
    python scripts/make_frequencies.py

wordfreq (Robyn Speer, https://github.com/rspeer/wordfreq) counts words in Wikipedia, subtitles, news, the web
and social media; its data is CC BY-SA 4.0, and so is what this script makes. Words are folded as the
stemmer folds them, words seen fewer than once in ten million are left out, and frequencies are rounded to a
tenth of a decade: one line a frequency, commonest first, `N word word …` for words seen about 10^(N/10) times
in a thousand million.
"""

import gzip
import math
import re
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path

import msgpack

from fihris.index.arabic import letters
from fihris.index.arabic.folding import fold_stem

DATA = Path(__file__).parents[1] / "index" / "arabic" / "data" / "frequencies.txt.gz"
RAREST = 20  # in tenths of a decade per thousand million: once in ten million
HEAD = """\
# Frequencies of Arabic words, folded; made by scripts/make_frequencies.py
# from wordfreq 3.1.1, large_ar, (c) Robyn Speer and contributors, https://github.com/rspeer/wordfreq
# Licence of this file: CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/
"""


def main() -> None:
    spec = find_spec("wordfreq")
    if spec is None or spec.origin is None:
        raise SystemExit("wordfreq is not installed: type pip install --no-deps wordfreq==3.1.1 msgpack")
    # The list is a header and then, for each hundredth of a decade down from 1, the words of that frequency.
    source = Path(spec.origin).parent / "data" / "large_ar.msgpack.gz"
    _, *bins = msgpack.unpackb(gzip.decompress(source.read_bytes()))
    arabic = re.compile(f"[{letters.BASIC_LETTERS}]{{2,24}}")
    frequencies: Counter[str] = Counter()
    for centibel, words in enumerate(bins):
        for word in filter(arabic.fullmatch, words):
            frequencies[fold_stem(word)] += 10 ** (9 - centibel / 100)
    lines: defaultdict[int, list[str]] = defaultdict(list)
    for word, frequency in frequencies.items():
        level = round(10 * math.log10(frequency))
        if level >= RAREST:
            lines[level].append(word)
    text = HEAD + "".join(
        f"{level} {' '.join(sorted(lines[level]))}\n" for level in sorted(lines, reverse=True)
    )
    DATA.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{sum(map(len, lines.values()))} words, {DATA.stat().st_size} bytes")


if __name__ == "__main__":
    main()
