import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from io import StringIO
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import ARTICLES
from fihris.index import Article, reindex
from fihris.search import Engine, Hit, QueryError
from fihris.search.export import BOM, FIELDS, as_csv, as_jsonl

EngineOf = Callable[[Iterable[Article]], Engine]


def hit(**values: object) -> Hit:
    bare = dict.fromkeys(Hit.__dataclass_fields__, None) | {"keywords": (), "snippet": (), "title_pieces": ()}
    return Hit(**(bare | {"id": "a", "title": "", "score": 0.0, "copies": 0} | values))  # type: ignore[arg-type]


def rows(pieces: Iterable[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO("".join(pieces), newline="")))


def test_csv_has_the_fields_of_a_hit(news: Engine) -> None:
    (row,) = rows(as_csv(news.export("صواريخ")))
    assert tuple(row) == FIELDS
    article = ARTICLES[0]
    assert (row["id"], row["title"], row["source"]) == (article.id, article.title, article.source)
    assert (row["published"], row["keywords"]) == ("2022-01-10T06:30:00", "صواريخ; نيسارا")
    assert row["snippet"].startswith("أطلقت نيسارا")
    assert float(row["score"]) > 0


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ('=HYPERLINK("http://evil.example";"اضغط")', '\'=HYPERLINK("http://evil.example";"اضغط")'),
        ("+1", "'+1"),
        ("-١٠٪ خصم", "'-١٠٪ خصم"),
        ("@x", "'@x"),
        ("\tاسم", "'\tاسم"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("\x00=1", "'=1"),
        ("أرباح = خسائر", "أرباح = خسائر"),
        ("٣-١ للمنتخب", "٣-١ للمنتخب"),
        ('قال "نعم", ثم مضى', 'قال "نعم", ثم مضى'),
        ("سطر\nآخر", "سطر\nآخر"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(title: str, cell: str) -> None:
    (row,) = rows(as_csv([hit(title=title)]))
    assert row["title"] == cell
    assert json.loads("".join(as_jsonl([hit(title=title)])))["title"] == title


@given(st.text())
def test_any_text_survives_csv_but_for_control_characters(title: str) -> None:
    (row,) = rows(as_csv([hit(title=title)]))
    kept = "".join(char for char in title if char >= " " or char in "\t\n\r")
    assert row["title"].removeprefix("'") == kept.removeprefix("'")


def test_a_byte_order_mark_only_where_it_is_asked_for() -> None:
    assert "".join(as_csv([], bom=True)) == BOM + "".join(as_csv([]))
    assert "".join(as_csv([])).startswith("id,title")


def test_json_lines_are_the_hits_of_the_page(news: Engine) -> None:
    lines = [json.loads(line) for line in as_jsonl(news.export("في", sort="newest"))]
    assert lines == [found.as_json() for found in news.search("في", sort="newest", limit=1000).hits]


def test_every_hit_is_exported_in_order_and_none_before_it_is_asked_for(engine_of: EngineOf) -> None:
    news = engine_of(Article(id=str(n), title="مطر", body="غزير " * (n % 9)) for n in range(1250))
    first = [hit.id for hit in news.search("مطر", limit=1000).hits]
    assert [hit.id for hit in islice(news.export("مطر"), 1000)] == first
    assert len({hit.id for hit in news.export("مطر")}) == 1250
    assert sum(1 for _ in news.export("مطر", sort="oldest")) == 1250


def test_an_export_of_stories_has_each_once(engine_of: EngineOf) -> None:
    copies = [replace(ARTICLES[0], id=f"copy{n}") for n in range(4)]
    news = engine_of([*ARTICLES, *copies])
    page = news.search("صواريخ نيسارا", group=True)
    assert (page.total, page.stories, len(page.hits)) == (5, 1, 1)
    assert [hit.id for hit in news.export("صواريخ نيسارا", group=True)] == [page.hits[0].id]
    assert len(list(news.export("صواريخ نيسارا"))) == 5


def test_what_makes_no_sense_is_told_before_the_first_hit(news: Engine) -> None:
    with pytest.raises(QueryError, match="There is no order"):
        news.export("مطر", sort="best")
    with pytest.raises(QueryError, match="Write it like"):
        news.export("مطر", new_since="soon")


def test_an_export_goes_on_in_its_generation(tmp_path: Path, engine_of: EngineOf) -> None:
    news = engine_of(Article(id=str(n), title="مطر") for n in range(300))
    hits = news.export("مطر")
    met = [next(hits).id]
    reindex(ARTICLES, tmp_path / "index")
    news.refresh()
    met += [hit.id for hit in hits]
    assert len(met) == len(set(met)) == 300
