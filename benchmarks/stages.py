"""The stages of a page: where the time of `Engine.search` goes, by a watch around the real functions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property, wraps
from importlib import import_module
from time import perf_counter
from typing import Any

STAGES = {
    "parse": ("fihris.search.engine:parse",),
    "analyse": ("fihris.search.snapshot:Snapshot.plan",),
    "score new words": ("fihris.search.scoring:Scorer._work_out",),
    "match": (
        "fihris.search.answer:Answer._words",
        "fihris.search.answer:Answer._found",
        "fihris.search.answer:Answer._best_of_all",
    ),
    "relatives of new words": ("fihris.search.families:Families._work_out",),
    "passage": ("fihris.search.answer:Answer.best",),
    "facets": ("fihris.search.answer:count_facet",),
    "hits": ("fihris.search.snapshot:Snapshot.hits",),
}
"""What is watched, by the names under which it is called."""

REST = "rest"


class Stopwatch:
    """Adds up the time spent in watched functions, each without what others spend inside it."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._inside: list[float] = []

    def watch(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function with a watch around it."""

        @wraps(function, updated=())
        def watched(*arguments: object, **named: object) -> object:
            self._inside.append(0.0)
            started = perf_counter()
            try:
                return function(*arguments, **named)
            finally:
                spent = perf_counter() - started
                self.spent[stage] += spent - self._inside.pop()
                if self._inside:
                    self._inside[-1] += spent

        return watched

    def split(self, call: Callable[[], object]) -> dict[str, float]:
        """Return how much of a call went into each stage, and into none of them."""
        self.spent.clear()
        self.watch(REST, call)()
        return dict(self.spent)


def watch_engine() -> Stopwatch:
    """Put a watch around every stage of the engine of this process."""
    watch = Stopwatch()
    for stage, places in STAGES.items():
        for place in places:
            module, _, name = place.partition(":")
            owner: Any = import_module(module)
            *path, last = name.split(".")
            for part in path:
                owner = getattr(owner, part)
            setattr(owner, last, _watched(watch, stage, getattr(owner, last)))
            if isinstance(vars(owner)[last], cached_property):
                vars(owner)[last].__set_name__(owner, last)
    return watch


def _watched(watch: Stopwatch, stage: str, target: Any) -> Any:
    """Return a function, or a property that is worked out once, with a watch around it."""
    if isinstance(target, cached_property):
        return cached_property(watch.watch(stage, target.func))
    return watch.watch(stage, target)
