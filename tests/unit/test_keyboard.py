"""The keys of the wrong keyboard, read as those of the right one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihris.search.keyboard import in_arabic, in_latin, neighbours

TABLE = Path(__file__).parents[1] / "golden" / "keyboard.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line[0] != "#"]


@pytest.mark.parametrize(("typed", "meant", "reason"), ROWS)
def test_what_was_meant_is_among_the_readings(typed: str, meant: str, reason: str) -> None:
    assert meant in (in_arabic(typed) if typed.isascii() else in_latin(typed)), reason


@given(st.text("abcdefghijklmnopqrstuvwxyz ", min_size=1, max_size=5).filter(str.strip))
def test_a_text_in_latin_letters_comes_back(text: str) -> None:
    for reading in in_arabic(text):
        assert text in in_latin(reading)


@given(st.text(max_size=30))
def test_any_text_has_readings_of_its_own(text: str) -> None:
    for readings in (in_arabic(text), in_latin(text)):
        assert text not in readings
        assert len(set(readings)) == len(readings) <= 32


def test_keys_that_touch_are_neighbours() -> None:
    assert {"بل", "لب", "بي", "ثق", "تا", "رو"} - neighbours() == {"رو"}
    assert not {"ضذ", "شل", "ثه"} & neighbours()
    assert all(pair[::-1] in neighbours() for pair in neighbours())
