"""Verification: is the served generation what was written, and do its parts agree with each other?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from fnmatch import fnmatch
from itertools import chain, islice
from pathlib import Path
from time import perf_counter

import numpy as np

from fihris.index import generation_columns, ledger, manifest
from fihris.index.arabic.chain import default_chain
from fihris.index.checksums import describe_file
from fihris.index.columns import SUFFIX, Columns, open_columns
from fihris.index.counts import in_body, in_title
from fihris.index.documents import Documents
from fihris.index.errors import IndexDamaged
from fihris.index.generation import hold_served
from fihris.index.manifest import Manifest, is_mendable, is_sealed, read_manifest
from fihris.index.schema import INDEX_NAME
from fihris.index.terms import Terms
from fihris.index.verdict import Finding, Verdict
from fihris.index.whoosh_segments import TOC_FILES, WhooshSegment, segment_facts, whoosh_segments

SAMPLE = 500  # terms of a field whose document frequencies are compared
TEMPORARY = f"{INDEX_NAME}_WRITELOCK"


def verify(index: Path) -> Verdict:
    """Check every file of the served generation, and that Whoosh, columns, ledger and manifest agree.

    Reads the whole index once for the checksums, and every stored article for its id. Raises `IndexMissing`
    where there is none, `IndexStale` or `IndexNewer` for one that another Fihris wrote.
    """
    started = perf_counter()
    described: Manifest | None = None
    try:
        directory, held = hold_served(index)
        with held:
            described = read_manifest(directory, index)
            findings = tuple(_Inspection(directory, index, described).findings())
    except IndexDamaged as error:
        findings = (Finding(error.what, manifest.FILE_NAME, error.mendable),)
    return Verdict(index, findings, described, perf_counter() - started)


class _Inspection:
    """One pass over a generation; what cannot be trusted after what was found is not looked into."""

    def __init__(self, directory: Path, index: Path, described: Manifest) -> None:
        self._directory = directory
        self._index = index
        self._manifest = described
        self._damaged: set[str] = set()
        self._toc = next((path.name for path in directory.glob(TOC_FILES)), TOC_FILES)

    def findings(self) -> Iterator[Finding]:
        if not is_sealed(self._directory) or self._manifest.generation != self._directory.name:
            yield Finding("The manifest is not what was written.", manifest.FILE_NAME, mendable=False)
            return
        self._manifest.check_version(self._index, default_chain().fingerprint)
        for finding in chain(self._files(), self._foreign_files()):
            self._damaged.add(finding.file)
            yield finding
        if any(map(self._is_of_whoosh, self._damaged)):
            return
        wrong = list(self._contents())
        yield from wrong
        if not wrong and not self._damaged:
            yield from self._generation_columns()

    def _is_of_whoosh(self, name: str) -> bool:
        """Say whether a damaged file makes what Whoosh reads worth no look, nor safe to unpickle."""
        return fnmatch(name, TOC_FILES) or (name in self._manifest.files and not is_mendable(name))

    def _files(self) -> Iterator[Finding]:
        for name, (size, digest) in self._manifest.files.items():
            try:
                found_size, found_digest = describe_file(self._directory / name)
            except OSError:
                yield Finding(f"The file {name} is missing.", name, is_mendable(name))
                continue
            if found_size != size:
                what = f"The file {name} has {found_size} bytes instead of {size}."
                yield Finding(what, name, is_mendable(name))
            elif found_digest != digest:
                yield Finding(f"The file {name} has another checksum.", name, is_mendable(name))

    def _foreign_files(self) -> Iterator[Finding]:
        known = self._manifest.files.keys() | {manifest.FILE_NAME, TEMPORARY}
        for path in sorted(self._directory.iterdir()):
            if path.name not in known:
                yield Finding(f"The file {path.name} is not one of the index.", path.name, mendable=True)

    def _contents(self) -> Iterator[Finding]:
        living: set[str] = set()
        documents = 0
        try:
            for segment in whoosh_segments(self._directory, self._index):
                with closing(segment.reader):
                    ids = [segment.article(number).id for number in range(segment.documents)]
                    yield from self._segment(segment, ids)
                dead = set(segment.deleted)
                living.update(id_ for number, id_ in enumerate(ids) if number not in dead)
                documents += len(ids) - len(dead)
        except IndexDamaged as error:
            yield Finding(error.what, self._toc, error.mendable)
            return
        if not documents == len(living) == self._manifest.documents:
            what = f"The manifest counts {self._manifest.documents} documents, but {documents} are there"
            yield Finding(f"{what}, with {len(living)} ids.", manifest.FILE_NAME, mendable=False)
        yield from self._ledger(living)

    def _segment(self, segment: WhooshSegment, ids: list[str]) -> Iterator[Finding]:
        name = segment.name + SUFFIX
        if segment.deleted and not 0 <= segment.deleted[0] <= segment.deleted[-1] < len(ids):
            what = f"The segment {segment.name} has deleted documents that it does not hold."
            yield Finding(what, self._toc, mendable=False)
        if name not in self._manifest.files:
            yield Finding(f"The segment {segment.name} has no columns in the manifest.", name, mendable=True)
        elif name not in self._damaged:
            try:
                columns = open_columns(self._directory, segment.name, segment.documents, self._index)
            except IndexDamaged as error:
                yield Finding(error.what, name, error.mendable)
                return
            documents = Documents(columns, columns.meta)
            if [documents.article(number).id for number in range(len(documents))] != ids:
                what = f"The columns file {name} holds other articles than its Whoosh segment."
                yield Finding(what, name, mendable=True)
            elif not all(_same_terms(columns, segment, field) for field in ("title", "body")):
                what = f"The columns file {name} holds other terms than its Whoosh segment."
                yield Finding(what, name, mendable=True)

    def _ledger(self, living: set[str]) -> Iterator[Finding]:
        if ledger.FILE_NAME in self._damaged:
            return
        try:
            entries = ledger.read_ledger(self._directory).values()
        except IndexDamaged as error:
            yield Finding(error.what, ledger.FILE_NAME, error.mendable)
            return
        listed = [id_ for entry in entries for id_ in entry.documents]
        if len(listed) != len(living) or set(listed) != living:
            what = f"The ledger lists {len(listed)} documents that are not the {len(living)} of the index."
            yield Finding(what, ledger.FILE_NAME, mendable=True)

    def _generation_columns(self) -> Iterator[Finding]:
        """Compare what is made of all segments and the ledger, all of which are sound."""
        name = generation_columns.FILE_NAME
        if name not in self._manifest.files:
            yield Finding(f"The manifest knows no file {name}.", name, mendable=True)
            return
        try:
            segments = segment_facts(self._directory, self._index)
            found = generation_columns.open_generation_columns(self._directory, self._index, segments)
            arrived = ledger.arrivals(ledger.documents(ledger.read_ledger(self._directory).values()))
            expected = generation_columns.make_arrays(self._directory, self._index, segments, arrived)
        except IndexDamaged as error:
            yield Finding(error.what, name, error.mendable)
            return
        for column, array in expected.items():
            if not np.array_equal(found[column], array):
                yield Finding(f"The file {name} has another {column}.", name, mendable=True)


def _same_terms(columns: Columns, segment: WhooshSegment, field: str) -> bool:
    """Say whether the stems of a field are Whoosh's terms, a sample of them in as many documents."""
    held = (in_title if field == "title" else in_body)(columns["stem.count"]) > 0
    before = np.concatenate([[0], np.cumsum(held)])
    documents = np.diff(before[columns["stem.offset"]])
    terms = Terms(columns, "stem")
    numbers = np.flatnonzero(documents).tolist()
    if [terms[number] for number in numbers] != list(segment.reader.lexicon(field)):
        return False
    step = len(numbers) // SAMPLE + 1
    return all(
        segment.reader.doc_frequency(field, terms[number]) == documents[number]
        for number in islice(numbers, 0, None, step)
    )
