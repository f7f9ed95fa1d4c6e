"""The page of trends, and its numbers as a file."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from flask import Response, request, url_for

from fihris.web.archive import archive
from fihris.web.links import Link, beside
from fihris.web.pages import pages
from fihris.web.templating import render
from fihris.web.trends import MOST_LINES, Trends, comparison_of, trends
from fihris.web.trends_chart import picture

SOURCES = 200  # to choose from


@dataclass(frozen=True, slots=True)
class Row:
    """A date of the table: for each line the articles, a link to them, and their share."""

    date: str
    cells: tuple[tuple[Link, float], ...]
    articles: int


@pages.get("/trends")
def show_trends() -> str | Response:
    """Show how often queries were written about, as picture and table, or as CSV with `format=csv`."""
    comparison, news = comparison_of(request.args), archive()
    found = trends(news, comparison) if comparison.queries else None
    if found and request.args.get("format") == "csv":
        answer = Response(as_csv(found), content_type="text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = 'attachment; filename="trends.csv"'
        return answer
    empty = [""] * min(1 if comparison.queries else 2, MOST_LINES - len(comparison.queries))
    return render(
        "trends.html",
        comparison=comparison,
        found=found,
        fields=[*comparison.queries, *empty],
        sources=[source for source, _ in news.stats().sources[:SOURCES]],
        picture=found and picture(found),
        rows=_rows(found) if found else (),
        csv=url_for("pages.show_trends", **comparison.as_args(), format="csv"),
    )


def _rows(found: Trends) -> list[Row]:
    """Return the dates of the table, the newest first."""
    rows, searches = [], [beside(line.asked) for line in found.lines]
    for number, date in reversed(list(enumerate(found.dates))):
        cells = []
        for line, search in zip(found.lines, searches, strict=True):
            address = search.but(since=date.iso, until=date.iso)
            cells.append((Link(date.spoken, address, line.counts[number]), line.shares[number]))
        rows.append(Row(date.spoken, tuple(cells), found.articles[number]))
    return rows


def as_csv(found: Trends) -> str:
    """Return the numbers of trends: a row for each date, two columns for each line."""
    file = io.StringIO()
    # A byte order mark: spreadsheets read Arabic as what it is.
    file.write("\ufeff")
    table = csv.writer(file)
    names = [f"{inert(line.name)} ({what})" for line in found.lines for what in ("articles", "share")]
    table.writerow(["date", "articles", *names])
    for number, date in enumerate(found.dates):
        row: list[object] = [date.iso, found.articles[number]]
        for line in found.lines:
            row += (line.counts[number], round(line.shares[number], 6))
        table.writerow(row)
    return file.getvalue()


def inert(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text
