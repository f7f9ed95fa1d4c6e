import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from hashlib import blake2b
from pathlib import Path

import pytest

from archive import ARTICLES
from fihris.index import reindex
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


@pytest.mark.parametrize("damage", ["removed", "cut", "no manifest", "broken manifest", "no generation"])
def test_a_damaged_index_is_refused(index: Path, damage: str) -> None:
    served = Generations(index).served()
    columns = next(served.glob("*.fx"))
    if damage == "removed":
        columns.unlink()
    elif damage == "cut":
        columns.write_bytes(columns.read_bytes()[:-1])
    elif damage == "no manifest":
        (served / FILE_NAME).unlink()
    elif damage == "broken manifest":
        (served / FILE_NAME).write_text("{")
    else:
        served.rename(index / "elsewhere")
    with pytest.raises(IndexDamaged, match="fihris reindex --full"):
        open_index(index)


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
        assert (size, digest) == (len(data), blake2b(data, digest_size=16).hexdigest())


WRITER = """
    import sys
    from archive import ARTICLES
    from fihris.index import reindex
    print("ready", flush=True)
    number = 0
    while True:
        number += 1
        reindex(ARTICLES[: 1 + number % len(ARTICLES)], sys.argv[1])
"""


@pytest.mark.parametrize("delay", [0.0, 0.013, 0.029, 0.047, 0.071, 0.11, 0.17, 0.23])
def test_a_killed_writer_leaves_a_whole_generation(index: Path, delay: float) -> None:
    tests = Path(__file__).parents[1]
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WRITER), str(index)],
        cwd=tests,
        env=os.environ | {"PYTHONPATH": str(tests)},
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    news = open_index(index)
    ids = {article.id for article in ARTICLES[: len(news)]}
    assert {news.article(id_).id for id_ in ids} == ids
    report = reindex(ARTICLES, index)
    assert report.documents == len(ARTICLES)
    del news
    reindex(ARTICLES[:2], index)
    assert not list((index / "generations").glob(f"*{BUILDING}"))
