"""Measures the engine and records what it reaches.

    python scripts/record_relevance.py [SET.json …]

Rewrites tests/relevance/baseline.json and the table by phenomenon in docs/evaluation.md from the judged set
over seeds/. With judged sets it measures those too and rewrites the table by set. Run it when a change of the
engine or of the judgments is meant to move the figures, and review the difference with the change.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from relevance.recording import BASELINE, means, measure, record, table

from fihris.search.evaluation import evaluate
from fihris.search.judged_json import read_json


def main() -> None:
    figures = measure()
    BASELINE.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    record("phenomenon", figures)
    print(table("phenomenon", figures))
    sets = {Path(name).stem: means(evaluate(read_json(Path(name))).outcomes) for name in sys.argv[1:]}
    if sets:
        record("set", sets)
        print(table("set", sets))


if __name__ == "__main__":
    main()
