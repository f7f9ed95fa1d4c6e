"""With kernels and without them the same comes out."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from stock_whoosh import postings

from fihris.index.columns import Columns
from fihris.index.compiled import kernels as of_index
from fihris.search.compiled import kernels as of_search

SEEDS = Path(__file__).parents[2] / "seeds"
QUERIES = (
    "مياه",
    "مياه الشرب",
    "افتتاح مهرجان الكتاب في المدينة",
    '"مياه الشرب"',
    "صاروخ OR مهرجان -كتاب",
    "مدرس*",
)

MOMENT = re.compile(r"indexed=datetime\.datetime\([^)]*\)")  # when an article was indexed, which is now

SCRIPT = """
import sys
from fihris.index import reindex
from fihris.index.columns import Columns
from fihris.index.compiled import kernels
from fihris.search import open_index

print("numpy" if kernels is None else "compiled", file=sys.stderr)
reindex([sys.argv[1]], index=sys.argv[2])
news = open_index(sys.argv[2])
for query in sys.argv[3:]:
    for page in (news.search(query), news.search(query, since="2000", sort="newest")):
        print(page.total, page.hits, page.facets, page.suggestion)
"""


def run(index: Path, kernels: str) -> tuple[str, str]:
    command = [sys.executable, "-c", SCRIPT, str(SEEDS), str(index), *QUERIES]
    environment = os.environ | {"FIHRIS_KERNELS": kernels}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout, done.stderr.strip()


def written(index: Path) -> tuple[dict[str, list[object]], object]:
    """Return the arrays of the one segment's columns, and the postings as Whoosh reads them.

    The bytes of the posting file may differ: ISA-L does not always compress the same in the same way.
    """
    (columns,) = index.glob("generations/*/*.fx")
    return {name: array.tolist() for name, array in Columns(columns, index).items()}, postings(index)


@pytest.mark.skipif(
    not shutil.which(sysconfig.get_config_var("CC").split()[0]), reason="no compiler is there"
)
def test_they_are_compiled_where_there_is_a_compiler() -> None:
    assert of_index is not None
    assert of_search is not None


def test_an_index_and_its_answers_are_the_same_without_them(tmp_path: Path) -> None:
    compiled, how = run(tmp_path / "compiled", "")
    plain, other = run(tmp_path / "plain", "numpy")
    assert (how, other) == ("compiled" if of_index else "numpy", "numpy")
    assert MOMENT.sub("", compiled) == MOMENT.sub("", plain)
    assert compiled.count("Hit(") > 50
    assert written(tmp_path / "compiled") == written(tmp_path / "plain")
