"""Every kind of damage is done to real files, found, and mended where it can be."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import whoosh.index
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from archive import ARTICLES
from fihris.index import Article, reindex
from fihris.index.arabic import default_chain
from fihris.index.columns import Columns, write_columns
from fihris.index.counts import in_body
from fihris.index.documents import DocumentColumns
from fihris.index.errors import IndexDamaged, IndexLocked, IndexMissing, IndexNewer, IndexStale
from fihris.index.generation import Generation
from fihris.index.generation_columns import FILE_NAME as GENERATION
from fihris.index.generations import Generations
from fihris.index.inversion import Inverter
from fihris.index.ledger import FILE_NAME as LEDGER
from fihris.index.ledger import Entry, read_ledger, write_ledger
from fihris.index.manifest import FILE_NAME as MANIFEST
from fihris.index.manifest import describe_files, read_manifest
from fihris.index.repair import repair
from fihris.index.verify import verify
from fihris.index.verify_cli import verify as command
from fihris.index.writer import write_segment_columns
from fihris.search import Engine, Page, open_index

WritePage = Callable[..., Path]
Damage = Callable[[Path], None]

CHANGED = replace(ARTICLES[0], body="سقط صاروخ في بحر العقيق، ولم تصب مياه الشرب.")
QUERIES = ("صاروخ", "مياه الشرب", '"بحر العقيق"', "برزمة -الزعيمين", "في")


@pytest.fixture(scope="session")
def two_segments(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two segments, with a deleted document in the first: not to be written to."""
    index = tmp_path_factory.mktemp("two") / "index"
    reindex(ARTICLES[:4], index)
    reindex([CHANGED, *ARTICLES[1:]], index)
    return index


@pytest.fixture
def index(two_segments: Path, tmp_path: Path) -> Path:
    return shutil.copytree(two_segments, tmp_path / "index")


def served(index: Path) -> Path:
    return Generations(index).served()


def file(index: Path, pattern: str, number: int = 0) -> Path:
    return sorted(served(index).glob(pattern))[number]


def flip(path: Path, place: int = 3, bit: int = 0) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1 << bit
    path.write_bytes(data)


def seal(index: Path, **changes: object) -> None:
    """Write a manifest that fits the files as they are now, as if all this were meant."""
    described = replace(read_manifest(served(index), index), files=describe_files(served(index), {}))
    replace(described, **changes).write(served(index))  # type: ignore[arg-type]  # whatever a test needs


def edit_manifest(index: Path, old: str, new: str) -> None:
    path = served(index) / MANIFEST
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def swap(index: Path) -> None:
    first, second = file(index, "*.fx", 0), file(index, "*.fx", 1)
    first.rename(served(index) / "aside")
    second.rename(first)
    (served(index) / "aside").rename(second)


def swap_and_seal(index: Path) -> None:
    swap(index)
    seal(index)


def rewrite_columns(index: Path, articles: dict[str, Article]) -> None:
    """Replace articles in the first columns file, by id, so that it looks whole and is its segment's."""
    path = file(index, "*.fx")
    documents, inverter = DocumentColumns(), Inverter(default_chain())
    generation = Generation(index)
    number = [segment.columns.meta["segment"] for segment in generation.segments].index(path.stem)
    held = generation.segments[number].documents
    for article in [held[place] for place in range(len(held))]:
        documents.add(articles.get(article.id, article))
        inverter.add(articles.get(article.id, article))
    generation.close()
    path.unlink()
    write_segment_columns(path.parent, path.stem, documents, inverter)
    seal(index)


def columns_of_other_articles(index: Path) -> None:
    ids = [article.id for article in Generation(index).articles()]
    rewrite_columns(index, {id_: Article(id=f"not {id_}", title="مطر") for id_ in ids})


def columns_with_another_text(index: Path) -> None:
    rewrite_columns(index, {article.id: replace(article, body="مطر") for article in ARTICLES})


