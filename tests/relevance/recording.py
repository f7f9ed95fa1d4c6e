"""The judged set over the demo pages, what the engine reaches on it, and where that is recorded."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from fihris.index import Article
from fihris.index.readers import read_file
from fihris.search.evaluation import evaluate
from fihris.search.judged import JudgedQuery, JudgedSet
from fihris.search.outcomes import MEASURES, Outcome

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
JUDGMENTS = Path(__file__).with_name("judgments.tsv")
BASELINE = Path(__file__).with_name("baseline.json")
DOCUMENT = ROOT / "docs" / "evaluation.md"
ALL = "all"

Figures = dict[str, dict[str, Any]]
"""For each phenomenon and for `ALL`, or for each judged set, its means."""


@dataclass(frozen=True, slots=True)
class Judgment:
    """A row of the judgments: how well a page answers a query."""

    id: str
    phenomenon: str
    query: str
    page: str
    grade: int
    reason: str


def read_judgments() -> list[Judgment]:
    lines = JUDGMENTS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [
        Judgment(id_, phenomenon, query, page, int(grade), reason)
        for id_, phenomenon, query, page, grade, reason in rows
    ]


def read_pages() -> dict[str, Article]:
    """Return every article of the demo pages: a page's own by the page's name, those it quotes with #2."""
    pages = {}
    for path in sorted(SEEDS.glob("*.txt")):
        articles = [item for item in read_file(path, "pages") if isinstance(item, Article)]
        pages[path.name] = articles[0]
        pages |= {f"{path.name}#{number}": article for number, article in enumerate(articles[1:], 2)}
    return pages


def measure() -> Figures:
    """Return what the engine reaches now."""
    judgments, pages = read_judgments(), read_pages()
    grades: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for judgment in judgments:
        grades[judgment.id][pages[judgment.page].id] = judgment.grade
    texts = {judgment.id: judgment.query for judgment in judgments}
    queries = [JudgedQuery(id_, text, grades[id_]) for id_, text in texts.items()]
    phenomena = {judgment.id: judgment.phenomenon for judgment in judgments}
    outcomes: defaultdict[str, list[Outcome]] = defaultdict(list)
    for outcome in evaluate(JudgedSet.of(list(pages.values()), queries)).outcomes:
        outcomes[phenomena[outcome.id]].append(outcome)
        outcomes[ALL].append(outcome)
    return {name: means(outcomes[name]) for name in (*dict.fromkeys(phenomena.values()), ALL)}


def means(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return how many outcomes there are, and the mean of each measure to four places."""
    figures = {name: round(fmean(outcome.measures[name] for outcome in outcomes), 4) for name in MEASURES}
    return {"queries": len(outcomes), **figures}


def read_baseline() -> Figures:
    figures: Figures = json.loads(BASELINE.read_text(encoding="utf-8"))
    return figures


def table(head: str, figures: Figures) -> str:
    """Return figures as a table in Markdown, its first column under `head`."""
    rows = [(head, "queries", *MEASURES), ("---", *["---:"] * (len(MEASURES) + 1))]
    rows += [
        (name, f"{of['queries']:,}", *(f"{of[measure]:.3f}" for measure in MEASURES))
        for name, of in figures.items()
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def with_table(text: str, head: str, figures: Figures) -> str:
    """Return the document with the table of these figures in its place, between two marks."""
    begin, end = f"<!-- figures by {head} -->", f"<!-- end of figures by {head} -->"
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n{table(head, figures)}\n{end}{after}"


def record(head: str, figures: Figures) -> None:
    """Write figures into the document."""
    text = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(with_table(text, head, figures), encoding="utf-8")
