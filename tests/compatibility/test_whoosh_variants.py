"""Every Whoosh there is opens the index, without Fihris, and reads the same in it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest
import whoosh

from fihris.index import Article, reindex
from fihris.index.arabic import default_chain
from fihris.index.generation import Generation
from fihris.index.generations import Generations
from fihris.index.readers import find_files

ROOT = Path(__file__).parents[2]
DUMP = Path(__file__).with_name("dump.py")
CACHE = ROOT / ".venv" / "whoosh-variants"
VARIANTS = {
    "whoosh-2.7.4": ["whoosh==2.7.4"],
    "whoosh-reloaded-2.7.5": ["whoosh-reloaded==2.7.5", "cached-property"],
    "whoosh3": ["whoosh3"],
}
QUERIES = 200
TERMS = 200


def install(variant: str) -> Path:
    """Returns the folder that holds that Whoosh and what it needs; installs it there the first time."""
    folder, unfinished = CACHE / variant, CACHE / f"{variant}.unfinished"
    if not folder.exists():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:"]
        done = subprocess.run(
            [*pip, "--upgrade", "--target", str(unfinished), *VARIANTS[variant]],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            pytest.fail(
                f"{' and '.join(VARIANTS[variant])} cannot be installed: the first run of this test needs a "
                f"package index within reach. pip says: {done.stderr.strip()}"
            )
        unfinished.rename(folder)
    return folder


def dump(whoosh_folder: Path, index: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """Returns what the Whoosh in that folder makes of the index, in a Python that sees nothing else."""
    done = subprocess.run(
        # Isolated, without site-packages; the old ones are full of what newer Pythons warn of.
        [sys.executable, "-I", "-S", "-W", "ignore", str(DUMP), str(whoosh_folder), str(index)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    assert Path(found["whoosh"]).is_relative_to(whoosh_folder)
    return found


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the demo pages in two segments, some documents of the first one deleted."""
    index = tmp_path_factory.mktemp("seeds") / "index"
    pages = [path for path in find_files([ROOT / "seeds"], None) if isinstance(path, Path)]
    reindex(pages[:-20], index)
    reindex(pages[5:], index)
    return index


@pytest.fixture(scope="module")
def articles(index: Path) -> list[Article]:
    generation = Generation(index)
    found = list(generation.articles())
    assert [segment.deleted for segment in generation.segments] == [True, False]
    generation.close()
    return found


@pytest.fixture(scope="module")
def asked(articles: list[Article]) -> dict[str, Any]:
    """What every Whoosh is asked: the beginnings of titles, and terms, from the commonest to the rarest."""
    chain = default_chain()
    titles = [[token.stem for token in chain.analyze(article.title)] for article in articles]
    lengths = cycle((1, 2, 3, 6, 10))
    queries = [stems[: next(lengths)] for stems in islice(cycle(titles), QUERIES)]
    counts = Counter(token.stem for article in articles for token in chain.analyze(article.body))
    common = [term for term, _ in counts.most_common(TERMS // 2)]
    others = sorted(counts.keys() - set(common))
    terms = common + others[:: len(others) // (TERMS // 2)][: TERMS // 2]
    assert (len(queries), len(terms)) == (QUERIES, TERMS)
    return {"queries": queries, "terms": terms}


@pytest.fixture(scope="module")
def expected(index: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """What the Whoosh that Fihris itself runs on makes of the index."""
    return dump(Path(whoosh.__file__).parents[1], Generations(index).served(), asked)


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_whoosh_reads_the_same(
    variant: str, index: Path, articles: list[Article], asked: dict[str, Any], expected: dict[str, Any]
) -> None:
    found = dump(install(variant), Generations(index).served(), asked)
    assert found["documents"] == len(articles)
    assert found["stored"] == [[article.id, article.title] for article in articles]
    assert found["postings"] == expected["postings"]
    assert all(found["postings"].values())
    for query, hits, wanted in zip(asked["queries"], found["hits"], expected["hits"], strict=True):
        assert [id_ for id_, _ in hits] == [id_ for id_, _ in wanted], query
        assert [score for _, score in hits] == pytest.approx([score for _, score in wanted]), query
    assert sum(map(len, found["hits"])) > 5 * QUERIES
