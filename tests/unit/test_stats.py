import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive import ARTICLES
from fihris.index import Article, reindex
from fihris.index.arabic import default_chain
from fihris.index.arabic.tokenizing import tokenize
from fihris.index.errors import IndexMissing
from fihris.index.generations import Generations
from fihris.index.schema import VERSION
from fihris.index.stats import SHORT, stats
from fihris.index.verify_cli import stats as command


def words_of(*articles: Article) -> list[str]:
    texts = [text for article in articles for text in (article.title, article.body)]
    return [word for text in texts for word in tokenize(text).words]


def test_the_figures_are_those_of_the_articles(archive: Path) -> None:
    gathered = stats(archive)
    chain = default_chain()
    words = words_of(*ARTICLES)
    assert (gathered.documents, gathered.deleted, gathered.segments) == (len(ARTICLES), 0, 1)
    assert (gathered.sources, gathered.first, gathered.last) == (3, "2022-01-10", "2023-09-05")
    assert (gathered.tokens, gathered.words) == (len(words), len(set(words)))
    for layer in ("exact", "stem", "root"):
        assert gathered.terms[layer] == len({getattr(chain.forms(word), layer) for word in words})
    assert (gathered.generation, gathered.schema) == ("g000001", VERSION)
    assert gathered.analysis == chain.fingerprint[:SHORT]
    assert datetime.fromisoformat(gathered.created).tzinfo is not None


def test_bytes_are_those_of_the_files(archive: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in Generations(archive).served().iterdir()}
    found = stats(archive).bytes
    assert found["columns"] == sum(size for name, size in sizes.items() if name.endswith((".fx", ".columns")))
    assert found["ledger"] == sizes["ledger.jsonl"]
    assert sum(found.values()) == sum(sizes.values()) - sizes["manifest.json"]


def test_deleted_documents_count_for_what_is_stored_only(tmp_path: Path) -> None:
    reindex(ARTICLES[:4], tmp_path)
    changed = replace(ARTICLES[0], source="مصدر جديد", published=datetime(2024, 5, 1), body="نص جديد.")
    reindex([changed, *ARTICLES[1:]], tmp_path)
    gathered = stats(tmp_path)
    assert (gathered.documents, gathered.deleted, gathered.segments) == (5, 1, 2)
    assert (gathered.sources, gathered.first, gathered.last) == (4, "2022-01-17", "2024-05-01")
    assert gathered.tokens == len(words_of(changed, *ARTICLES[1:]))
    stored = [default_chain().forms(word).stem for word in words_of(changed, *ARTICLES)]
    assert gathered.terms["stem"] == len(set(stored))


def test_an_empty_index_has_no_dates(tmp_path: Path) -> None:
    reindex([], tmp_path)
    gathered = stats(tmp_path)
    assert (gathered.documents, gathered.segments, gathered.first, gathered.last) == (0, 0, None, None)
    assert "dates            none\n" in gathered.as_text()


def test_the_command_prints_aligned_lines_or_json(archive: Path) -> None:
    printed = CliRunner().invoke(command, ["--index", str(archive)]).output
    lines = printed.splitlines()
    assert lines[0] == "documents        5"
    assert len({len(line[: line.rindex("  ")]) for line in lines}) == 1
    as_json = json.loads(CliRunner().invoke(command, ["--index", str(archive), "--json"]).output)
    assert as_json == stats(archive).as_json()
    assert as_json["documents"] == 5


def test_a_missing_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        stats(tmp_path / "nowhere")
