"""An update: the inputs compared with the generation before, and the difference written into a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from time import time

from fihris.index.article import Article
from fihris.index.checkpoints import LOOK, Checkpoints, unfinished
from fihris.index.errors import FihrisError, IndexUnwritable, writing_to
from fihris.index.generation import Generation
from fihris.index.generation_columns import Known, write_generation_columns
from fihris.index.generation_writer import GenerationWriter
from fihris.index.generations import Generations
from fihris.index.inputs import FLOWING, Input
from fihris.index.ledger import Entry, arrivals, documents, read_ledger, write_ledger
from fihris.index.readers import Rejection, Unchanged
from fihris.index.readers.items import excerpt
from fihris.index.report import Report
from fihris.index.syncing import Syncing

MANY = 64  # unchanged documents, of which the last is told of


def _arrived(generations: Generations, ledger: dict[str, Entry]) -> dict[str, Entry]:
    """Return the entries of the documents of the generation that is served.

    An index that is built anew goes on from no ledger, but what it holds already is nothing new.
    """
    try:
        return documents((ledger or read_ledger(generations.served())).values())
    except FihrisError:
        return {}


class Update:
    """Compares the inputs with the generation before, and writes the difference into a new one."""

    def __init__(
        self,
        generations: Generations,
        previous: Generation | None,
        open_writer: Callable[..., GenerationWriter],
        *,
        write: bool,
    ) -> None:
        self.ledger = read_ledger(generations.directory(previous.name)) if previous else {}
        self.entries: list[Entry] = []
        self.seen: dict[str, Entry] = {}
        self.met = 0
        self._arrived = _arrived(generations, self.ledger)
        self._known = self._arrived if self.ledger else {}
        self._generations = generations
        self._previous = previous
        self._open_writer = open_writer
        self._write = write
        self._checkpoints: Checkpoints | None = None
        self._building: Path | None = None
        self._writer: GenerationWriter | None = None
        self._syncing = Syncing()
        self._report = Report()

    def load(self, checkpoints: Checkpoints) -> None:
        """Load for the first time, from the last checkpoint on, if there is one, and leave such meanwhile."""
        self._checkpoints = checkpoints
        self._previous = checkpoints.open()
        if self._previous is not None:
            self.ledger = read_ledger(self._generations.directory(self._previous.name))
            for entry in self.ledger.values():
                entry.indexed.clear()  # they come into the index when it is served
                entry.line = ""
            self._known = self._arrived = documents(self.ledger.values())

    def take(self, given: Input) -> Iterator[None]:
        """Take one input: add what is new in it, replace what changed; yield after every document.

        What an earlier run has read is gone through many at a time: to tell of each would take longer.
        """
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
            elif isinstance(item, Unchanged):
                self._recall(entry, item.id)
                if self.met % MANY:
                    continue
            elif isinstance(item, Rejection):
                entry.rejections.append(item)
                if item.again:
                    entry.size = -1  # it cannot look the same
            else:
                entry.notices.append(item)
            yield

    def _recall(self, entry: Entry, id_: str) -> None:
        """Take an article as it was when this input was read the last time."""
        before = self.ledger[entry.file]
        self.seen[id_] = entry
        entry.documents[id_] = before.documents[id_]
        if id_ in before.indexed:  # a checkpoint knows of no moment
            entry.indexed[id_] = before.indexed[id_]
        self._report.unchanged += 1

    def _keep(self, entry: Entry) -> None:
        self.met += len(entry.documents)
        if repeated := entry.documents.keys() & self.seen.keys():
            entry.repeats += [id_ for id_ in entry.documents if id_ in repeated]
            entry.give_up(repeated)
        self.seen.update(dict.fromkeys(entry.documents, entry))
        self._report.unchanged += len(entry.documents)

    def keep_missing(self) -> None:
        """Keep the documents of inputs that are gone, and of those before that flowed under the same name."""
        entries = {entry.file: entry for entry in self.entries}
        for before in self.ledger.values():
            entry = entries.get(before.file)
            if entry is not None and entry.file not in FLOWING:
                continue
            kept = {id_: hash_ for id_, hash_ in before.documents.items() if id_ not in self.seen}
            if entry is None and len(kept) == len(before.documents) > 0 and not any(before.problems()):
                self.entries.append(before)
                self.seen.update(dict.fromkeys(kept, before))
            elif entry is None and kept:
                entry = Entry(
                    before.file, before.size, before.modified, reading=before.reading, inode=before.inode
                )
                self.entries.append(entry)
            if entry is not None:
                entry.documents.update(kept)
                entry.indexed.update({id_: before.indexed[id_] for id_ in kept})
                self.seen.update(dict.fromkeys(kept, entry))
            self._report.kept += len(kept)

    def _take_article(self, entry: Entry, article: Article) -> None:
        report, hash_ = self._report, article.content_hash()
        if article.id in self.seen:
            entry.repeats.append(article.id)
            if self.seen[article.id].documents[article.id] == hash_:
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
        self.seen[article.id] = entry
        entry.documents[article.id] = hash_
        before = self._arrived.get(article.id)
        if before is not None and before.documents[article.id] == hash_:
            if article.id in before.indexed:  # a checkpoint knows of no moment
                entry.indexed[article.id] = before.indexed[article.id]
            if self._known:
                report.unchanged += 1
                return
        if article.id in self._known:
            report.updated += 1
            self._delete(article.id)
        else:
            report.indexed += 1
        report.without_body += not article.body
        if self._write:
            try:  # for each of many articles, `writing_to` would take a while
                writer = self._started()
                writer.add(article)
                if self._checkpoints is not None and (report.indexed + report.updated) % LOOK == 0:
                    self._keep_checkpoint(self._checkpoints, writer)
            except OSError as error:
                raise IndexUnwritable(self._generations.index, error) from error

    def _delete(self, identifier: str) -> None:
        if self._write and self._previous is not None:
            for segment in self._previous.segments:
                document = segment.find(identifier)
                if document is not None:
                    with writing_to(self._generations.index):
                        self._started().delete(segment.base + document)

    def _started(self) -> GenerationWriter:
        if self._writer is None:
            before = self._previous
            self._building = self._generations.begin(before.name if before else None)
            self._writer = self._open_writer(self._building, runs=before.runs if before else None)
        return self._writer

    def close(self) -> None:
        """Let go of what writes, whether or not it is done; what is not published takes no room any more."""
        if self._writer is not None:
            self._writer.close()
        self._syncing.close()
        if self._building is not None:
            self._generations.abandon(self._building)
        if self._previous is not None:
            self._previous.close()

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
        loading = self._checkpoints is not None
        nothing_new = not loading and self._previous is not None
        nothing_new = nothing_new and self.entries == list(self.ledger.values())
        if self._write and not nothing_new:
            with writing_to(self._generations.index):
                report.generation = self._publish()
        return report

    def _publish(self) -> str:
        """Write what has been collected, make it the served generation and return its name."""
        writer = self._started()
        writer.finish()
        before = self._previous.manifest if self._previous else None
        self._syncing.add(self._generations.new_files(writer.directory, before))
        now = int(time())  # as late as can be: who asks for what is new since must not miss it
        for entry in self.entries:
            if not entry.line:
                for id_ in entry.documents:
                    entry.indexed.setdefault(id_, now)
        write_ledger(writer.directory, self.entries)
        self._write_columns(writer)
        return self._generations.publish(
            writer.directory,
            documents=len(self.seen),
            previous=before,
            synced=self._syncing.finish(),
        )

    def _write_columns(self, writer: GenerationWriter) -> None:
        before, known = self._previous, None
        if before is not None and self._checkpoints is None:  # a checkpoint has no such columns
            known = Known(before.segments, before.stories, before.indexed)
        write_generation_columns(
            writer.directory, self._generations.index, arrivals(self.seen), known, writer.runs
        )

    def _keep_checkpoint(self, checkpoints: Checkpoints, writer: GenerationWriter) -> None:
        """Leave a checkpoint, if one is due: with articles of some segments, and no others of this run."""
        whole = checkpoints.due(writer, self._syncing)
        if not whole:
            return
        there = {id_ for each in whole for id_ in each.ids}
        new = chain(writer.held(), *(each.ids for each in writer.whole))
        entries = unfinished(self.entries, self.ledger.values(), self.seen, {*new} - there)
        before = self._previous.manifest if self._previous else None
        building = checkpoints.begin()
        try:
            writer.link(whole, building)
            write_ledger(building, entries)
            write_generation_columns(building, self._generations.index, None, runs=writer.runs)
            documents = sum(len(entry.documents) for entry in entries)
            checkpoints.keep(building, documents, before, self._syncing.done())
        finally:
            self._generations.abandon(building)

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
