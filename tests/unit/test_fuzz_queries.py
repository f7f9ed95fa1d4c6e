"""A sample of the long fuzz run: random and mutated queries raise nothing and take no time."""

import random
import runpy
from pathlib import Path

SCRIPT = runpy.run_path(str(Path(__file__).parents[2] / "scripts" / "fuzz_queries.py"))


def test_ten_seconds_of_random_queries() -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}: repeat with scripts/fuzz_queries.py --seed {seed}")
    parsed, wrong, _ = SCRIPT["fuzz"](seed, seconds=10)
    assert parsed > 100
    assert [fault for fault in wrong if not fault.startswith("took")] == []
