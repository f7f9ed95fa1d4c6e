"""Reindexing: makes the index hold exactly what its inputs hold, writing only what changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import closing, nullcontext
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from fihris.index.article import Article
from fihris.index.checkpoints import Checkpoints
from fihris.index.errors import FihrisError, IndexMissing, IndexNewer, writing_to
from fihris.index.generation import Generation
from fihris.index.generation_writer import MEMORY, GenerationWriter, default_workers
from fihris.index.generations import Generations
from fihris.index.inputs import Inputs
from fihris.index.readers import DEFAULT_NAMES, FieldNames, load_names
from fihris.index.report import Report, write_errors
from fihris.index.update import Update

MUCH = 16 * 2**20  # bytes of inputs: they hold hardly fewer articles than several processes are started for


class Progress(NamedTuple):
    """How far a run is: documents met, inputs done, inputs in all, bytes of them read, bytes in all."""

    documents: int
    inputs: int
    of: int
    read: int = 0
    size: int = 0


def reindex(
    paths: str | Path | Iterable[str | Path] | Iterable[Article],
    index: str | Path = "fihris-index",
    *,
    format: str | None = None,  # noqa: A002 - the contract's name
    fields: str | Path | FieldNames | None = None,
    keep_missing: bool = False,
    full: bool = False,
    dry_run: bool = False,
    errors: str | Path | None = None,
    memory_mb: float = MEMORY / 2**20,
    workers: int | None = None,
    busy: Collection[Path] = (),
    progress: Callable[[Progress], None] = lambda _: None,
) -> Report:
    """Make the index hold exactly the articles of `paths`, and return a report.

    `paths` are files and folders, `-` for standard input, or articles themselves. A file that looks as it did
    at the last run is not read again; a document whose file or text is gone is removed. With `keep_missing`,
    documents stay whose file is not among `paths` any more, and those that came from a program or standard
    input before. `fields` are names under which files keep the fields of an article, or a TOML file that
    lists them. `full` builds everything anew, `dry_run`
    only says what would be done. What cannot be read goes to the error file (`errors`, by default
    `errors.jsonl` in the index) and never stops the rest. An index that another version of Fihris or of its
    analysis wrote is built anew. What is held of the articles in memory is written out whenever it reaches
    `memory_mb` megabytes. Thousands of articles are written by several processes side by side, `workers` of
    them (by default one for each core, four at most; 1: this one), each its own segments; the fewer segments,
    the faster the search. Files in `busy`, resolved paths, are left as they are: somebody still writes them.

    Raises `InputMissing` for a path that does not exist, `UnknownFormat`, `BadFieldNames`, `IndexLocked`
    while another process writes this index, and `IndexUnwritable` where the disk is full or broken.
    """
    started = perf_counter()
    index, memory = Path(index), int(memory_mb * 2**20)
    names = (
        fields if isinstance(fields, FieldNames) else load_names(Path(fields)) if fields else DEFAULT_NAMES
    )
    inputs = Inputs(paths, format, names, busy)
    generations = Generations(index)
    with nullcontext() if dry_run else generations.writing():
        previous = None if full else _previous(index, keep_missing=keep_missing)
        open_writer = partial(
            GenerationWriter,
            memory=memory,
            workers=workers or default_workers(),
            many=previous is None and inputs.size >= MUCH,
        )
        checkpoints = Checkpoints(generations)
        if full and not dry_run:
            checkpoints.forget()
        with closing(Update(generations, previous, open_writer, write=not dry_run)) as update:
            if generations.current() is None and not dry_run:
                update.load(checkpoints)
            for given in inputs.read(update.ledger, update.seen):
                for _ in update.take(given):
                    done = len(update.entries) - 1
                    progress(Progress(update.met, done, len(inputs), inputs.done, inputs.size))
            if keep_missing:
                update.keep_missing()
            report = update.finish()
        if not dry_run:
            with writing_to(index):
                checkpoints.forget()
                generations.sweep()
                errors_file = Path(errors) if errors is not None else index / "errors.jsonl"
                problems = [problem for entry in update.entries for problem in entry.problems()]
                report.errors_file = str(errors_file) if write_errors(errors_file, problems) else None
    progress(Progress(update.met, len(inputs), len(inputs), inputs.size, inputs.size))
    report.seconds = perf_counter() - started
    return report


def _previous(index: Path, *, keep_missing: bool) -> Generation | None:
    """Return the served generation, None if there is none that this Fihris can go on from.

    What a newer Fihris wrote is not for this one to write over: `IndexNewer` is raised. What cannot be opened
    has no documents to be kept: with `keep_missing` the error is raised, so that they are not lost unsaid.
    """
    try:
        return Generation(index)
    except IndexMissing:
        return None
    except IndexNewer:
        raise
    except FihrisError:
        if keep_missing:
            raise
        return None
