"""Measures Fihris beside other engines and writes docs/benchmarks.md."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter

import click

from benchmarks.corpus import read_articles, write_corpus
from benchmarks.engines import ENGINES, OURS, REFERENCE
from benchmarks.engines.engine import GROWING, TASKS
from benchmarks.machine import describe
from benchmarks.queries import draw
from benchmarks.report import fill
from benchmarks.runner import GROWN_ROUNDS, ROOT, run_all
from benchmarks.serving import Results
from benchmarks.trial import Trial
from fihris.index.article import Article

WARM_UP = "الطقس غدا"


@click.command()
@click.argument("corpus", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--growth", default="1", show_default=True, help="How many times the corpus is repeated: 1,4,16."
)
@click.option("--name", default="articles", show_default=True, help="What the corpus is, after their number.")
@click.option(
    "--documents", type=click.IntRange(min=1), help="Take so many articles, spread over the corpus."
)
@click.option("--queries", default=60, show_default=True, help="Queries of each class.")
@click.option("--rounds", default=7, show_default=True, help="Rounds, of which the best counts.")
@click.option("--seed", default=20260101, show_default=True, help="Draws queries, orders and copies.")
@click.option(
    "--folder", type=click.Path(path_type=Path), help="Where indexes are built.  [default: temporary]"
)
@click.option("--output", type=click.Path(path_type=Path), default=ROOT / "docs" / "benchmarks.md")
def main(
    corpus: Path,
    growth: str,
    name: str,
    documents: int | None,
    queries: int,
    rounds: int,
    seed: int,
    folder: Path | None,
    output: Path,
) -> None:
    """Run all engines over CORPUS, a file of JSON lines, gzipped or not.

    A repeated corpus is measured with Fihris and tantivy alone, in fewer tasks and rounds.
    """
    started = perf_counter()
    articles = read_articles(corpus)
    articles = articles[:: max(1, len(articles) // documents)] if documents else articles
    drawn = draw([article.title for article in articles], queries, seed)
    runs: dict[int, Results] = {}
    trials: list[Trial] = []
    # The corpus as it is is always measured: the page is about it.
    for times in sorted({1, *map(int, growth.split(","))}):
        with tempfile.TemporaryDirectory(dir=folder) as temporary:
            work = Path(temporary)
            count = write_corpus(articles, work / "corpus.jsonl", growth=times, seed=seed)
            trial = Trial(
                tasks=list(TASKS) if times == 1 else GROWING,
                corpus=str(work / "corpus.jsonl"),
                documents=count,
                growth=times,
                queries=drawn,
                warm_up=WARM_UP,
                rounds=rounds if times == 1 else min(rounds, GROWN_ROUNDS),
                seed=seed,
                **_filter(articles),
            )
            trials.append(trial)
            runs[times] = run_all(ENGINES if times == 1 else (OURS, REFERENCE), trial, work)
    output.write_text(fill(f"{len(articles):,} {name}", trials[0], describe(), runs), encoding="utf-8")
    click.echo(f"Wrote {output} after {perf_counter() - started:.0f} s.")


def _filter(articles: list[Article]) -> dict[str, str]:
    """Return the source with most articles, and the days between which the middle half was published."""
    sources = Counter(article.source for article in articles if article.source)
    days = sorted(article.published.date().isoformat() for article in articles if article.published)
    (source, _), *_ = sources.most_common(1) or [("", 0)]
    since, until = (days[len(days) // 4], days[3 * len(days) // 4]) if days else ("1970-01-01", "2100-01-01")
    return {"source": source, "since": since, "until": until}


if __name__ == "__main__":
    main()
