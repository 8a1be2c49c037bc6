"""Figures of retrieval: each query alone, no nation and no date; one row an entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.assistant import Assistant
from evals.intervals import Figure, share, spread
from evals.metrics.ranking import hit_at, reciprocal_rank
from evals.rows import RetrievalRow, retrieval_rows

Search = Callable[[str], Sequence[str]]
DEPTHS = (1, 5, 10)


def ranking_figures(search: Search, rows: Sequence[RetrievalRow]) -> dict[str, Figure]:
    """Recall@1, 5, 10 and the mean reciprocal rank of a search.

    :param search: query -> ids, best first, ten at least
    :param rows: the queries
    """
    found = [(row, search(row.query)) for row in rows]
    figures = {f"recall@{k}": share([hit_at(ids, row.relevant, k) for row, ids in found]) for k in DEPTHS}
    return figures | {"mean reciprocal rank": spread([reciprocal_rank(ids, row.relevant) for row, ids in found])}


def retrieval_figures(assistant: Assistant) -> dict[str, Figure]:
    """The figures of the assistant's own retrieval over the public queries."""
    return ranking_figures(lambda query: [f.document.id for f in assistant.search(query, 10)], retrieval_rows())
