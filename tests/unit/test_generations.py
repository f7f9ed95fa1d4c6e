import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from zlib import crc32

import pytest
import whoosh.index

from archive import ARTICLES
from fihris.index import Article, reindex
from fihris.index.columns import Columns, write_columns
from fihris.index.errors import IndexDamaged, IndexLocked, IndexMissing, IndexNewer, IndexStale
from fihris.index.generation import Generation
from fihris.index.generations import BUILDING, Generations
from fihris.index.manifest import FILE_NAME
from fihris.search import open_index


@pytest.fixture
def index(tmp_path: Path) -> Path:
    reindex(ARTICLES, tmp_path / "index")
    return tmp_path / "index"


def change_manifest(index: Path, **values: object) -> None:
    path = Generations(index).served() / FILE_NAME
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def test_a_missing_index_says_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match=r"no index in .*nowhere.*fihris reindex PATH --index"):
        Generation(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"schema": 0}, IndexStale, "older Fihris.*fihris reindex --full"),
        ({"schema": 99}, IndexNewer, "newer Fihris.*pip install --upgrade"),
        ({"analysis": "other"}, IndexStale, "other rules of analysis.*fihris reindex --full"),
    ],
)
def test_other_versions_are_refused_in_one_sentence(
    index: Path, changes: dict[str, object], error: type[Exception], message: str
) -> None:
    change_manifest(index, **changes)
    with pytest.raises(error, match=message):
        open_index(index)


def test_reindex_goes_on_from_an_older_index_by_building_it_anew(index: Path) -> None:
    change_manifest(index, analysis="other")
    report = reindex(ARTICLES, index)
    assert report.indexed == len(ARTICLES)
    assert len(open_index(index)) == len(ARTICLES)


def test_reindex_does_not_write_over_what_a_newer_fihris_wrote(index: Path) -> None:
    change_manifest(index, schema=99)
    with pytest.raises(IndexNewer):
        reindex(ARTICLES, index)
    assert reindex(ARTICLES, index, full=True).indexed == len(ARTICLES)


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize("name", ["*.fx", "ledger.jsonl"])
@pytest.mark.parametrize("damage", [Path.unlink, cut])
def test_what_can_be_made_again_is_refused_until_it_is_repaired(
    index: Path, name: str, damage: Callable[[Path], None]
) -> None:
    damage(next(Generations(index).served().glob(name)))
    with pytest.raises(IndexDamaged, match=f"fihris verify --repair --index {index}$"):
        open_index(index)


def test_columns_with_a_wrong_header_are_refused_until_they_are_repaired(index: Path) -> None:
    flip(next(Generations(index).served().glob("*.fx")), 40)
    with pytest.raises(IndexDamaged, match=f"fihris verify --repair --index {index}$"):
        open_index(index)


def test_columns_of_another_segment_are_refused_until_they_are_repaired(index: Path) -> None:
    columns = next(Generations(index).served().glob("*.fx"))
    written = Columns(columns, index)
    other = columns.stem[:-1] + ("b" if columns.stem[-1] == "a" else "a")
    size = columns.stat().st_size
    arrays = {name: array.copy() for name, array in written.items()}
    write_columns(columns, arrays, written.meta | {"segment": other})
    assert columns.stat().st_size == size
    with pytest.raises(IndexDamaged, match=f"another segment.*fihris verify --repair --index {index}$"):
        open_index(index)


@pytest.mark.parametrize("name", ["*.trm", "*.pst", "*._stored.col", "*.toc", FILE_NAME])
@pytest.mark.parametrize("damage", [Path.unlink, cut])
def test_what_cannot_be_made_again_is_refused_until_it_is_built_again(
    index: Path, name: str, damage: Callable[[Path], None]
) -> None:
    damage(next(Generations(index).served().glob(name)))
    with pytest.raises(IndexDamaged, match=f"fihris reindex --full PATH --index {index}$"):
        open_index(index)


def test_every_changed_byte_of_the_table_of_contents_is_noticed(index: Path) -> None:
    toc = next(Generations(index).served().glob("*.toc"))
    for place in range(0, toc.stat().st_size, 50):
        flip(toc, place)
        with pytest.raises(IndexDamaged, match=r"table of contents.*fihris reindex --full PATH"):
            open_index(index)
        flip(toc, place)
    assert len(open_index(index)) == len(ARTICLES)


def test_what_whoosh_alone_wrote_is_refused(index: Path) -> None:
    served = Generations(index).served()
    toc = next(served.glob("*.toc"))
    before = toc.read_bytes()
    with whoosh.index.open_dir(str(served)).writer() as writer:
        writer.delete_document(0)
    toc.write_bytes(before)
    with pytest.raises(IndexDamaged, match=r"table of contents.*fihris reindex --full PATH"):
        open_index(index)


