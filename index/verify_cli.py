"""What the index layer offers to look at an index itself: verify and stats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fihris.index.cli import index_option

if TYPE_CHECKING:
    from fihris.index.verdict import Verdict


@click.command()
@index_option
@click.option("--repair", is_flag=True, help="Make again what can be made from the stored articles.")
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as a JSON object.")
def verify(index: Path, repair: bool, as_json: bool) -> None:  # noqa: FBT001 - click passes options by name
    """Check every file of the index, and that its parts agree.

    With --repair, damaged columns and a damaged ledger are made again in a new generation. Whoosh's own files
    hold the articles: when they are damaged, the index has to be built again.

    Exit status: 0 sound, or sound again; 2 not sound, or there is no index; 75 another process is writing it.
    """
    from fihris.index.repair import repair as mend
    from fihris.index.verify import verify as check

    verdict = mend(index) if repair else check(index)
    mended: Verdict | None = None
    if repair and not verdict.sound and verdict.mendable:
        mended, verdict = verdict, check(index)
    if as_json:
        repaired = mended.as_json()["findings"] if mended else []
        click.echo(json.dumps(verdict.as_json() | {"repaired": repaired}, ensure_ascii=False))
    else:
        if mended:
            click.echo(describe_repair(mended))
        click.echo(describe(verdict))
    if not verdict.sound:
        click.get_current_context().exit(2)


@click.command()
@index_option
@click.option("--json", "as_json", is_flag=True, help="Print the figures as a JSON object.")
def stats(index: Path, as_json: bool) -> None:  # noqa: FBT001 - click passes options by name
    """Show what the index holds and how much room it takes."""
    from fihris.index.stats import stats as gather

    gathered = gather(index)
    click.echo(json.dumps(gathered.as_json(), ensure_ascii=False) if as_json else gathered.as_text())


def describe(verdict: Verdict) -> str:
    """Return a verdict as lines for a reader: one a finding, and what to type."""
    if verdict.sound:
        segments = "1 segment" if verdict.segments == 1 else f"{verdict.segments} segments"
        return (
            f"The index {verdict.index} is sound: {verdict.documents:,} documents in {segments}, "
            f"{verdict.bytes / 1e6:,.1f} MB, checked in {verdict.seconds:.1f} seconds"
        )
    findings = [finding.what for finding in verdict.findings]
    return "\n".join([*findings, f"The index {verdict.index} is not sound. {verdict.remedy}"])


def describe_repair(mended: Verdict) -> str:
    """Return what was mended as lines for a reader."""
    from fihris.index import ledger

    lines = [f"Repaired: {finding.what}" for finding in mended.findings]
    if any(finding.file == ledger.FILE_NAME for finding in mended.findings):
        lines.append("The next reindex reads every file again, because the ledger was lost.")
    return "\n".join(lines)
