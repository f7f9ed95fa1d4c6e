"""Repair: a new generation in which what is damaged is made again from the stored articles."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from fihris.index import generation_columns, ledger
from fihris.index.arabic.chain import default_chain
from fihris.index.article import Article
from fihris.index.columns import SUFFIX
from fihris.index.documents import DocumentColumns
from fihris.index.generations import Generations
from fihris.index.inputs import FROM_PROGRAM
from fihris.index.inversion import Inverter
from fihris.index.ledger import Entry, arrivals, documents, read_ledger, write_ledger
from fihris.index.manifest import Manifest
from fihris.index.verdict import Verdict
from fihris.index.verify import verify
from fihris.index.whoosh_segments import WhooshSegment, segment_facts, whoosh_segments
from fihris.index.writer import write_segment_columns


def repair(index: Path) -> Verdict:
    """Publish a generation without what is wrong with the served one, and return what was wrong with that.

    Columns are written again from the articles that Whoosh has stored, with the same contents; files that
    are not of the index are left out; sound files are hard links. A ledger that cannot be trusted is replaced
    by one that knows every document but no file, so that the next run of reindex reads them all. Nothing is
    done where nothing is wrong, or something that cannot be mended.

    Raises `IndexLocked` while another process writes the index, and what `verify` raises.
    """
    generations = Generations(index)
    if generations.current() is None:
        return verify(index)  # which says so; locking the index would begin one
    with generations.writing():
        verdict = verify(index)
        if not verdict.sound and verdict.mendable and verdict.manifest is not None:
            damaged = {finding.file for finding in verdict.findings}
            sound = {name: file for name, file in verdict.manifest.files.items() if name not in damaged}
            _publish(generations, replace(verdict.manifest, files=sound))
            generations.sweep()
    return verdict


def _publish(generations: Generations, sound: Manifest) -> None:
    """Publish the sound files of a generation, and what is missing beside them."""
    served, building = generations.directory(sound.generation), generations.begin(None)
    for name in sound.files:
        os.link(served / name, building / name)
    for segment in whoosh_segments(building, generations.index):
        with closing(segment.reader):
            if segment.name + SUFFIX not in sound.files:
                _write_columns(building, segment)
    if ledger.FILE_NAME not in sound.files:
        write_ledger(building, [_known(building, generations.index, sound)])
    arrived = arrivals(documents(read_ledger(building).values()))
    runs: dict[str, str] = {}
    if generation_columns.FILE_NAME in sound.files:
        segments = segment_facts(building, generations.index)
        known = generation_columns.open_generation_columns(building, generations.index, segments)
        runs = known.meta.get("runs", {})
    generation_columns.write_generation_columns(building, generations.index, arrived, runs=runs)
    generations.publish(building, documents=sound.documents, previous=sound)


def _write_columns(directory: Path, segment: WhooshSegment) -> None:
    documents, inverter = DocumentColumns(), Inverter(default_chain())
    for number in range(segment.documents):
        article = segment.article(number)
        documents.add(article)
        inverter.add(article)
    write_segment_columns(directory, segment.name, documents, inverter)


def _known(directory: Path, index: Path, sound: Manifest) -> Entry:
    """Return an entry of all documents; the columns remember when they came, if these are sound."""
    segments = segment_facts(directory, index)
    moments = [generation_columns.UNKNOWN] * sum(segment.documents for segment in segments)
    if generation_columns.FILE_NAME in sound.files:
        columns = generation_columns.open_generation_columns(directory, index, segments)
        moments = columns["document.indexed"].tolist()
    entry = Entry(FROM_PROGRAM)
    for number, article in _living(directory, index):
        entry.documents[article.id] = article.content_hash()
        entry.indexed[article.id] = moments[number]
    return entry


def _living(directory: Path, index: Path) -> Iterator[tuple[int, Article]]:
    """Yield every document that is not deleted, with its number over all segments."""
    base = 0
    for segment in whoosh_segments(directory, index):
        dead = set(segment.deleted)
        with closing(segment.reader):
            for number in range(segment.documents):
                if number not in dead:
                    yield base + number, segment.article(number)
        base += segment.documents