def columns_with_another_frequency(index: Path) -> None:
    path = file(index, "*.fx")
    written = Columns(path, index)
    arrays = {name: array.copy() for name, array in written.items()}
    held = in_body(arrays["stem.count"]) > 0
    documents = np.add.reduceat(held, arrays["stem.offset"][:-1], dtype=int)
    common = int(np.argmax(documents))
    assert documents[common] > 1
    postings = slice(*arrays["stem.offset"][common : common + 2].tolist())
    arrays["stem.count"][postings][np.argmax(held[postings])] = 0
    path.unlink()
    write_columns(path, arrays, written.meta)
    seal(index)


def unlisted_columns(index: Path) -> None:
    described = read_manifest(served(index), index)
    files = {name: is_ for name, is_ in described.files.items() if name != file(index, "*.fx").name}
    replace(described, files=files).write(served(index))


def delete_behind_the_back(index: Path) -> None:
    writer = whoosh.index.open_dir(str(served(index))).writer()
    writer.delete_document(1)
    writer.commit(merge=False)


def delete_and_seal(index: Path) -> None:
    delete_behind_the_back(index)
    (served(index) / "MAIN_WRITELOCK").unlink()
    seal(index)


def delete_too_far(index: Path) -> None:
    """Delete a document that no segment holds."""
    opened = whoosh.index.open_dir(str(served(index)))
    writer = opened.writer()
    writer.segments[0].delete_document(99)
    writer.commit(merge=False)
    (served(index) / "MAIN_WRITELOCK").unlink()
    seal(index)


def wrong_ledger(index: Path) -> None:
    write_ledger(served(index), [Entry("a", documents={"drill": "0", "nowhere": "0"})])
    seal(index)


def unreadable_ledger(index: Path) -> None:
    (served(index) / LEDGER).write_text("[1]\n")
    seal(index)


def unlisted_ledger(index: Path) -> None:
    (served(index) / LEDGER).unlink()
    seal(index)


def change_generation_columns(index: Path, **changes: object) -> None:
    path = served(index) / GENERATION
    written = Columns(path, index)
    arrays = {name: array.copy() for name, array in written.items()}
    path.unlink()
    write_columns(path, arrays | changes.pop("arrays", {}), written.meta | changes)  # type: ignore[operator]
    seal(index)


def other_stories(index: Path) -> None:
    change_generation_columns(index, arrays={"document.story": np.zeros(6, np.int32)})


def other_moments(index: Path) -> None:
    change_generation_columns(index, arrays={"document.indexed": np.ones(6, np.int64)})


def unlisted_generation_columns(index: Path) -> None:
    (served(index) / GENERATION).unlink()
    seal(index)


def flipped(pattern: str) -> Damage:
    return lambda index: flip(file(index, pattern))


def cut(pattern: str, size: int) -> Damage:
    return lambda index: os.truncate(file(index, pattern), size)


def removed(pattern: str) -> Damage:
    return lambda index: file(index, pattern).unlink()


def edited(old: str, new: str) -> Damage:
    return lambda index: edit_manifest(index, old, new)


def sealed(**changes: object) -> Damage:
    return lambda index: seal(index, **changes)


def all_columns_removed(index: Path) -> None:
    for path in served(index).glob("*.fx"):
        path.unlink()


def lost_generation(index: Path) -> None:
    served(index).rename(index / "elsewhere")


