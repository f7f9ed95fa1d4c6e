from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from fihris.search.cache import Cache


@dataclass(frozen=True)
class Value:
    key: str
    size: int


def test_what_was_worked_out_is_kept() -> None:
    cache: Cache[str, Value] = Cache(10)
    made = cache.get("a", lambda key: Value(key, 4))
    assert cache.get("a", lambda key: Value(key, 5)) is made


def test_what_was_asked_for_longest_ago_gives_way() -> None:
    cache: Cache[str, Value] = Cache(10)
    kept = {key: cache.get(key, lambda key: Value(key, 4)) for key in "ab"}
    cache.get("a", lambda key: Value(key, 4))
    cache.get("c", lambda key: Value(key, 4))
    assert cache.get("a", lambda key: Value(key, 4)) is kept["a"]
    assert cache.get("b", lambda key: Value(key, 4)) is not kept["b"]


def test_what_is_larger_than_the_cache_is_still_given() -> None:
    cache: Cache[str, Value] = Cache(10)
    assert cache.get("a", lambda key: Value(key, 99)).size == 99
    assert cache.get("b", lambda key: Value(key, 1)).key == "b"


def test_threads_may_share_it() -> None:
    cache: Cache[str, Value] = Cache(50)
    keys = [str(number % 17) for number in range(2000)]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda key: cache.get(key, lambda key: Value(key, 4)).key, keys))
    assert found == keys
