import numpy as np
import pytest

from fihris.search.significance import SAMPLES, bootstrap_interval, randomization_p


def test_values_without_spread_have_an_interval_without_width() -> None:
    assert bootstrap_interval(np.full(30, 0.4)) == pytest.approx((0.4, 0.4))


def test_interval_of_two_values() -> None:
    # Two draws of 0 and 1 have the mean 0 or 1 in a quarter of the samples each: both tails are longer than
    # 2.5 %.
    assert bootstrap_interval(np.array([0.0, 1.0])) == (0.0, 1.0)


def test_interval_of_many_values_is_the_normal_one() -> None:
    # The standard error of the mean of 200 tosses is sqrt(0.25 / 200) = 0.03536; 1.96 of it are 0.0693.
    low, high = bootstrap_interval(np.tile([0.0, 1.0], 100))
    assert low == pytest.approx(0.4307, abs=0.006)
    assert high == pytest.approx(0.5693, abs=0.006)


@pytest.mark.parametrize(
    ("differences", "p"),
    [
        ([0.0, 0.0, 0.0], 1.0),  # whatever the signs, the mean is 0
        ([0.3, -0.3], 1.0),  # no mean is nearer to 0 than the observed one
        ([0.5, 0.0], 1.0),  # the other sign is as far from 0
        ([0.2, 0.2, 0.2], 2 / 2**3),  # all signs the same, out of eight
        ([0.1] * 6, 2 / 2**6),
        ([0.1, 0.2, 0.4], 2 / 2**3),
        ([-0.1, 0.2, 0.4], 4 / 2**3),  # sums as far from 0 as 0.5: 0.5 and 0.7, each with both signs
    ],
)
def test_p_values_that_can_be_counted(differences: list[float], p: float) -> None:
    assert randomization_p(np.array(differences)) == pytest.approx(p, abs=0.015)


def test_p_is_never_zero() -> None:
    assert randomization_p(np.full(200, 0.5)) == 1 / (SAMPLES + 1)


def test_the_same_values_give_the_same_answer() -> None:
    values = np.linspace(-0.2, 0.5, 40)
    assert bootstrap_interval(values) == bootstrap_interval(values)
    assert randomization_p(values) == randomization_p(values)
