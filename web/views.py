"""The pages: home, results, an article."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import redirect, request, url_for
from werkzeug import Response

from fihris.index.article import Article
from fihris.index.errors import ArticleMissing
from fihris.search import Page
from fihris.web import links
from fihris.web.alternatives import alternatives
from fihris.web.archive import archive
from fihris.web.asked import Asked
from fihris.web.bars import histogram
from fihris.web.copies import told_by
from fihris.web.front import front
from fihris.web.pages import pages
from fihris.web.paragraphs import paragraphs
from fihris.web.params import for_page
from fihris.web.periods import spread
from fihris.web.templating import render
from fihris.web.timeline import entries

NEWEST_BESIDE = 4
RELATED = 5
LONGEST_URL = 2000
SUMMARY = 200  # characters, for whoever shares the article


@pages.get("/")
def home() -> str:
    """Show what the archive holds, and where to start."""
    return render("home.html", front=front(archive()))


@pages.get("/search")
def search() -> str | Response:
    """Show a page of results, or what to do when there are none."""
    asked = for_page(request.args)
    if not asked.q and not asked.narrowed:
        return redirect(url_for("pages.home"))
    page = asked.answer(archive())
    if not page.total:
        return _nothing(asked, page)
    if not page.hits:  # beyond the last page
        return redirect(links.search_url(asked.on_page(links.last_page(asked, page.count))))
    periods = spread(archive(), asked)
    return render(
        "results.html",
        asked=asked,
        page=page,
        links=links,
        told_by=told_by,
        chart=histogram(asked, periods),
        months=links.months(asked, periods),
    )


def _nothing(asked: Asked, page: Page) -> str:
    news = archive()
    return render(
        "nothing.html",
        asked=asked,
        page=page,
        links=links,
        ways=alternatives(news, asked),
        newest=news.newest(NEWEST_BESIDE),
    )


@pages.get("/article/<anything:article_id>")
def article(article_id: str) -> str:
    """Show an article, with the words of the search that led to it marked."""
    asked, news = for_page(request.args), archive()
    found = news.article(article_id)
    highlighted = news.highlight(found, asked.q)
    story = news.timeline(found.id)
    told = {headline.id for headline in story}
    related = news.related(found.id, RELATED + len(told))
    # What the story does not tell already; where it tells all of it, the nearest are worth a second place.
    others = tuple(hit for hit in related if hit.id not in told) or related
    return render(
        "article.html",
        asked=asked,
        article=found,
        title=highlighted.title,
        paragraphs=paragraphs(highlighted.body),
        marks=sum(matched for _, matched in highlighted.body),
        parent=_parent(found),
        original=web_address(found.url),
        story=list(entries(story, found.id)),
        related=others[:RELATED],
        told_by=told_by,
        newest=[hit for hit in news.newest(NEWEST_BESIDE + 1) if hit.id != found.id][:NEWEST_BESIDE],
        links=links,
        summary=" ".join(found.body.split())[:SUMMARY],
    )


def _parent(excerpt: Article) -> Article | None:
    """Return the article on whose page an excerpt was quoted, if the archive has it."""
    try:
        return archive().article(excerpt.excerpt_of) if excerpt.excerpt_of else None
    except ArticleMissing:
        return None


def web_address(url: str | None) -> str | None:
    """Return an address that may be linked to: http or https, with a host, of sane length; else None.

    What an archive stores comes from strangers: `javascript:` and its relatives never become links.
    """
    if not url or len(url) > LONGEST_URL or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None
