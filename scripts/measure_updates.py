"""Measure what updates cost and what they do to searches: measure_updates.py ARTICLES [UPDATES [SIZE]].

ARTICLES is a file of JSON lines, which may be gzipped, as `fihris reindex` reads it. Its last UPDATES times
SIZE lines (100 times 100) are added to an index of the others, SIZE at a time; then as many are changed, then
removed again, in one run each; at last SIZE lines come to the end of a file that has all others. Processor
and wall time are set against those of building all at once, and the searches of both indexes, which hold the
same articles then, against each other.
"""

from __future__ import annotations

import gzip
import json
import resource
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

from fihris.index import reindex
from fihris.index.generation import Generation
from fihris.index.verify import verify
from fihris.search import Engine, open_index

SEED = 7
QUERIES = 300  # of each kind
ROUNDS = 5
CHANGED = " نص تغير"

Lines = list[bytes]


def cpu() -> float:
    """Return the processor time of this process and of those that it has waited for."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the processor and the wall time of some work."""
    began, at = cpu(), perf_counter()
    work()
    return cpu() - began, perf_counter() - at


def write(path: Path, lines: Lines) -> None:
    path.write_bytes(b"".join(lines))


def changed(line: bytes) -> bytes:
    """Return an article with a few words more."""
    fields = json.loads(line)
    body = next(name for name in ("content", "body", "text") if name in fields)
    return json.dumps(fields | {body: fields[body] + CHANGED}).encode() + b"\n"


def tell(name: str, costs: list[tuple[float, float]], full: tuple[float, float]) -> None:
    for kind, spent, whole in zip(("cpu", "wall"), zip(*costs, strict=True), full, strict=True):
        median, mean, most = statistics.median(spent), statistics.mean(spent), max(spent)
        print(
            f"{name}, {kind}: median {median:.3f} s ({median / whole:.2%} of the full build), "
            f"mean {mean:.3f} ({mean / whole:.2%}), most {most:.3f} ({most / whole:.2%})",
            flush=True,
        )


def queries(index: Path) -> dict[str, list[str]]:
    """Return queries of one word, of two, and whole headlines, from titles drawn at random."""
    generation = Generation(index)
    titles = [article.title for article in generation.articles()]
    generation.close()
    found: dict[str, list[str]] = {"1 word": [], "2 words": [], "headline": []}
    random = Random(SEED)
    while len(found["1 word"]) < QUERIES:
        title = random.choice(titles)
        words = [word for word in title.split() if len(word) > 3]
        if len(words) > 4:
            found["1 word"].append(random.choice(words))
            found["2 words"].append(" ".join(random.sample(words, 2)))
            found["headline"].append(title)
    return found


def answer(news: Engine, query: str) -> object:
    page = news.search(query)
    facets = {name: sorted(facet) for name, facet in page.facets.items()}
    return page.total, facets, [round(hit.score, 4) for hit in page.hits]


def compare(updated: Path, fresh: Path) -> None:
    """Ask both indexes the same, in turn, and tell how long they took and whether they agree."""
    for kind, asked in queries(fresh).items():
        engines = {"updated": open_index(updated), "fresh": open_index(fresh)}
        differ = sum(len({repr(answer(news, query)) for news in engines.values()}) > 1 for query in asked)
        for sight, rounds in (("first sight", 1), ("known words", ROUNDS)):
            if rounds == 1:
                engines = {name: open_index(path) for name, path in (("updated", updated), ("fresh", fresh))}
                for news in engines.values():
                    news.search("الخبر")
            taken: dict[str, list[float]] = {name: [] for name in engines}
            for round_ in range(rounds):
                for place, query in enumerate(asked):
                    # Who is asked second finds the caches of the machine warm: in turn.
                    order = sorted(engines, reverse=bool((place + round_) % 2))
                    for name in order:
                        began = perf_counter()
                        engines[name].search(query)
                        taken[name].append(perf_counter() - began)
            one, other = (statistics.median(taken[name]) * 1e6 for name in ("updated", "fresh"))
            mean, mean_other = (statistics.mean(taken[name]) * 1e6 for name in ("updated", "fresh"))
            print(
                f"{kind}, {sight}: median {one:.0f} µs updated, {other:.0f} fresh, {one / other:.2f}; "
                f"mean {mean:.0f}, {mean_other:.0f}, {mean / mean_other:.2f}; "
                f"{differ} of {len(asked)} answers differ",
                flush=True,
            )


def main() -> None:
    path, updates, size = Path(sys.argv[1]), *map(int, [*sys.argv[2:], "100", "100"][:2])
    data = path.read_bytes()
    lines = (gzip.decompress(data) if path.suffix == ".gz" else data).splitlines(keepends=True)
    first, rest = lines[: -updates * size], lines[-updates * size :]
    with TemporaryDirectory(dir="/var/tmp") as name:
        news, updated, fresh = (Path(name, each) for each in ("news", "updated", "fresh"))
        news.mkdir()
        write(news / "all.jsonl", lines)
        full = timed(lambda: reindex(news, fresh))
        print(f"{len(lines)} articles built at once: cpu {full[0]:.2f} s, wall {full[1]:.2f} s", flush=True)
        write(news / "all.jsonl", first)
        reindex(news, updated)
        tell("nothing new", [timed(lambda: reindex(news, updated)) for _ in range(5)], full)
        costs, segments = [], []
        for number in range(updates):
            write(news / f"new{number:05}.jsonl", rest[number * size : (number + 1) * size])
            costs.append(timed(lambda: reindex(news, updated)))
            generation = Generation(updated)
            segments.append(len(generation.segments))
            generation.close()
        tell(f"{size} added", costs, full)
        print(f"segments: mean {statistics.mean(segments):.1f}, most {max(segments)}, last {segments[-1]}")
        print("\n".join(finding.what for finding in verify(updated).findings) or "sound")
        compare(updated, fresh)
        last = news / f"new{updates - 1:05}.jsonl"
        before = last.read_bytes()
        write(last, [changed(line) for line in rest[-size:]])
        tell(f"{size} changed", [timed(lambda: reindex(news, updated))], full)
        last.write_bytes(before)
        tell(f"{size} changed again", [timed(lambda: reindex(news, updated))], full)
        last.unlink()
        tell(f"{size} removed", [timed(lambda: reindex(news, updated))], full)
        for path in news.glob("new*.jsonl"):
            path.unlink()
        write(news / "all.jsonl", lines[:-size])
        reindex(news, updated)
        write(news / "all.jsonl", lines)
        tell(f"{size} added to the end of the file", [timed(lambda: reindex(news, updated))], full)
        print("\n".join(finding.what for finding in verify(updated).findings) or "sound")


if __name__ == "__main__":
    main()
