"""Completions, in Python, on the command line and over HTTP alike."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from threading import enumerate as enumerate_threads

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from archive import ARTICLES
from fihris.index import Article, reindex
from fihris.index.arabic.folding import clean, fold_exact
from fihris.index.cli import main
from fihris.search import Completion, Engine, QueryError, open_index

EngineOf = Callable[[Iterable[Article]], Engine]


def texts(completions: Iterable[Completion], kind: str | None = None) -> list[str]:
    return [each.text for each in completions if kind in (None, each.kind)]


@pytest.mark.parametrize(
    ("typed", "kind", "expected"),
    [
        ("برز", "word", "برزمة"),
        ("صوار", "word", "صواريخ"),
        ("العقي", "word", "العقيق"),
        ("عقي", "word", "العقيق"),  # with the article, typed or not
        ("المرقا", "name", "المرقاب"),
        ("مرقا", "name", "المرقاب"),
        ("سعا", "name", "سعاد الريمي"),
        ("مياه ال", "phrase", "مياه الشرب"),
        ("مياه ش", "phrase", "مياه الشرب"),
        ("تدريبات بحرية ", "phrase", "تدريبات بحرية مشتركة"),
        ("بحر", "phrase", "بحر العقيق"),
        ("«بحر الع", "phrase", "«بحر العقيق"),
        ("مياه الشرب بر", "word", "مياه الشرب برزمة"),  # stands in no row, but in the archive
        ("مياه -صوا", "word", "مياه -صواريخ"),
        ("ميا", "keyword", "مياه الشرب"),
        ("لقاء", "headline", "لقاء الزعيمين"),
        ("تدريبات ب", "headline", "تدريبات بحرية مشتركة في بحر العقيق"),
        ("لِقـــ", "headline", "لقاء الزعيمين"),
        ("أطلق", "word", "أطلقت"),
        ("اطلق", "word", "أطلقت"),  # folded
        ("إطلق", "word", "أطلقت"),
    ],
)
def test_what_begins_so_is_told(news: Engine, typed: str, kind: str, expected: str) -> None:
    assert expected in texts(news.complete(typed), kind)


@pytest.mark.parametrize("typed", ["", " ", "؟", "مياه(", "غغغ", "مياه غغغ", '"'])
def test_where_nothing_was_begun_nothing_is_told(news: Engine, typed: str) -> None:
    assert news.complete(typed) == ()


def test_what_is_typed_already_is_not_told_again(news: Engine) -> None:
    assert "برزمة" not in texts(news.complete("برزمة"))
    assert "برزمة" not in texts(news.complete("برزمه"))


def test_function_words_and_numbers_complete_nothing(news: Engine) -> None:
    assert not {"في", "فوق", "منذ", "من"} & set(texts(news.complete("ف")) + texts(news.complete("من")))
    assert news.complete("12") == ()


def test_common_words_come_first_and_of_equals_those_in_the_news(engine_of: EngineOf) -> None:
    old = [
        Article(id=f"o{n}", title="خبر", body="قطار", published=datetime(2020, 1, 1 + n)) for n in range(18)
    ]
    new = [Article(id=f"n{n}", title="خبر", body="قطن", published=datetime(2024, 1, 1 + n)) for n in range(3)]
    more = [
        Article(id=f"m{n}", title="خبر", body="قطن قطع", published=datetime(2020, 2, 1 + n)) for n in range(7)
    ]
    news = engine_of([*old, *new, *more])
    assert [(each.text, each.count) for each in news.complete("قط")] == [
        ("قطن", 10),
        ("قطار", 18),
        ("قطن قطع", 7),
        ("قطع", 7),
    ]


def test_each_kind_has_its_place(demo: Engine) -> None:
    kinds = [each.kind for each in demo.complete("مهر", 8)]
    assert {"word", "phrase", "keyword"} <= set(kinds)
    assert kinds.count("word") <= 5
    headlines = texts(demo.complete("وزيرة المياه"), "headline")
    assert headlines
    assert all(headline.startswith("وزيرة المياه") for headline in headlines)


@given(st.text("ابتمهرلي أإآةىَ", max_size=8), st.integers(0, 12))
def test_completions_begin_as_typed(demo: Engine, typed: str, limit: int) -> None:
    completions = demo.complete(typed, limit)
    assert len(completions) == len({each.text for each in completions}) <= limit
    wanted = fold_exact(clean(typed)).split()
    for each in completions:
        told = fold_exact(clean(each.text)).replace("«", "").split()
        assert each.count > 0
        last = wanted[-1]
        if typed[-1].isspace():
            assert len(told) > len(wanted)
        else:
            assert any(
                word.removeprefix("ال").startswith(last.removeprefix("ال")) or last in "ال" for word in told
            )


def test_a_warm_engine_has_its_tables_of_every_generation(tmp_path: Path) -> None:
    def made(news: Engine) -> bool:
        for thread in enumerate_threads():
            if thread.name == "fihris-warm":
                thread.join()
        snapshot = news._snapshot
        tables = snapshot.completer._labels, snapshot.corrector._speller
        return "_sorted" in vars(tables[0]) and "_vocabulary" in vars(tables[1])

    reindex(ARTICLES[:3], tmp_path)
    news = open_index(tmp_path)
    assert not made(news)
    news.keep_warm()
    assert made(news)
    reindex(ARTICLES, tmp_path)
    news.refresh()
    assert made(news)
    assert texts(news.complete("العقي"), "word") == ["العقيق"]


def test_a_limit_that_makes_no_sense(news: Engine) -> None:
    assert news.complete("برز", 0) == ()
    with pytest.raises(QueryError, match="0 to 50"):
        news.complete("برز", 51)


def test_python_command_line_and_http_say_the_same(archive: Path, news: Engine, client: FlaskClient) -> None:
    for typed in ("برز", "مياه ا", "مياه "):
        expected = {"query": typed, "completions": [each.as_json() for each in news.complete(typed)]}
        assert client.get("/api/complete", query_string={"q": typed}).json == expected
        result = CliRunner().invoke(main, ["complete", typed, "--index", str(archive), "--json"])
        assert json.loads(result.output) == expected
    printed = CliRunner().invoke(main, ["complete", "برز", "--index", str(archive), "--limit", "1"]).output
    assert printed == "برزمة\tword\t2\n"


def test_browsers_are_told_in_their_format(client: FlaskClient, news: Engine) -> None:
    answer = client.get("/api/complete", query_string={"q": "برز", "format": "opensearch"})
    assert answer.mimetype == "application/x-suggestions+json"
    assert answer.get_json(force=True) == ["برز", texts(news.complete("برز"))]


@pytest.mark.parametrize("args", [{"format": "xml"}, {"limit": "51"}, {"limit": "x"}, {"q": "ا" * 1001}])
def test_what_the_api_cannot_answer_is_a_problem(client: FlaskClient, args: dict[str, str]) -> None:
    answer = client.get("/api/complete", query_string={"q": "برز"} | args)
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