MENDABLE: dict[str, tuple[Damage, str]] = {
    "a bit of the columns": (flipped("*.fx"), "has another checksum"),
    "columns cut": (cut("*.fx", 100), "has 100 bytes instead of"),
    "columns emptied": (cut("*.fx", 0), "has 0 bytes instead of"),
    "columns removed": (removed("*.fx"), "is missing"),
    "all columns removed": (all_columns_removed, "is missing"),
    "columns swapped": (swap, "bytes instead of"),
    "columns swapped and sealed": (swap_and_seal, "belongs to another segment"),
    "columns of other articles": (columns_of_other_articles, "holds other articles"),
    "columns with another text": (columns_with_another_text, "holds other terms"),
    "columns with another frequency": (columns_with_another_frequency, "holds other terms"),
    "columns not in the manifest": (unlisted_columns, "has no columns in the manifest"),
    "a foreign file": (lambda index: (served(index) / "notes").touch(), "notes is not one of the index"),
    "a foreign folder": (lambda index: (served(index) / "notes").mkdir(), "notes is not one of the index"),
    "a bit of the ledger": (flipped(LEDGER), "ledger.jsonl has another checksum"),
    "ledger removed": (removed(LEDGER), "ledger.jsonl is missing"),
    "a ledger of other documents": (wrong_ledger, "The ledger lists 2 documents that are not the 5"),
    "a ledger that cannot be read": (unreadable_ledger, "The ledger cannot be read"),
    "a ledger not in the manifest": (unlisted_ledger, "The ledger cannot be read"),
    "a bit of the generation's columns": (flipped(GENERATION), "generation.columns has another checksum"),
    "generation's columns removed": (removed(GENERATION), "generation.columns is missing"),
    "generation's columns not in the manifest": (unlisted_generation_columns, "knows no file generation"),
    "columns of another generation": (
        lambda index: change_generation_columns(index, segments=[["MAIN_other", 6]]),
        "generation.columns is of other segments",
    ),
    "other stories": (other_stories, "generation.columns has another document.story"),
    "other moments": (other_moments, "generation.columns has another document.indexed"),
}

FINAL: dict[str, tuple[Damage, str]] = {
    "a bit of the terms": (flipped("*.trm"), "trm has another checksum"),
    "a bit of the postings": (flipped("*.pst"), "pst has another checksum"),
    "a bit of the stored articles": (flipped("*._stored.col"), "_stored.col has another checksum"),
    "lengths removed": (removed("*._body_len.col"), "_body_len.col is missing"),
    "a bit of the table of contents": (flipped("*.toc"), "toc has another checksum"),
    "table of contents cut": (cut("*.toc", 9), "toc has 9 bytes"),
    "table of contents removed": (removed("*.toc"), "toc is missing"),
    "a deletion behind the back": (delete_behind_the_back, "toc is not one of the index"),
    "a deletion that the manifest covers": (delete_and_seal, "counts 5 documents, but 4 are there"),
    "a deletion of what is not there": (delete_too_far, "has deleted documents that it does not hold"),
    "manifest: documents": (edited('documents": 5', 'documents": 6'), "manifest is not what was written"),
    "manifest: created": (edited('created": "2', 'created": "1'), "manifest is not what was written"),
    "manifest: spaces": (edited(" ", "\t"), "manifest is not what was written"),
    "manifest: of another generation": (sealed(generation="g9"), "manifest is not what was written"),
    "manifest: wrong count": (sealed(documents=4), "counts 4 documents, but 5 are there"),
    "manifest cut": (cut(MANIFEST, 50), "cannot be read"),
    "manifest removed": (removed(MANIFEST), "lost its generation"),
    "generation lost": (lost_generation, "lost its generation"),
    "pointer changed": (lambda index: flip(index / "CURRENT"), "lost its generation"),
    "pointer emptied": (lambda index: os.truncate(index / "CURRENT", 0), "names no generation"),
}


def pages(news: Engine) -> list[Page]:
    return [replace(news.search(query), took_ms=0.0) for query in QUERIES]


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, words)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_a_sound_index_is_sound(index: Path) -> None:
    verdict = verify(index)
    assert (verdict.sound, verdict.documents, verdict.segments, verdict.remedy) == (True, 5, 2, None)
    assert verdict.bytes == sum(p.stat().st_size for p in served(index).iterdir() if p.name != MANIFEST)
    status, output = run("--index", str(index))
    assert status == 0
    assert output.startswith(f"The index {index} is sound: 5 documents in 2 segments, 0.1 MB, checked in ")


def test_an_empty_index_is_sound(tmp_path: Path) -> None:
    reindex([], tmp_path)
    assert verify(tmp_path).findings == ()


def test_locks_of_whoosh_are_no_damage(index: Path) -> None:
    (served(index) / "MAIN_WRITELOCK").touch()
    assert verify(index).sound


