"""`fihris snapshot` and `fihris restore`: a copy of the index as it is now, and back to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fihris.index.cli import index_option

if TYPE_CHECKING:
    from fihris.index.snapshots import Copy


@click.command()
@click.argument("destination", type=click.Path(path_type=Path))
@index_option
def snapshot(destination: Path, index: Path) -> None:
    """Copy the index as it is served now into the new directory DESTINATION, while it may be written.

    On one file system its files are links, which take no room: they guard against mistakes, not against a
    broken disk. The snapshot is an index, and can be searched and verified as one.

    Exit status: 0 done; 2 wrong usage, an unusable index, or something is at DESTINATION; 75 another process
    is writing there.
    """
    from fihris.index.snapshots import snapshot as take

    copied = take(index, destination)
    click.echo(f"Snapshot of {_described(copied)} in {destination}")


@click.command()
@click.argument("snapshot", type=click.Path(path_type=Path))
@index_option
@click.option("--replace", is_flag=True, help="Replace an index that is there, and lose what it holds.")
def restore(snapshot: Path, index: Path, replace: bool) -> None:  # noqa: FBT001 - click passes options by name
    """Let the index be again what it was when SNAPSHOT was taken, after checking every file of that.

    Exit status: 0 done; 2 wrong usage, a damaged snapshot, or there is an index; 75 another process is
    writing the index.
    """
    from fihris.index.snapshots import restore as bring_back

    copied = bring_back(snapshot, index, replace=replace)
    click.echo(f"Restored {_described(copied)} to {index}, as generation {copied.generation}")


def _described(copied: Copy) -> str:
    linked = ", all linked" if copied.linked == copied.bytes else ""
    return f"{copied.documents:,} documents ({copied.bytes / 1e6:,.1f} MB{linked})"
