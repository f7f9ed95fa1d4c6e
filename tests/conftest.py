"""A small archive that tests share, and ways to index it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import settings

from archive import ARTICLES
from fihris.index import Article, reindex
from fihris.search import Engine, open_index

# The same examples in every run: a red test is red for everybody.
settings.register_profile("fihris", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("fihris")


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of `ARTICLES`: not to be written to."""
    index = tmp_path_factory.mktemp("archive") / "index"
    reindex(ARTICLES, index)
    return index


@pytest.fixture(scope="session")
def news(archive: Path) -> Engine:
    return open_index(archive)


@pytest.fixture
def engine_of(tmp_path: Path) -> Callable[[Iterable[Article]], Engine]:
    """Indexes the given articles and opens the index."""

    def build(articles: Iterable[Article]) -> Engine:
        reindex(list(articles), tmp_path / "index", full=True)
        return open_index(tmp_path / "index")

    return build


@pytest.fixture
def write_page(tmp_path: Path) -> Callable[..., Path]:
    """Writes a page into the folder `pages` and returns its path."""

    def write(name: str, title: str, body: str, source: str = "المرقاب") -> Path:
        path = tmp_path / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"{title}\nتاريخ النشر: 5th, March 2023 GMT\n{body}\nالمصدر: {source}\n", encoding="utf-8"
        )
        return path

    return write


@pytest.fixture(scope="session")
def demo_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the demo archive: not to be written to."""
    index = tmp_path_factory.mktemp("demo") / "index"
    reindex([Path(__file__).parents[1] / "seeds"], index)
    return index


@pytest.fixture(scope="session")
def demo(demo_index: Path) -> Engine:
    """The engine over the demo archive."""
    return open_index(demo_index)
