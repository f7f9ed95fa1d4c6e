"""The command `fihris evaluate`: measure the engine on a judged set, or compare two saved runs."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.command()
@click.argument("given", metavar="SET", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--per-query",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what became of each query to this file, as JSON lines.",
)
@click.option(
    "--compare",
    "runs",
    nargs=2,
    metavar="BEFORE AFTER",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Compare two files that --per-query wrote, instead of measuring.",
)
def evaluate(
    given: Path | None,
    as_json: bool,  # noqa: FBT001 - click passes options by name
    per_query: Path | None,
    runs: tuple[Path, Path] | None,
) -> None:
    """Measure how well the engine answers the queries of SET.

    SET is a JSON file, plain or gzip, {"docs": [{"id", "title", "body"}], "queries": [{"id", "query",
    "doc"}]} with "docs" in place of "doc" for several answers; or a folder in the shape of TREC with topics,
    qrels and documents as JSON lines. It is indexed into a temporary directory and searched with the default
    settings.
    """
    if (given is None) == (runs is None):
        raise click.UsageError("Type either a SET to measure or --compare BEFORE AFTER.")
    if per_query and not per_query.parent.is_dir():
        raise click.BadParameter(f"There is no folder {per_query.parent}.", param_hint="--per-query")
    if runs:
        _compare(*runs, as_json=as_json)
    elif given:
        _measure(given, per_query, as_json=as_json)


def _compare(before: Path, after: Path, *, as_json: bool) -> None:
    from fihris.search.comparison import compare
    from fihris.search.evaluation_display import describe_comparison
    from fihris.search.outcomes import read_outcomes

    comparison = compare(read_outcomes(before), read_outcomes(after))
    click.echo(
        json.dumps(comparison.as_json(), ensure_ascii=False) if as_json else describe_comparison(comparison)
    )


def _measure(given: Path, per_query: Path | None, *, as_json: bool) -> None:
    from fihris.index.cli import progress_display
    from fihris.search.evaluation import evaluate as run
    from fihris.search.evaluation_display import describe
    from fihris.search.judged_json import read_json
    from fihris.search.judged_trec import read_trec
    from fihris.search.outcomes import write_outcomes

    judged = read_trec(given) if given.is_dir() else read_json(given)
    for notice in judged.notices:
        click.echo(f"fihris: {notice}", err=True)
    with progress_display() as display:
        evaluation = run(judged, progress=display.show)
    if per_query:
        write_outcomes(per_query, evaluation.outcomes)
    click.echo(json.dumps(evaluation.as_json()) if as_json else describe(evaluation))
