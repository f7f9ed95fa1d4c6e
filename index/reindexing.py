"""Reindexing: makes the index hold exactly what its inputs hold, writing only what changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter, time

from fihris.index.article import Article
from fihris.index.compaction import compact
from fihris.index.errors import FihrisError, IndexNewer
from fihris.index.generation import Generation
from fihris.index.generation_writer import MEMORY, GenerationWriter, default_workers
from fihris.index.generations import Generations
from fihris.index.inputs import FLOWING, Input, Inputs
from fihris.index.ledger import Entry, read_ledger, write_ledger
from fihris.index.readers import DEFAULT_NAMES, FieldNames, Rejection, load_names
from fihris.index.readers.items import excerpt
from fihris.index.report import Report, write_errors


@dataclass(frozen=True, slots=True)
class Progress:
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

    Raises `InputMissing` for a path that does not exist, `UnknownFormat`, `BadFieldNames`, and `IndexLocked`
    while another process writes this index.
    """
    started = perf_counter()
    index, memory = Path(index), int(memory_mb * 2**20)
    names = (
        fields if isinstance(fields, FieldNames) else load_names(Path(fields)) if fields else DEFAULT_NAMES
    )
    inputs = Inputs(paths, format, names, busy)
    generations = Generations(index)
    with nullcontext() if dry_run else generations.writing():
        previous = None if full else _previous(index)
        try:
            open_writer = partial(GenerationWriter, memory=memory, workers=workers or default_workers())
            with closing(_Update(generations, previous, open_writer, write=not dry_run)) as update:
                for given in inputs.read(update.ledger, update.seen):
                    for _ in update.take(given):
                        done = len(update.entries) - 1
                        progress(Progress(update.met, done, len(inputs), inputs.done, inputs.size))
                if keep_missing:
                    update.keep_missing()
                report = update.finish()
        finally:
            if previous is not None:
                previous.close()
        if not dry_run:
            report.generation = compact(index, memory) or report.generation
            generations.sweep()
            errors_file = Path(errors) if errors is not None else index / "errors.jsonl"
            problems = [problem for entry in update.entries for problem in entry.problems()]
            report.errors_file = str(errors_file) if write_errors(errors_file, problems) else None
    progress(Progress(update.met, len(inputs), len(inputs), inputs.size, inputs.size))
    report.seconds = perf_counter() - started
    return report


def _previous(index: Path) -> Generation | None:
    """Return the served generation, None if there is none that this Fihris can go on from.

    What a newer Fihris wrote is not for this one to write over: `IndexNewer` is raised.
    """
    try:
        return Generation(index)
    except IndexNewer:
        raise
    except FihrisError:
        return None


def _arrivals(generations: Generations, ledger: dict[str, Entry]) -> dict[str, tuple[str, int]]:
    """Return content hash and moment of arrival of the documents of the generation that is served.

    An index that is built anew goes on from no ledger, but what it holds already is nothing new.
    """
    try:
        entries = ledger or read_ledger(generations.served())
    except FihrisError:
        return {}
    return {
        id_: (hash_, entry.indexed[id_])
        for entry in entries.values()
        for id_, hash_ in entry.documents.items()
    }


