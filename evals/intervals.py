"""95% intervals and significance: Wilson for shares, bootstrap for means and medians, McNemar for two runs. All by SciPy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

_RESAMPLES = 2000
_SEED = 7


@dataclass(frozen=True)
class Figure:
    """A measured value with its 95% interval and the number of rows that it rests on."""

    value: float
    low: float
    high: float
    n: int

    def text(self, percent: bool = True) -> str:
        """Such as `71.2% (67 to 75)`."""
        if self.n == 0:
            return "not scored"
        if percent:
            return f"{100 * self.value:.1f}% ({100 * self.low:.0f} to {100 * self.high:.0f})"
        return f"{self.value:.1f} ({self.low:.1f} to {self.high:.1f})"


NOTHING = Figure(0.0, 0.0, 0.0, 0)


def share(hits: Sequence[bool]) -> Figure:
    """The share of hits with its Wilson interval.

    :param hits: one for each row
    """
    from scipy.stats import binomtest

    if not hits:
        return NOTHING
    interval = binomtest(sum(hits), len(hits)).proportion_ci(0.95, "wilson")
    return Figure(sum(hits) / len(hits), float(interval.low), float(interval.high), len(hits))


def spread(values: Sequence[float], statistic: Callable[..., float] = np.mean) -> Figure:
    """A mean, or another statistic, with its percentile bootstrap interval.

    :param values: one for each row
    :param statistic: takes `axis`, as NumPy's `mean` and `median` do
    """
    from scipy.stats import bootstrap

    if not values:
        return NOTHING
    data = np.asarray(values, float)
    if len(set(values)) == 1:
        return Figure(float(data[0]), float(data[0]), float(data[0]), len(values))
    result = bootstrap((data,), statistic, n_resamples=_RESAMPLES, method="percentile", rng=np.random.default_rng(_SEED))
    interval = result.confidence_interval
    return Figure(float(statistic(data, axis=0)), float(interval.low), float(interval.high), len(values))


def mcnemar(better: int, worse: int) -> float:
    """The exact two-sided p-value that as many rows got better as got worse by chance.

    :param better: rows that were wrong and are right
    :param worse: rows that were right and are wrong
    """
    from scipy.stats import binomtest

    return float(binomtest(better, better + worse).pvalue) if better + worse else 1.0


def paired(before: Sequence[float], after: Sequence[float]) -> Figure:
    """The mean difference of two runs over the same rows, with its paired bootstrap interval.

    :param before: one value for each row
    :param after: the same rows in the same order
    """
    return spread([b - a for a, b in zip(before, after, strict=True)])