@pytest.mark.parametrize(("damage", "what"), FINAL.values(), ids=FINAL)
def test_what_cannot_be_repaired_is_named_and_left_alone(index: Path, damage: Damage, what: str) -> None:
    damage(index)
    verdict = verify(index)
    assert any(what in finding.what for finding in verdict.findings)
    assert not verdict.mendable
    files = sorted(path for path in index.rglob("*") if path.name != "LOCK")
    status, output = run("--repair", "--index", str(index))
    assert status == 2
    assert output.endswith(f"is not sound. Build it again: fihris reindex --full PATH --index {index}\n")
    assert sorted(path for path in index.rglob("*") if path.name != "LOCK") == files
    assert reindex(ARTICLES, index, full=True).documents == len(ARTICLES)
    assert verify(index).sound


@pytest.mark.parametrize(("damage", "what"), MENDABLE.values(), ids=MENDABLE)
def test_what_can_be_repaired_is_as_before(
    two_segments: Path, index: Path, damage: Damage, what: str
) -> None:
    damage(index)
    verdict = verify(index)
    assert any(what in finding.what for finding in verdict.findings)
    assert verdict.mendable
    status, output = run("--index", str(index))
    assert status == 2
    assert output.endswith(f"is not sound. Repair it: fihris verify --repair --index {index}\n")
    status, output = run("--index", str(index), "--repair")
    assert status == 0
    assert f"The index {index} is sound: 5 documents in 2 segments" in output
    for finding in verdict.findings:
        assert f"Repaired: {finding.what}\n" in output
    assert ("reads every file again" in output) == ("ledger" in what)
    original = served(two_segments)
    assert served(index).name > original.name
    for path in original.iterdir():
        if path.name not in (MANIFEST, LEDGER, GENERATION):
            assert (served(index) / path.name).read_bytes() == path.read_bytes()
    repaired, columns = (Columns(path / GENERATION, index) for path in (served(index), original))
    assert repaired.meta["segments"] == columns.meta["segments"]
    assert {name: column.tolist() for name, column in repaired.items()} == {
        name: column.tolist() for name, column in columns.items()
    }
    assert {path.name for path in served(index).iterdir()} == {path.name for path in original.iterdir()}
    assert pages(open_index(index)) == pages(open_index(two_segments))
    assert list(Generation(index).articles()) == list(Generation(two_segments).articles())


