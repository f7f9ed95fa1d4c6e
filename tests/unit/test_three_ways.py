"""Python, command line and HTTP answer alike."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from archive import ARTICLES
from fihris.index import Article, reindex
from fihris.index.cli import main
from fihris.search import Engine, open_index
from fihris.search.export import as_csv, as_jsonl
from fihris.web import create_app

COPIES = [replace(ARTICLES[0], id=f"copy{n}", source=f"صحيفة {n}", url=None) for n in range(3)]
RAIN = [
    Article(id=f"rain{n}", title=f"-مطر {n}", body=f"مطر على البحر كلمة{n}" + f" غزير{n}" * n)
    for n in range(12)
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with copies, more than a page of one word, and titles that look like formulas."""
    index = tmp_path_factory.mktemp("ways") / "index"
    reindex([*ARTICLES, *COPIES, *RAIN], index)
    return index


@pytest.fixture(scope="module")
def news(index: Path) -> Engine:
    return open_index(index)


@pytest.fixture(scope="module")
def client(index: Path) -> FlaskClient:
    return create_app(index).test_client()


def command(index: Path, *words: str) -> str:
    result = CliRunner().invoke(main, [words[0], "--index", str(index), *words[1:]])
    assert result.exit_code == 0, result.output
    return result.stdout_bytes.decode()


def untimed(answer: dict[str, object]) -> dict[str, object]:
    return answer | {"took_ms": 0}


QUESTIONS: list[tuple[str, dict[str, object]]] = [
    ("صواريخ", {}),
    ("صواريخ", {"group": True}),
    ("مطر البحر", {"explain": True, "limit": 3}),
    ('"بحر العقيق" -مطر', {"sort": "newest", "group": True, "explain": True}),
    ("مطر", {"limit": 5, "offset": 5}),
    ("في", {"sources": ("المرقاب", "صحيفة 1"), "since": "2022-01", "sort": "oldest"}),
    ("مطر", {"new_since": "2001-01-01T00:00"}),
    ("مطر", {"new_since": "2999-01-01"}),
]


def options(asked: dict[str, object]) -> list[str]:
    """Return what is asked as options of the command line."""
    words: list[str] = []
    for name, value in asked.items():
        option = f"--{name.replace('_', '-')}"
        if value is True:
            words.append(option)
        else:
            for each in value if isinstance(value, tuple) else (value,):
                words += ["--source" if name == "sources" else option, str(each)]
    return words


def arguments(query: str, asked: dict[str, object]) -> dict[str, object]:
    """Return what is asked as arguments of an address."""
    return {"q": query} | {
        "source" if name == "sources" else name: "1" if value is True else value
        for name, value in asked.items()
    }


@pytest.mark.parametrize(("query", "asked"), QUESTIONS)
def test_a_search(
    index: Path, news: Engine, client: FlaskClient, query: str, asked: dict[str, object]
) -> None:
    expected = untimed(news.search(query, **asked).as_json())  # type: ignore[arg-type]
    assert untimed(json.loads(command(index, "search", "--json", *options(asked), "--", query))) == expected
    assert untimed(client.get("/api/search", query_string=arguments(query, asked)).json) == expected


def test_paging_on(index: Path, news: Engine, client: FlaskClient) -> None:
    cursor = news.search("مطر", limit=5, group=True).next
    assert cursor
    expected = untimed(news.search("مطر", limit=5, group=True, cursor=cursor).as_json())
    assert len(expected["hits"]) == 5  # type: ignore[arg-type]
    words = ["search", "--json", "--limit", "5", "--group", "--cursor", cursor, "مطر"]
    assert untimed(json.loads(command(index, *words))) == expected
    asked = {"q": "مطر", "limit": 5, "group": 1, "cursor": cursor}
    assert untimed(client.get("/api/search", query_string=asked).json) == expected
    refused = client.get("/api/search", query_string=asked | {"q": "بحر"})
    assert (refused.status_code, refused.json["status"]) == (400, 400)
    assert "of another search" in refused.json["detail"]


