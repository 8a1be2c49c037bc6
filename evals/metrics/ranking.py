"""Ranking: recall@k (a hit when any right entry is among the first k) and reciprocal rank. Checked against ranx in the tests."""

from __future__ import annotations

from collections.abc import Sequence


def hit_at(found: Sequence[str], relevant: Sequence[str], k: int) -> bool:
    """Whether one of the relevant entries is among the first k.

    :param found: ids, best first
    :param relevant: ids of which any one answers
    """
    return bool(set(found[:k]) & set(relevant))


def reciprocal_rank(found: Sequence[str], relevant: Sequence[str], k: int = 10) -> float:
    """1 / the rank of the first relevant entry; 0 when none is among the first k."""
    return next((1 / place for place, i in enumerate(found[:k], 1) if i in relevant), 0.0)
