"""A worker: one stage of the trial for one engine, in a process of its own.

Run as `python -m benchmarks.worker STAGE ENGINE FOLDER [CLASS]`.
Reads the trial and the index in FOLDER and prints what it measured as one line of JSON.
"""

from __future__ import annotations

import gc
import json
import math
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from benchmarks import engines
from benchmarks.clocks import Times, best_of_rounds, time_build, time_call
from benchmarks.engines.engine import Engine
from benchmarks.footprint import resident, size_of
from benchmarks.stages import watch_engine
from benchmarks.trial import Trial

SLOW_QUERIES = 15  # of each class, for an engine that is built from a part
SLOW_ROUNDS = 2


def build(engine: Engine, trial: Trial, index: Path) -> dict[str, Any]:
    """Build the index: time, and size on disk."""
    wall, cpu = time_build(lambda: engine.build(trial, index))
    size = size_of(index)
    engine.compact(trial, index)
    return {"wall": wall, "cpu": cpu, "bytes": size}


def serve(engine: Engine, trial: Trial, index: Path) -> dict[str, Any]:
    """Do the tasks of the trial for every query, the best of several rounds."""
    engine.open(trial, index)
    slow = engine.scaled > 1
    calls: dict[str, list[Callable[[], object]]] = {
        f"{task}: {name}": [prepare(query) for query in queries[: SLOW_QUERIES if slow else None]]
        for task, prepare in engine.tasks().items()
        if task in trial.tasks
        for name, queries in trial.queries.items()
    }
    rounds = min(trial.rounds, SLOW_ROUNDS) if slow else trial.rounds
    return {name: times.as_json() for name, times in best_of_rounds(calls, rounds, trial.seed).items()}


def first_sight(engine: Engine, trial: Trial, index: Path, name: str) -> dict[str, Any]:
    """Ask for the page of every query of a class once, each for the first time in this process."""
    engine.open(trial, index)
    page = engine.tasks()["page"]
    page(trial.warm_up)()
    times = Times()
    for query in _shuffled(trial, name)[: SLOW_QUERIES if engine.scaled > 1 else None]:
        wall, cpu = time_call(page(query))
        times.wall.append(wall)
        times.cpu.append(cpu)
    return times.as_json()


def opening(engine: Engine, trial: Trial, index: Path) -> dict[str, Any]:
    """Open the index and answer one query; tell what engine that is."""

    def call() -> None:
        engine.open(trial, index)
        engine.tasks()["answer"](trial.warm_up)()

    wall, cpu = time_call(call)
    return {"wall": wall, "cpu": cpu, "version": engine.version(), "scaled": engine.scaled}


def memory(engine: Engine, trial: Trial, index: Path) -> dict[str, Any]:
    """Answer every query, wait until the other processes have too, and say what memory is held."""
    engine.open(trial, index)
    tasks = engine.tasks()
    task = tasks.get("page") or tasks["answer"]
    for queries in trial.queries.values():
        for query in queries[: SLOW_QUERIES if engine.scaled > 1 else None]:
            task(query)()
    gc.collect()
    print("ready", flush=True)
    sys.stdin.readline()
    return resident()


def stages(engine: Engine, trial: Trial, index: Path, name: str) -> dict[str, Any]:
    """Split the page of every query of a class into stages: at first sight, and best of several rounds."""
    watch = watch_engine()
    engine.open(trial, index)
    page = engine.tasks()["page"]
    page(trial.warm_up)()
    queries = _shuffled(trial, name)
    first = [watch.split(page(query)) for query in queries]
    known: list[dict[str, float]] = [{} for _ in queries]
    for _ in range(trial.rounds):
        for best, query in zip(known, queries, strict=True):
            for stage, spent in watch.split(page(query)).items():
                best[stage] = min(best.get(stage, math.inf), spent)
    return {"first sight": first, "known words": known}


def _shuffled(trial: Trial, name: str) -> list[str]:
    queries = list(trial.queries[name])
    Random(trial.seed).shuffle(queries)
    return queries


MEASURES: dict[str, Callable[..., dict[str, Any]]] = {
    "build": build,
    "serve": serve,
    "first sight": first_sight,
    "opening": opening,
    "memory": memory,
    "stages": stages,
}


def main() -> None:
    stage, name, folder, *classes = sys.argv[1:]
    engine, trial = engines.load(name), Trial.read(Path(folder) / "trial.json")
    index = Path(folder) / engines.index_name(name)
    index.mkdir(exist_ok=True)
    measure = partial(MEASURES[stage], engine, trial, index)
    print(json.dumps(measure(*classes)))


if __name__ == "__main__":
    main()