class _Update:
    """Compares the inputs with the generation before, and writes the difference into a new one."""

    def __init__(
        self,
        generations: Generations,
        previous: Generation | None,
        open_writer: Callable[[Path], GenerationWriter],
        *,
        write: bool,
    ) -> None:
        self.ledger = read_ledger(generations.directory(previous.name)) if previous else {}
        self.entries: list[Entry] = []
        self.seen: dict[str, str] = {}
        self.met = 0
        self._arrived = _arrivals(generations, self.ledger)
        self._known = {id_: hash_ for entry in self.ledger.values() for id_, hash_ in entry.documents.items()}
        self._generations = generations
        self._previous = previous
        self._open_writer = open_writer
        self._write = write
        self._writer: GenerationWriter | None = None
        self._report = Report()

    def take(self, given: Input) -> Iterator[None]:
        """Take one input: add what is new in it, replace what changed; yield after every document."""
        entry, items = given
        self.entries.append(entry)
        if items is None:
            self._keep(entry)
            yield
            return
        for item in items:
            self.met += 1
            if isinstance(item, Article):
                self._take_article(entry, item)
            elif isinstance(item, Rejection):
                entry.rejections.append(item)
                if item.again:
                    entry.size = -1  # it cannot look the same
            else:
                entry.notices.append(item)
            yield

    def _keep(self, entry: Entry) -> None:
        self.met += len(entry.documents)
        for id_, hash_ in list(entry.documents.items()):
            if id_ in self.seen:
                del entry.documents[id_]
                entry.repeats.append(id_)
            else:
                self.seen[id_] = hash_
                self._report.unchanged += 1

    def keep_missing(self) -> None:
        """Keep the documents of inputs that are gone, and of those before that flowed under the same name."""
        entries = {entry.file: entry for entry in self.entries}
        for before in self.ledger.values():
            entry = entries.get(before.file)
            if entry is not None and entry.file not in FLOWING:
                continue
            kept = {id_: hash_ for id_, hash_ in before.documents.items() if id_ not in self.seen}
            if entry is None and kept:
                entry = Entry(before.file, before.size, before.modified, reading=before.reading)
                self.entries.append(entry)
            if entry is not None:
                entry.documents.update(kept)
                entry.indexed.update({id_: before.indexed[id_] for id_ in kept})
            self.seen.update(kept)
            self._report.kept += len(kept)

    def _take_article(self, entry: Entry, article: Article) -> None:
        report, hash_ = self._report, article.content_hash()
        if article.id in self.seen:
            entry.repeats.append(article.id)
            if self.seen[article.id] == hash_:
                report.duplicates += 1
            else:
                entry.rejections.append(
                    Rejection(
                        entry.file,
                        None,
                        article.id,
                        "another text with the same id was read before",
                        excerpt(article.title or article.body),
                    )
                )
            return
        self.seen[article.id] = entry.documents[article.id] = hash_
        if self._arrived.get(article.id, ("", 0))[0] == hash_:
            entry.indexed[article.id] = self._arrived[article.id][1]
        before = self._known.get(article.id)
        if before == hash_:
            report.unchanged += 1
            return
        if before is None:
            report.indexed += 1
        else:
            report.updated += 1
            self._delete(article.id)
        report.without_body += not article.body
        if self._write:
            self._started().add(article)

    def _delete(self, identifier: str) -> None:
        if self._write and self._previous is not None:
            for segment in self._previous.segments:
                document = segment.find(identifier)
                if document is not None:
                    self._started().delete(segment.base + document)

    def _started(self) -> GenerationWriter:
        if self._writer is None:
            before = self._previous.name if self._previous else None
            self._writer = self._open_writer(self._generations.begin(before))
        return self._writer

    def close(self) -> None:
        """Let go of what writes, whether or not it is done."""
        if self._writer is not None:
            self._writer.close()

    def finish(self) -> Report:
        """Remove what is gone, publish the new generation if anything is new, and return the report."""
        report = self._report
        gone = self._known.keys() - self.seen.keys()
        for identifier in gone:
            self._delete(identifier)
        report.removed = len(gone)
        self._pair_replaced(gone)
        report.rejected = sum(len(entry.rejections) for entry in self.entries)
        report.notices = sum(len(entry.notices) for entry in self.entries)
        report.documents = len(self.seen)
        report.generation = self._previous.name if self._previous else None
        nothing_new = self._previous is not None and self.entries == list(self.ledger.values())
        if self._write and not nothing_new:
            writer = self._started()
            writer.finish()
            now = int(time())  # as late as can be: who asks for what is new since must not miss it
            for entry in self.entries:
                for id_ in entry.documents:
                    entry.indexed.setdefault(id_, now)
            write_ledger(writer.directory, self.entries)
            report.generation = self._generations.publish(
                writer.directory,
                documents=report.documents,
                previous=self._previous.manifest if self._previous else None,
            )
        return report

    def _pair_replaced(self, gone: set[str]) -> None:
        """Count a document without id or URL that changed as updated: to its ids it is one gone, one new."""
        for entry in self.entries:
            before = self.ledger.get(entry.file)
            if before is not None and before is not entry:
                lost = sum(id_ in gone for id_ in before.documents)
                won = sum(id_ not in self._known for id_ in entry.documents)
                replaced = min(lost, won)
                self._report.updated += replaced
                self._report.indexed -= replaced
                self._report.removed -= replaced
