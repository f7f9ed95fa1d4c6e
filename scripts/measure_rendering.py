"""Measures what a page of results costs besides the search.

    python scripts/measure_rendering.py INDEX [QUERY…]

Prints processor time in milliseconds a page, the least of many: a busy machine only adds to it. What the
engine takes is measured apart and taken off.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import process_time
from typing import Any

from werkzeug.test import EnvironBuilder, run_wsgi_app

from fihris.search import Engine
from fihris.web import create_app

TIMES = 200
ASKED = ("search", "histogram", "copies", "stats", "refresh")


class Clock:
    """Counts the time that a function takes, wherever it is called from."""

    def __init__(self) -> None:
        self.spent, self._depth = 0.0, 0

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that does the same and is counted."""

        def counted(*args: Any, **kwargs: Any) -> Any:
            self._depth += 1
            began = process_time()
            try:
                return function(*args, **kwargs)
            finally:
                self._depth -= 1
                if not self._depth:
                    self.spent += process_time() - began

        return counted


def main() -> None:
    index, queries = sys.argv[1], sys.argv[2:] or ["مياه"]
    app, clock = create_app(index), Clock()
    for name in ASKED:
        setattr(Engine, name, clock.around(getattr(Engine, name)))
    print("page\tengine\trendering\tbytes")
    for query in queries:
        for path in ("/search", "/en/search"):
            environment = EnvironBuilder(path, query_string={"q": query}).get_environ()
            size = len(b"".join(run_wsgi_app(app, dict(environment))[0]))
            rendering = engine = 1e9
            for _ in range(TIMES):
                clock.spent, began = 0.0, process_time()
                b"".join(run_wsgi_app(app, dict(environment))[0])
                whole = 1000 * (process_time() - began)
                rendering = min(rendering, whole - 1000 * clock.spent)
                engine = min(engine, 1000 * clock.spent)
            print(f"{path} {query}\t{engine:.2f}\t{rendering:.2f}\t{size}")


if __name__ == "__main__":
    main()
