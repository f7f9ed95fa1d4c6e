"""Kill writers at random moments under a reading server: kill_writers.py [KILLS [SEED]].

A newspaper is printed anew again and again (`tests/crash/editions.py`). While `fihris serve` answers from its
index and a thread asks it without a pause, writers are killed (SIGKILL) at KILLS random moments, 300 by
default: of full and of incremental runs, in one process and with workers. Every answer
has to be one edition, whole, the old one or the new; then one run more has to bring the new one and to leave
nothing behind. Prints what it counted; any failure ends it.
"""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from crash.editions import EVERY_STORY, FIRST, print_edition, stories
from crash.test_kill import assert_nothing_is_left, served_edition

from fihris.index import generation_writer, reindex
from fihris.index.generations import Generations

PAUSE = 0.01  # seconds between two answers, so that writers get on
KINDS = {  # by name: whether all is built anew, and by how many processes
    "incremental": (False, 1),
    "full": (True, 1),
    "incremental, workers": (False, 2),
    "full, workers": (True, 2),
}


def write(pipe: Connection, folder: Path, index: Path, full: bool, workers: int) -> None:  # noqa: FBT001 - of a process
    """Reindex, and say when it begins and when it has ended."""
    if workers > 1:
        generation_writer.FEW = 0  # even so few articles go to workers
    pipe.send("begins")
    reindex(folder, index, full=full, workers=workers)
    pipe.send("ends")


class Reader(threading.Thread):
    """Asks the server all the time; `wrong` is what was not one of the editions that are `allowed`."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self._address = f"http://127.0.0.1:{port}/api/search?limit=100&q={quote(EVERY_STORY)}"
        self.allowed = {FIRST}
        self.answers: Counter[int] = Counter()
        self.wrong: list[str] = []
        self.stop = False

    def ask(self) -> int:
        """Return the edition that the server answers from, having checked that the answer is all of it."""
        with urlopen(self._address, timeout=30) as response:
            page = json.load(response)
        titles = {hit["id"]: hit["title"] for hit in page["hits"]}
        edition = max(int(title.rsplit(" ", 1)[1]) for title in titles.values())
        expected = stories(edition)
        assert titles == {article.id: article.title for article in expected.values()}, "not one edition"
        assert page["total"] == len(expected), "another total"
        sources = Counter(article.source for article in expected.values())
        assert dict(page["facets"]["source"]) == sources, "other facets"
        return edition

    def run(self) -> None:
        """Ask until told to stop."""
        while not self.stop:
            time.sleep(PAUSE)
            try:
                allowed = set(self.allowed)
                edition = self.ask()
                if edition not in allowed | self.allowed:
                    self.wrong.append(f"edition {edition} instead of one of {allowed}")
                self.answers[edition] += 1
            except Exception as error:  # whatever it is, it has to be told
                self.wrong.append(f"{type(error).__name__}: {error}")


def serve(index: Path) -> tuple[subprocess.Popen[bytes], int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from fihris.index.cli import main; main()", "serve"]
    server = subprocess.Popen(
        [*command, "--index", str(index), "--port", str(port)], stdout=subprocess.DEVNULL, stderr=sys.stderr
    )
    for _ in range(200):
        try:
            urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5).close()
            return server, port
        except URLError:
            time.sleep(0.1)
    raise SystemExit("The server does not answer.")


class Trial:
    """Kills writers of an index that a server answers from; `counted` are the kills by kind of run."""

    def __init__(self, index: Path, folder: Path, reader: Reader, random: Random) -> None:
        self.index, self.folder, self.reader, self.random = index, folder, reader, random
        self.counted: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self._served = FIRST
        self._lengths: dict[str, float] = {}
        self._context = get_context("forkserver")
        self._context.set_forkserver_preload(["fihris.index.reindexing"])

    def kill(self, kind: str) -> None:
        """Kill a writer, or let it end where nobody knows yet how long that takes; then recover."""
        before, wanted = self._served, self._served + 1
        self.reader.allowed = {before, wanted}
        print_edition(wanted, self.folder)
        pipe, there = self._context.Pipe(duplex=False)
        arguments = (there, self.folder, self.index, *KINDS[kind])
        writer = self._context.Process(target=write, args=arguments)
        writer.start()
        there.close()
        assert pipe.recv() == "begins"
        began = time.perf_counter()
        if kind in self._lengths:
            time.sleep(self.random.uniform(0, self._lengths[kind]))
            writer.kill()
        else:
            assert pipe.recv() == "ends"
            self._lengths[kind] = time.perf_counter() - began
        writer.join()
        pipe.close()
        if writer.exitcode == -signal.SIGKILL:
            self.counted[kind] += 1
            edition = served_edition(self.index)
            assert edition in (before, wanted), edition
            self.found["the new one"] += edition == wanted
            self.found["something begun"] += bool(list(self.index.glob("generations/*.building")))
        self._recover(wanted)

    def _recover(self, wanted: int) -> None:
        reindex(self.folder, self.index)
        assert served_edition(self.index) == wanted
        # While one thread of the server opens the new one, others answer from the one before.
        answered = [self.reader.ask() for _ in range(20)]
        assert answered[-1] == wanted, answered
        self._served, self.reader.allowed = wanted, {wanted}
        # What the server held until it took up the new one goes with the next run.
        generations = Generations(self.index)
        deadline = time.perf_counter() + 10
        while len(list(self.index.glob("generations/*"))) > 1 and time.perf_counter() < deadline:
            with generations.writing():
                generations.sweep()
        assert_nothing_is_left(self.index)
        assert not self.reader.wrong, self.reader.wrong


def main() -> None:
    kills, seed = (int(given) for given in (*sys.argv[1:], *("300", "20230905")[len(sys.argv) - 1 :]))
    began = time.perf_counter()
    with TemporaryDirectory() as name:
        folder, index = Path(name, "news"), Path(name, "index")
        print_edition(FIRST, folder)
        reindex(folder, index)
        server, port = serve(index)
        reader = Reader(port)
        reader.start()
        trial = Trial(index, folder, reader, Random(seed))
        try:
            while trial.counted.total() < kills:
                trial.kill(min(KINDS, key=lambda kind: trial.counted[kind]))
                assert server.poll() is None, "the server has ended"
                if trial.counted.total() % 50 == 0:
                    print(f"{trial.counted.total()} killed", flush=True)
        finally:
            reader.stop = True
            reader.join()
            server.terminate()
            server.wait()
        assert not reader.wrong, reader.wrong
    print(f"seed {seed}, {time.perf_counter() - began:.0f} s")
    print(f"kills: {dict(trial.counted)}; found then: {dict(trial.found)}; at most one run more each")
    print(f"{reader.answers.total()} answers of {len(reader.answers)} editions: all right")


if __name__ == "__main__":
    main()
