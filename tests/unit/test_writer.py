"""The index is a Whoosh index: stock Whoosh opens, reads and searches it without Fihris."""

import subprocess
import sys
import textwrap
from pathlib import Path

import whoosh.index
from whoosh.query import Phrase, Term

from archive import ARTICLES
from fihris.index import reindex
from fihris.index.arabic import default_chain
from fihris.index.generations import Generations


def test_stock_whoosh_reads_terms_positions_and_stored_articles(archive: Path) -> None:
    chain = default_chain()
    opened = whoosh.index.open_dir(str(Generations(archive).served()))
    with opened.reader() as reader:
        assert reader.doc_count() == len(ARTICLES)
        for number, article in enumerate(ARTICLES):
            stored = reader.stored_fields(number)
            for name in ("id", "title", "body", "published"):
                assert stored.get(name) == getattr(article, name)
        expected = {token.stem for article in ARTICLES for token in chain.analyze(article.body)}
        assert {term.decode() for term in reader.lexicon("body")} == expected
        stem = chain.forms("صواريخ").stem
        matcher = reader.postings("body", stem)
        places = [p for p, token in enumerate(chain.analyze(ARTICLES[0].body)) if token.stem == stem]
        assert matcher.id() == 0
        assert matcher.value_as("positions") == places


def test_stock_whoosh_searches_stems_and_phrases(archive: Path) -> None:
    chain = default_chain()
    opened = whoosh.index.open_dir(str(Generations(archive).served()))
    stems = [chain.forms(word).stem for word in ("تدريبات", "بحرية")]
    with opened.searcher() as searcher:
        assert [hit["id"] for hit in searcher.search(Term("body", stems[0]))] == ["drill"]
        assert [hit["id"] for hit in searcher.search(Phrase("body", stems))] == ["drill"]


def test_the_index_opens_where_fihris_is_not(archive: Path) -> None:
    script = """
        import sys
        sys.modules["fihris"] = None
        import whoosh.index
        print(whoosh.index.open_dir(sys.argv[1]).doc_count())
    """
    served = Generations(archive).served()
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), str(served)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) == len(ARTICLES)


def test_deletions_reach_whoosh(tmp_path: Path) -> None:
    reindex(ARTICLES, tmp_path)
    reindex(ARTICLES[1:], tmp_path)
    opened = whoosh.index.open_dir(str(Generations(tmp_path).served()))
    assert opened.doc_count() == len(ARTICLES) - 1
    with opened.searcher() as searcher:
        assert not searcher.search(Term("id", ARTICLES[0].id))
