"""The page on queries says what is so: every row of its tables is asked of the demo archive."""

import re
from pathlib import Path

import pytest

from fihris.index import reindex
from fihris.search import Engine, open_index

ROOT = Path(__file__).parents[2]
ROWS = [
    [cell.strip() for cell in line[1:-1].split("|")]
    for line in (ROOT / "docs" / "query-language.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| `")
]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    index = tmp_path_factory.mktemp("seeds")
    reindex([ROOT / "seeds"], index)
    return open_index(index)


@pytest.mark.parametrize("row", [row for row in ROWS if len(row) == 4], ids=lambda row: row[0])
def test_what_the_page_promises_is_found(seeds: Engine, row: list[str]) -> None:
    query, _, total, examples = row
    page = seeds.search(query.strip("`"), limit=1000)
    marked = {text for hit in page.hits for text, matched in (*hit.title_pieces, *hit.snippet) if matched}
    assert page.total == int(total)
    assert page.notices == ()
    assert set(examples.split("، ")) <= marked


@pytest.mark.parametrize("row", [row for row in ROWS if len(row) == 3], ids=lambda row: row[0])
def test_what_the_page_says_of_mending_is_said(seeds: Engine, row: list[str]) -> None:
    query, searched, said = (re.sub(r"^`|`$", "", cell) for cell in row)
    page = seeds.search(query)
    assert page.interpreted == searched
    assert said in page.notices if said else page.notices == ()
