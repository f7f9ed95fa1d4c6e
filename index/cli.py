"""The `fihris` command, and what the index layer offers under it: reindex and analyze."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Collection
from functools import partial
from importlib.metadata import entry_points, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from fihris.index.errors import FihrisError

if TYPE_CHECKING:
    from fihris.index.display import ProgressLines
    from fihris.index.progress_bar import ProgressBar
    from fihris.index.report import Report

DEFAULT_INDEX = "fihris-index"

index_option = click.option(
    "--index",
    type=click.Path(path_type=Path),
    envvar="FIHRIS_INDEX",
    default=DEFAULT_INDEX,
    show_default=True,
    help="The index directory; the environment variable FIHRIS_INDEX sets it for every command.",
)


class Commands(click.Group):
    """The commands that the installed layers offer, each imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in alphabetical order."""
        return sorted(entry_points(group="fihris.commands").names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command with that name, None if no layer offers it."""
        for entry in entry_points(group="fihris.commands", name=cmd_name):
            command: click.Command = entry.load()
            return command
        return None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a user's mistake is one sentence and an exit status, never a traceback."""
        try:
            return super().invoke(ctx)
        except FihrisError as error:
            click.echo(f"fihris: {error}", err=True)
            ctx.exit(error.exit_status)
        except BrokenPipeError:
            # The reader of our output (`| head`) has had enough.
            sys.stderr.close()
            ctx.exit(0)


def progress_display() -> ProgressBar | ProgressLines:
    """Return what shows how far a run is: a bar on a terminal, elsewhere lines on standard error."""
    if sys.stderr.isatty():
        from fihris.index.progress_bar import ProgressBar  # takes longer to load than Whoosh

        return ProgressBar()
    from fihris.index.display import ProgressLines

    return ProgressLines()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("fihris"), prog_name="fihris")
def main() -> None:
    """Search Arabic news: build an index, query it, serve its page."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@index_option
@click.option(
    "--format",
    "format_name",
    metavar="NAME",
    help="Read every file as this format: csv, feed, html, json, jsonl, pages, parquet, trec or warc.  "
    "[default: by content and name]",
)
@click.option(
    "--fields",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Take the names of fields in JSON, tables and SGML from this TOML file.",
)
@click.option("--keep-missing", is_flag=True, help="Keep the documents whose file is gone.")
@click.option("--full", is_flag=True, help="Build everything anew, whatever has changed.")
@click.option("--dry-run", is_flag=True, help="Say what would be done and change nothing.")
@click.option("--report", type=click.Path(path_type=Path), help="Write the report to this file, as JSON.")
@click.option(
    "--errors",
    type=click.Path(path_type=Path),
    help="Write what could not be read to this file, as JSON lines.  [default: errors.jsonl in the index]",
)
@click.option(
    "--max-errors",
    type=click.IntRange(min=0),
    help="Exit with status 1 if more documents than this were rejected.  [default: never]",
)
@click.option(
    "--memory",
    "memory_mb",
    metavar="MB",
    type=click.IntRange(min=16),
    default=512,
    show_default=True,
    help="Hold this much of the articles in memory before it is written.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    help="Let so many processes write a large index.  [default: one for each core, 4 at most]",
)
@click.option("--watch", is_flag=True, help="Go on with what arrives in the folders, until Ctrl+C.")
@click.option(
    "--settle",
    metavar="SECONDS",
    type=click.FloatRange(min=0.1),
    default=2.0,
    show_default=True,
    help="With --watch, wait until nothing has changed for so long.",
)
def reindex(
    paths: tuple[Path, ...],
    index: Path,
    format_name: str | None,
    fields: Path | None,
    keep_missing: bool,  # noqa: FBT001 - click passes options by name
    full: bool,  # noqa: FBT001 - the same
    dry_run: bool,  # noqa: FBT001 - the same
    report: Path | None,
    errors: Path | None,
    max_errors: int | None,
    memory_mb: int,
    workers: int | None,
    watch: bool,  # noqa: FBT001 - the same
    settle: float,
) -> None:
    """Make the index hold exactly what PATHS hold: files and folders of Arabic news, - for standard input.

    Pages of text, JSON, CSV, Parquet, web pages, feeds, TREC, WARC, and archives of these are read. Files
    that have not changed are not read again; documents that are gone are removed. What cannot be read goes to
    the error file and never stops the rest. With --watch, this goes on with what arrives, changes and goes.

    Exit status: 0 done; 1 more documents rejected than --max-errors allows; 2 wrong usage or an unusable
    index; 75 another process is writing the index.
    """
    from fihris.index.display import describe
    from fihris.index.reindexing import reindex as run

    def run_once(*, full: bool, busy: Collection[Path] = ()) -> Report:
        with progress_display() as display:
            result = run(
                paths,
                index,
                format=format_name,
                fields=fields,
                keep_missing=keep_missing,
                full=full,
                dry_run=dry_run,
                errors=errors,
                memory_mb=memory_mb,
                workers=workers,
                busy=busy,
                progress=display.show,
            )
        if report is not None:
            told = json.dumps(result.as_json(), ensure_ascii=False, indent=1)
            report.write_text(told + "\n", encoding="utf-8")
        return result

    if watch:
        if dry_run or max_errors is not None or any(str(path) == "-" or path.is_file() for path in paths):
            raise click.UsageError(
                "--watch keeps folders indexed: name no file, no --dry-run, no --max-errors."
            )
        _keep(paths, run_once, full=full, settle=settle, ignored=[index, *filter(None, (report, errors))])
        return
    result = run_once(full=full)
    click.echo(describe(result, dry_run=dry_run))
    if max_errors is not None and result.rejected > max_errors:
        click.get_current_context().exit(1)


def _keep(
    folders: tuple[Path, ...],
    run_once: Callable[..., Report],
    *,
    full: bool,
    settle: float,
    ignored: Collection[Path],
) -> None:
    """Run again and again, and tell of each run that did something."""
    from fihris.index.display import describe
    from fihris.index.watching import watch

    last: Report | None = None

    def run(busy: Collection[Path]) -> None:
        nonlocal last
        before, last = last, run_once(full=full and last is None, busy=busy)
        if not before or (before.generation, before.rejected) != (last.generation, last.rejected):
            click.echo(describe(last, dry_run=False))

    watch(folders, run, partial(click.echo, err=True), settle=settle, ignored=ignored)


@click.command()
@click.argument("text", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a token, one a line.")
def analyze(text: str | None, as_json: bool) -> None:  # noqa: FBT001 - click passes options by name
    """Show what the analysis makes of TEXT, or of standard input: place, exact form, stem and root."""
    from fihris.index.arabic.chain import default_chain

    if text is None:
        text = sys.stdin.buffer.read().decode("utf-8", "replace")
    tokens = default_chain().analyze(text)
    if as_json:
        names = ("text", "start", "end", "exact", "stem", "root", "stop")
        for token in tokens:
            click.echo(json.dumps({name: getattr(token, name) for name in names}, ensure_ascii=False))
        return
    rows = [("TEXT", "PLACE", "EXACT", "STEM", "ROOT")]
    rows += [
        (
            token.text,
            f"{token.start}-{token.end}",
            token.exact,
            token.stem,
            token.root + (" (function word)" if token.stop else ""),
        )
        for token in tokens
    ]
    for row in rows:
        click.echo("\t".join(row))
