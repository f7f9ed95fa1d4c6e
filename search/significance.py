"""How sure a measured mean is, and whether two runs differ by more than chance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SAMPLES = 10_000
BLOCK = 500  # samples drawn at once, to bound memory
SEED = 1

Values = NDArray[np.float64]


def bootstrap_interval(values: Values) -> tuple[float, float]:
    """Return the 95 % percentile interval of the mean of `values` (float[queries]).

    Queries are drawn with replacement, as often as there are queries; the same seed gives the same interval
    in every run. Of the differences between two runs of the same queries this is the paired bootstrap
    (Efron and Tibshirani 1993, "An Introduction to the Bootstrap"; Sakai 2006, "Evaluating evaluation metrics
    based on the bootstrap", SIGIR).
    """
    random = np.random.default_rng(SEED)
    means = [
        values[random.integers(len(values), size=(BLOCK, len(values)))].mean(axis=1)
        for _ in range(SAMPLES // BLOCK)
    ]
    low, high = np.quantile(np.concatenate(means), (0.025, 0.975))
    return float(low), float(high)


def randomization_p(differences: Values) -> float:
    """Return the two-sided p value of the mean of `differences` (float[queries]) between two runs.

    Fisher's randomization test: were the runs the same, each difference could as well have the other sign,
    so p is how often signs drawn at random give a mean at least as far from zero. It asks nothing of how the
    values are spread (Smucker, Allan and Carterette 2007, "A comparison of statistical significance tests for
    information retrieval evaluation", CIKM).
    """
    random = np.random.default_rng(SEED)
    observed = abs(differences.mean())
    as_far = 0
    for _ in range(SAMPLES // BLOCK):
        signs = random.choice((-1.0, 1.0), size=(BLOCK, len(differences)))
        means = (signs * differences).mean(axis=1)
        as_far += int((np.abs(means) >= observed - 1e-12).sum())  # equal, but for rounding
    return (as_far + 1) / (SAMPLES + 1)  # what was observed is one of the draws
