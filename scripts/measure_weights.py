"""Measures what each part of the ranking gives, by leaving it out.

    python scripts/measure_weights.py SET.json[.gz] …

Prints MRR@10 of the whole ranking on each judged set and, for each part that is left out, how much it loses,
with a star where the 95 % interval of the paired difference leaves out zero; and writes the table into
docs/ranking.md.
"""

import sys
from pathlib import Path

from fihris.search import Ranking
from fihris.search.comparison import compare
from fihris.search.evaluation import Evaluation, evaluate_each
from fihris.search.judged_json import read_json

DOCUMENT = Path(__file__).parents[1] / "docs" / "ranking.md"
BEGIN, END = "<!-- what each part gives -->", "<!-- end of what each part gives -->"
MEASURE = "mrr@10"

PARTS = {
    "the whole ranking": Ranking(),
    "without the exact layer": Ranking(exact=0),
    "without the root layer": Ranking(root=0, by_root=0),
    "without the lead": Ranking(lead=0),
    "without passages": Ranking(passage=0),
    "passages of stems only": Ranking(by_root=0, alike=0),
    "passages without likeness": Ranking(alike=0),
    "passages equal from beginning to end": Ranking(early=0),
    "BM25 with k1 = 1.2, b = 0.75": Ranking(k1=1.2, b=0.75),
    "every article with any word found": Ranking(found_share=0, found_score=0),
    "only articles with enough words found": Ranking(found_score=1),
    "stems and BM25 alone": Ranking(exact=0, root=0, lead=0, passage=0),
}


def main() -> None:
    if len(sys.argv) == 1:
        raise SystemExit(__doc__)
    columns = {}
    for name in sys.argv[1:]:
        judged = read_json(Path(name))
        columns[Path(name).name.split(".")[0]] = evaluate_each(judged, list(PARTS.values()))
    rows = [("", *columns), ("---", *["---:"] * len(columns))]
    rows += [
        (part, *(cell(evaluations, number) for evaluations in columns.values()))
        for number, part in enumerate(PARTS)
    ]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    print(table)
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    DOCUMENT.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")


def cell(evaluations: list[Evaluation], number: int) -> str:
    if number == 0:
        return f"{evaluations[0].measures[MEASURE]:.4f}"
    whole, part = ({outcome.id: outcome for outcome in evaluations[n].outcomes} for n in (0, number))
    change = compare(whole, part).changes[MEASURE]
    low, high = change.interval
    return f"{change.difference:+.4f}{'*' if low > 0 or high < 0 else ''}"


if __name__ == "__main__":
    main()