def test_documents_that_the_manifest_does_not_count_are_noticed(index: Path) -> None:
    change_manifest(index, documents=4)
    with pytest.raises(IndexDamaged, match=r"5 documents instead of 4.*fihris reindex --full PATH"):
        open_index(index)


@pytest.mark.parametrize("pointer", [b"g000099\n", b"\xff\0\xff", b"", b"../generations\n"])
def test_a_pointer_to_no_generation_is_refused_and_built_over(index: Path, pointer: bytes) -> None:
    (index / "CURRENT").write_bytes(pointer)
    with pytest.raises(IndexDamaged, match=f"fihris reindex --full PATH --index {index}$"):
        open_index(index)
    assert reindex(ARTICLES, index).indexed == len(ARTICLES)
    assert len(open_index(index)) == len(ARTICLES)


def test_a_lost_generation_is_refused(index: Path) -> None:
    Generations(index).served().rename(index / "elsewhere")
    with pytest.raises(IndexDamaged, match=f"lost .*fihris reindex --full PATH --index {index}$"):
        open_index(index)


def test_reindex_does_not_go_on_from_a_ledger_that_cannot_be_read(index: Path) -> None:
    flip(Generations(index).served() / "ledger.jsonl", 0)
    with pytest.raises(IndexDamaged, match=f"ledger.*fihris verify --repair --index {index}$"):
        reindex(ARTICLES, index)
    assert len(open_index(index)) == len(ARTICLES)


def test_unchanged_segments_are_shared_between_generations(index: Path) -> None:
    before = Generation(index)
    reindex(ARTICLES[:-1], index)
    after = Generation(index)
    assert after.name != before.name
    columns = [next(Generations(index).directory(g.name).glob("*.fx")) for g in (before, after)]
    assert columns[0].samefile(columns[1])
    assert (len(before), len(after)) == (len(ARTICLES), len(ARTICLES) - 1)
    before.close()
    after.close()


def test_a_generation_stays_while_it_is_held_and_goes_after(index: Path) -> None:
    held = Generation(index)
    for count in (1, 2, 3):
        reindex(ARTICLES[:count], index)
    generations = Generations(index)
    assert generations.directory(held.name).exists()
    assert sum(1 for _ in held.articles()) == len(ARTICLES)
    held.close()
    reindex(ARTICLES, index)
    assert [path.name for path in (index / "generations").iterdir()] == [generations.current()]


def test_what_a_killed_writer_s_workers_wrote_last_goes_in_the_end(index: Path) -> None:
    late = index / "generations" / f"g000002-1{BUILDING}"

    def articles() -> Iterator[Article]:
        late.mkdir()
        (late / "MAIN_1.trm").write_bytes(b"late")
        yield ARTICLES[0]

    reindex(articles(), index)
    assert not late.exists()


def test_the_second_writer_is_told_who_the_first_one_is(index: Path) -> None:
    with Generations(index).writing(), pytest.raises(IndexLocked, match=str(os.getpid())) as caught:
        reindex(ARTICLES, index)
    assert caught.value.exit_status == 75


def test_checksums_are_of_the_files(index: Path) -> None:
    reindex(ARTICLES[:3], index)
    served = Generations(index).served()
    described = json.loads((served / FILE_NAME).read_text())["files"]
    assert described.keys() == {path.name for path in served.iterdir()} - {FILE_NAME}
    for name, (size, digest) in described.items():
        data = (served / name).read_bytes()
        assert (size, digest) == (len(data), f"{crc32(data):08x}")


WRITER = """
    import os, signal, sys
    from archive import ARTICLES
    from fihris.index import reindex

    def die_halfway(progress):
        if progress.documents == len(ARTICLES) // 2:
            os.kill(os.getpid(), signal.SIGKILL)

    reindex(ARTICLES, sys.argv[1], full=True, progress=die_halfway)
"""


def test_a_writer_killed_halfway_leaves_the_old_generation(index: Path) -> None:
    tests = Path(__file__).parents[1]
    writer = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(WRITER), str(index)],
        cwd=tests,
        env=os.environ | {"PYTHONPATH": str(tests)},
        check=False,
    )
    assert writer.returncode == -signal.SIGKILL
    (half,) = (index / "generations").glob(f"*{BUILDING}")
    assert len(open_index(index)) == len(ARTICLES)
    reindex(ARTICLES, index)
    assert not half.exists()
