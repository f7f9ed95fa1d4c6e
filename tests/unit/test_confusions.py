"""What a misspelling costs."""

from functools import cache
from itertools import pairwise
from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.index.arabic.word_table import to_points
from fihris.search import confusions
from fihris.search.compiled import kernels
from fihris.search.confusions import ADDED, LEFT_OUT, ONCE, OTHER, SWAPPED, TWICE, cost
from fihris.search.least_cost import least_cost
from fihris.search.lexicon import letter_bits

words = st.text("اءئوهتدذضظسصxy", max_size=6)


@pytest.mark.parametrize(
    ("meant", "likely", "unlikely"),
    [
        ("عظيم", "عضيم", "عكيم"),  # ض for ظ, a sound that many confuse
        ("تلميذ", "تلميد", "تلميف"),  # د for ذ
        ("ثلاثه", "تلاثه", "جلاثه"),  # ت for ث
        ("مسؤول", "مسؤل", "مسول"),  # one letter left out, not two
        ("لكن", "لاكن", "لطكن"),  # the long vowel as it is heard
        ("الحكومه", "الحكوكه", "الحكوذه"),  # ك lies beside م
        ("برنامج", "برنماج", "بجنامر"),  # neighbours swapped
        ("مدرسه", "مدرسسه", "مدرسطه"),  # a key that was hit twice
    ],
)
def test_common_slips_cost_less(meant: str, likely: str, unlikely: str) -> None:
    assert 0 < cost(likely, meant) < cost(unlikely, meant)


@given(words)
def test_a_word_itself_costs_nothing(word: str) -> None:
    assert cost(word, word) == 0


@given(words, words)
def test_the_cost_is_that_of_the_cheapest_explanation(typed: str, meant: str) -> None:
    left_out, added, twice, changed, others = confusions._tables()
    missing = [
        ONCE if before == here else left_out.get(here, LEFT_OUT) for before, here in pairwise(f"^{meant}")
    ]
    extra = [
        twice.get(here, TWICE) if before == here else added.get(here, ADDED)
        for before, here in pairwise(f"^{typed}")
    ]

    @cache
    def least(i: int, j: int) -> float:
        """The cost of the first `i` letters typed for the first `j` meant, by the definition."""
        ways = [0.0] if not i and not j else []
        if i:
            ways.append(least(i - 1, j) + extra[i - 1])
        if j:
            ways.append(least(i, j - 1) + missing[j - 1])
        if i and j:
            one, other = typed[i - 1], meant[j - 1]
            confused = changed.get(one, {}).get(other, others.get(other, OTHER))
            between = confused if one != other else 0.0
            ways.append(least(i - 1, j - 1) + between)
        if i > 1 and j > 1 and typed[i - 1] != typed[i - 2] and typed[i - 2 : i] == meant[j - 2 : j][::-1]:
            ways.append(least(i - 2, j - 2) + SWAPPED)
        return min(ways)

    assert cost(typed, meant) == pytest.approx(least(len(typed), len(meant)))


@given(words, words, st.floats(0, 20))
def test_what_costs_too_much_need_not_be_worked_out(typed: str, meant: str, most: float) -> None:
    exact, bounded = cost(typed, meant), cost(typed, meant, most)
    assert bounded == exact or min(bounded, exact) > most


@pytest.mark.skipif(kernels is None, reason="no kernels were compiled")
@given(words | st.text(), words | st.text(), st.floats(0, 20) | st.just(inf))
def test_the_kernel_is_its_twin(typed: str, meant: str, most: float) -> None:
    assert cost(typed, meant, most) == in_numpy(cost, typed, meant, most)


@pytest.mark.skipif(kernels is None, reason="no kernels were compiled")
def test_the_kernel_refuses_costs_of_other_letters() -> None:
    word, (number, costs) = to_points("كتاب"), confusions._arrays()
    assert kernels.cost(word, word, number, costs, inf) == 0
    for wrong in ((number[:-1], costs), (number, costs[:-1])):
        with pytest.raises(ValueError, match="as many costs as letters"):
            kernels.cost(word, word, *wrong, inf)


@given(words, words)
def test_letters_alone_tell_no_more_than_it_costs(typed: str, meant: str) -> None:
    if typed and meant and typed != meant:
        letters = np.bitwise_or.reduce(letter_bits(meant), keepdims=True)
        assert least_cost(typed, letters)[0] <= cost(typed, meant) + 1e-9