def test_every_flipped_bit_is_found(two_segments: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    index = shutil.copytree(two_segments, tmp_path_factory.mktemp("flipped") / "index")
    files = [(path, path.read_bytes()) for path in sorted(served(index).iterdir())]
    names = [path.name for path, _ in files]
    assert {".fx", ".trm", ".pst", ".col", ".columns", ".toc", ".json", ".jsonl"} == {
        Path(name).suffix for name in names
    }

    @given(st.sampled_from(files), st.floats(0, 1, exclude_max=True), st.integers(0, 7))
    def found(file: tuple[Path, bytes], part: float, bit: int) -> None:
        path, data = file
        flip(path, int(part * len(data)), bit)
        findings = verify(index).findings
        path.write_bytes(data)
        assert findings
        assert findings[0].file == path.name

    found()
    for path, data in files:
        for place in range(0, len(data), max(1, len(data) // 30)):
            flip(path, place, place % 8)
            assert [finding.file for finding in verify(index).findings] == [path.name]
            path.write_bytes(data)
    assert verify(index).sound


def test_the_served_files_are_never_touched(index: Path) -> None:
    held = Generation(index)
    old = served(index)
    flip(file(index, "*.fx"))
    flip(file(index, LEDGER))
    before = {path: path.read_bytes() for path in old.iterdir()}
    repair(index)
    assert {path: path.read_bytes() for path in old.iterdir()} == before
    held.close()


def test_sound_files_are_shared_with_the_generation_before(index: Path) -> None:
    held = Generation(index)
    old, damaged = served(index), file(index, "*.fx").name
    flip(old / damaged)
    repair(index)
    shared = {path.name for path in old.iterdir() if (served(index) / path.name).samefile(path)}
    assert {path.name for path in old.iterdir()} - shared == {damaged, GENERATION, MANIFEST}
    held.close()


def test_a_repaired_ledger_makes_the_next_run_read_every_file_and_write_nothing(
    tmp_path: Path, write_page: WritePage
) -> None:
    write_page("a.txt", "صواريخ نيسارا", "أطلقت نيسارا صاروخا.")
    pages = write_page("b.txt", "مياه الشرب", "تجدد برزمة شبكة المياه.").parent
    index = tmp_path / "index"
    reindex(pages, index)
    before = read_ledger(served(index))
    (served(index) / LEDGER).unlink()
    assert repair(index).mendable
    (pages / "b.txt").unlink()
    report = reindex(pages, index)
    assert (report.indexed, report.updated, report.unchanged, report.removed) == (0, 0, 1, 1)
    assert read_ledger(served(index)) == {name: before[name] for name in before if name.endswith("a.txt")}


def test_a_damaged_ledger_and_columns_are_repaired_together(two_segments: Path, index: Path) -> None:
    for path in served(index).glob("*.fx"):
        flip(path)
    flip(served(index) / LEDGER, 0)
    assert len(repair(index).findings) == 3
    assert verify(index).sound
    assert pages(open_index(index)) == pages(open_index(two_segments))
    assert reindex([CHANGED, *ARTICLES[1:]], index).unchanged == len(ARTICLES)


def test_damage_beyond_repair_keeps_the_rest_from_being_repaired(index: Path) -> None:
    flip(file(index, "*.fx"))
    flip(file(index, "*.pst"))
    verdict = repair(index)
    assert len(verdict.findings) == 2
    assert not verdict.mendable
    assert verify(index).findings == verdict.findings


def test_repairing_a_sound_index_publishes_nothing(index: Path) -> None:
    name = served(index).name
    assert run("--repair", "--index", str(index))[0] == 0
    assert served(index).name == name


def test_repair_waits_for_no_other_writer(index: Path) -> None:
    flip(file(index, "*.fx"))
    with Generations(index).writing(), pytest.raises(IndexLocked):
        repair(index)


@pytest.mark.parametrize("ask", [verify, repair])
def test_where_there_is_no_index_none_is_begun(tmp_path: Path, ask: Callable[[Path], object]) -> None:
    with pytest.raises(IndexMissing, match="fihris reindex PATH --index"):
        ask(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("changes", "error"),
    [({"schema": 99}, IndexNewer), ({"schema": 0}, IndexStale), ({"analysis": "other"}, IndexStale)],
)
def test_another_version_is_no_damage(
    index: Path, changes: dict[str, object], error: type[Exception]
) -> None:
    seal(index, **changes)
    with pytest.raises(error):
        verify(index)


def test_the_json_says_the_same(index: Path) -> None:
    status, output = run("--index", str(index), "--json")
    sound = json.loads(output)
    assert status == 0
    assert sound.pop("seconds") > 0
    assert sound == {
        "index": str(index),
        "sound": True,
        "generation": "g000002",
        "documents": 5,
        "segments": 2,
        "bytes": verify(index).bytes,
        "findings": [],
        "remedy": None,
        "repaired": [],
    }
    damaged = file(index, "*.fx")
    damaged.unlink()
    finding = {"what": f"The file {damaged.name} is missing.", "file": damaged.name, "mendable": True}
    status, output = run("--index", str(index), "--json")
    unsound = json.loads(output)
    assert status == 2
    assert (unsound["sound"], unsound["findings"]) == (False, [finding])
    assert unsound["remedy"] == f"Repair it: fihris verify --repair --index {index}"
    status, output = run("--index", str(index), "--repair", "--json")
    repaired = json.loads(output)
    assert status == 0
    assert (repaired["sound"], repaired["repaired"]) == (True, [finding])
    assert repaired["generation"] == "g000003"


def test_an_unreadable_manifest_has_a_verdict_in_json_too(index: Path) -> None:
    (served(index) / MANIFEST).write_text("{")
    status, output = run("--index", str(index), "--json")
    verdict = json.loads(output)
    assert status == 2
    assert (verdict["generation"], verdict["documents"], verdict["segments"]) == (None, 0, 0)
    with pytest.raises(IndexDamaged):
        open_index(index)
