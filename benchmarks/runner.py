"""The runner: goes through all engines, one process after the other."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from benchmarks.engines import ENGINES, OURS, index_name
from benchmarks.limits import limits
from benchmarks.trial import Trial

ROOT = Path(__file__).parents[1]
OPENINGS = 3  # processes, of which the quickest counts
SIGHTS = 3  # processes that meet every query for the first time
GROWN_ROUNDS = 5  # over a repeated corpus, of which the best counts
TOGETHER = 2  # processes that serve one index at once when memory is measured

Results = dict[str, Any]


def run_engine(name: str, trial: Trial, folder: Path) -> Results:
    """Return all that is measured of one engine; of a repeated corpus no first sights and no stages."""
    results: Results = {}
    index = folder / index_name(name)
    if not index.exists():
        results["build"] = _work("build", name, folder)
    results["opening"] = min(
        (_work("opening", name, folder) for _ in range(OPENINGS)), key=lambda times: times["wall"]
    )
    results["serve"] = _work("serve", name, folder)
    results["memory"] = _memory(name, folder)
    if trial.growth > 1:
        return results
    if any(key.startswith("page:") for key in results["serve"]):
        results["first sight"] = {cls: _first_sight(name, folder, cls) for cls in trial.queries}
    if name == OURS:
        results["limits"] = limits(index, trial.queries)
        results["stages"] = {cls: _work("stages", name, folder, cls) for cls in trial.queries}
    return results


def run_all(names: Iterable[str], trial: Trial, folder: Path) -> dict[str, Results]:
    """Return what is measured of each engine; the indexes are removed when no other needs them."""
    trial.write(folder / "trial.json")
    results = {}
    for name in ENGINES:
        if name in names:
            results[name] = run_engine(name, trial, folder)
    for name in ENGINES:
        shutil.rmtree(folder / index_name(name), ignore_errors=True)
    return results


def _start(stage: str, name: str, folder: Path, *classes: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.worker", stage, name, str(folder), *classes]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _finish(process: subprocess.Popen[str]) -> Any:
    output, _ = process.communicate("\n")
    if process.returncode:
        raise click.ClickException(f"A worker failed; it said why above: {process.args!r}")
    return json.loads(output.splitlines()[-1])


def _work(stage: str, name: str, folder: Path, *classes: str) -> Any:
    click.echo(f"{name}: {' '.join([stage, *classes])}", err=True)
    return _finish(_start(stage, name, folder, *classes))


def _first_sight(name: str, folder: Path, cls: str) -> Any:
    """Return the best of several processes for each query of a class, which each of them asks once."""
    sights = [_work("first sight", name, folder, cls) for _ in range(SIGHTS)]
    return {
        clock: [min(times) for times in zip(*(sight[clock] for sight in sights), strict=True)]
        for clock in sights[0]
    }


def _memory(name: str, folder: Path) -> Any:
    """Return what one of several processes holds that serve the same index."""
    click.echo(f"{name}: memory", err=True)
    processes = [_start("memory", name, folder) for _ in range(TOGETHER)]
    for process in processes:
        if process.stdout is not None:
            process.stdout.readline()
    first, *_ = [_finish(process) for process in processes]
    return first