@pytest.mark.parametrize("asked", [{}, {"group": True}, {"sort": "newest", "sources": ("المرقاب",)}])
@pytest.mark.parametrize("query", ["صواريخ نيسارا", "مطر", "غائب"])
def test_an_export(
    index: Path, news: Engine, client: FlaskClient, query: str, asked: dict[str, object]
) -> None:
    rows = "".join(as_csv(news.export(query, **asked), bom=True))  # type: ignore[arg-type]
    lines = "".join(as_jsonl(news.export(query, **asked)))  # type: ignore[arg-type]
    words = ["export", *options(asked)]
    assert command(index, *words, "--format", "csv", "--bom", "--", query) == rows
    assert command(index, *words, "--", query) == lines
    address = arguments(query, asked)
    sent = client.get("/export", query_string=address | {"format": "csv", "bom": 1})
    assert sent.data.decode() == rows
    assert sent.content_type == "text/csv; charset=utf-8"
    assert sent.headers["Content-Disposition"] == "attachment; filename=fihris.csv"
    sent = client.get("/export", query_string=address | {"format": "jsonl"})
    assert (sent.data.decode(), sent.content_type) == (lines, "application/x-ndjson; charset=utf-8")


def entries(feed: str | bytes) -> list[tuple[str | None, str | None]]:
    atom = "{http://www.w3.org/2005/Atom}"
    root = ElementTree.fromstring(feed)
    return [
        (entry.findtext(f"{atom}id"), entry.findtext(f"{atom}title")) for entry in root.iter(f"{atom}entry")
    ]


def test_a_feed(index: Path, news: Engine, client: FlaskClient) -> None:
    sent = client.get("/feed?q=صواريخ")
    assert sent.content_type == "application/atom+xml; charset=utf-8"
    written = command(index, "export", "--format", "atom", "--sort", "newest", "--group", "صواريخ")
    assert entries(sent.data) == entries(written.encode())
    assert [title for _, title in entries(sent.data)] == [
        hit.title for hit in news.export("صواريخ", sort="newest", group=True)
    ]
    assert len(entries(client.get("/feed").data)) == len(news)
    assert client.get("/feed?q=صواريخ&new_since=2999-01-01").data.count(b"<entry>") == 0


@pytest.mark.parametrize("identifier", ["missiles", "water", "rain3"])
def test_what_belongs_to_an_article(index: Path, news: Engine, client: FlaskClient, identifier: str) -> None:
    def objects(found: Iterable[object]) -> list[dict[str, object]]:
        return [each.as_json() for each in found]  # type: ignore[attr-defined]

    related = {"id": identifier, "hits": objects(news.related(identifier, limit=3))}
    assert json.loads(command(index, "related", identifier, "--limit", "3", "--json")) == related
    assert client.get(f"/api/related/{identifier}?limit=3").json == related
    copies = {"id": identifier, "copies": objects(news.copies(identifier))}
    assert json.loads(command(index, "copies", identifier, "--json")) == copies
    assert client.get(f"/api/copies/{identifier}").json == copies
    timeline = {"id": identifier, "timeline": objects(news.timeline(identifier, limit=3))}
    assert json.loads(command(index, "timeline", identifier, "--limit", "3", "--json")) == timeline
    assert client.get(f"/api/timeline/{identifier}?limit=3").json == timeline


def test_related_to_a_text(index: Path, news: Engine, client: FlaskClient) -> None:
    text = "بحر العقيق والمناورات البحرية"
    related = {"id": None, "hits": [hit.as_json() for hit in news.related(text=text)]}
    assert related["hits"]
    assert json.loads(command(index, "related", "--text", text, "--json")) == related
    assert client.get("/api/related", query_string={"text": text}).json == related


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/related/nowhere", 404),
        ("/api/copies/nowhere", 404),
        ("/api/timeline/nowhere", 404),
        ("/api/related/water?limit=many", 400),
        ("/api/search?q=مطر&explain=maybe", 400),
        ("/api/search?q=مطر&new_since=soon", 400),
        ("/export?q=مطر&format=xls", 400),
        ("/export?q=مطر&bom=maybe", 400),
        ("/feed?q=مطر&new_since=soon", 400),
    ],
)
def test_what_makes_no_sense(client: FlaskClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_readers_are_told_in_words(index: Path) -> None:
    told = command(index, "search", "--group", "--explain", "صواريخ")
    assert "4 found, 1 stories" in told
    assert "3 more with this text" in told
    assert "stem صواريخ" in told
    assert command(index, "copies", "missiles").count("نيسارا تطلق ثلاثة صواريخ") == 3
    assert "تدريبات بحرية" in command(index, "related", "missiles")
    page = command(
        index, "search", "--limit", "2", "--cursor", open_index(index).search("مطر").next or "", "مطر"
    )
    assert "- -مطر" in page


def test_an_export_goes_into_a_file(index: Path, tmp_path: Path, news: Engine) -> None:
    file = tmp_path / "found.csv"
    command(index, "export", "--format", "csv", "--limit", "2", "--output", str(file), "مطر")
    assert file.read_bytes().count(b"\r\n") == 3
    assert file.read_text(encoding="utf-8").count("'-مطر") == 2
