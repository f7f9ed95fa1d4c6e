"""Queries that break other engines, in Python: every row of a table is asked of the demo archive."""

import pytest
from hostile import rows, unescaped

from fihris.search import Engine

TABLE = rows("hostile_queries.tsv")


@pytest.mark.parametrize(("typed", "same", "said"), TABLE, ids=[typed[:30] for typed, _, _ in TABLE])
def test_a_query_finds_what_its_row_says(demo: Engine, typed: str, same: str, said: str) -> None:
    page = demo.search(unescaped(typed), limit=1000)
    meant = demo.search(unescaped(same), limit=1000)
    assert {hit.id for hit in page.hits} == {hit.id for hit in meant.hits}
    assert page.total == meant.total < len(demo)
    expected = said.split("|") if said else []
    assert len(page.notices) == len(expected), page.notices
    for begins in expected:
        assert any(notice.startswith(begins) for notice in page.notices), page.notices
