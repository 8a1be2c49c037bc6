"""Rank official passages for a question: by their own words, and by the statements of ours that restate them.

The words of a statute are far from those in which people ask. A statement and its lay questions are near, and each statement is linked
to the passage that it restates, so the passage takes its best statement's score and half of its own; `evals/README.md` has the figures.
The other way round nothing is gained: passages take no part in the ranking of entries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.index.held import COLLECTION
from assistant.index.opened import Index
from assistant.records import FoundPassage, Vector

KEPT = 30  # passages handed on
_OWN = 0.5  # weight of a passage's own words beside those of the statements that restate it
_OVERFETCH = 3  # times as many are looked at, of any date


@dataclass(frozen=True)
class PassageSearch:
    """Finds the passages of a day."""

    index: Index

    def near(self, vector: Vector, day: date) -> dict[str, float]:
        """The passages whose own words are nearest to a text, with their cosine.

        Most are found among the nearest of any date; only where too few of those hold on the day is the slower search with a filter made.

        :param vector: of the text, length 1
        :param day: other versions of a place are left out
        """
        found = self._search(vector, _OVERFETCH * KEPT, None)
        held = {name: score for name, score in found.items() if self.index.passages.by_id[name].holds_on(day)}
        if len(held) < KEPT and len(found) < len(self.index.passages):
            held = self._search(vector, KEPT, {"$and": [{"from": {"$lte": day.toordinal()}}, {"until": {"$gt": day.toordinal()}}]})
        return dict(list(held.items())[:KEPT])

    def ranked(self, own: Mapping[str, float], statements: Mapping[str, float], day: date) -> tuple[FoundPassage, ...]:
        """Passages best first.

        :param own: passages with the cosine of their own words
        :param statements: similarity of statements or of their lay questions, by "entry#statement"
        :param day: other versions of a place are left out
        """
        by_id, links = self.index.passages.by_id, self.index.links.by_statement
        restated: dict[str, float] = {}
        for name, score in statements.items():
            for target in links.get(name, ()):
                if by_id[target.passage].holds_on(day):
                    restated[target.passage] = max(score, restated.get(target.passage, -1.0))
        lowest, floor = min(own.values(), default=0.0), min(restated.values(), default=0.0)
        scores = {name: _OWN * own.get(name, lowest) + restated.get(name, floor) for name in {**own, **restated}}
        best = sorted(scores, key=lambda name: (-scores[name], name))[:KEPT]
        return tuple(FoundPassage(by_id[name], scores[name]) for name in best)

    def _search(self, vector: Vector, k: int, days: dict[str, Any] | None) -> dict[str, float]:
        store = self.index.collections[COLLECTION]
        hits = store.similarity_search_by_vector_with_relevance_scores(vector.tolist(), k=min(k, len(self.index.passages)), filter=days)
        return {str(hit.id): 1.0 - distance for hit, distance in hits}
