"""Retrieve: rank the register's entries for an enquiry.

Each entry takes its best match of each kind (lay question, statement, words), and the kinds are added with
weights. Fusing by kind was measured to beat any one kind and any equal mix; `evals/` repeats the measurement.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from assistant.encode.pairs import Readings
from assistant.index.opened import Index
from assistant.path.passages import PassageSearch
from assistant.records import Asking, Enquiry, Evidence, Found
from assistant.register.schema import Document, Provision

WEIGHTS = {"questions": 1.0, "statements": 0.5, "words": 0.35}
_CONDUCT = 0.12  # added to the main law on a conduct that the question names
_OTHER_NATION = -0.15  # added to a provision that is not law in the nation that the question names
_DEPTH = {"questions": 80, "statements": 80, "pitfalls": 8}  # rows asked of each collection
_KEPT = 30  # entries handed on
_SAME_WORDS = 0.12  # added to a lay question that shares the question's words, at most
_EXACT = 10.0  # added to an entry that the question cites exactly


@dataclass(frozen=True)
class Retrieval:
    """The stage, with what it needs."""

    index: Index

    def retrieve(self, enquiry: Enquiry, official: bool = False) -> Evidence:
        """Rank entries for a question.

        :param enquiry: the question understood
        :param official: whether official passages are looked for too; they take no part in the ranking
        :return: entries best first, the similarity of statements, and wrong beliefs that match
        """
        with ThreadPoolExecutor(len(_DEPTH) + 1) as pool:  # the store searches outside Python's lock
            search = PassageSearch(self.index) if official and len(self.index.passages) else None
            nearest = pool.submit(search.near, enquiry.vector, enquiry.on.last) if search else None
            hits = pool.map(lambda name: self._near(name, enquiry), _DEPTH)
            near = dict(zip(_DEPTH, hits, strict=True))
            own = nearest.result() if nearest else {}
        beliefs = near.pop("pitfalls")
        answers = self._answers(near["questions"], enquiry.text)
        by_kind = {name: _best_of_entries(hits) for name, hits in near.items()}
        by_kind["words"] = self.index.words.scores(enquiry.text)
        scores: dict[str, float] = {}
        for name, found in by_kind.items():
            lowest = min(found.values(), default=0.0) if name != "words" else 0.0
            for entry in self.index.register.documents:
                scores[entry] = scores.get(entry, 0.0) + WEIGHTS[name] * found.get(entry, lowest)
        for provision in self.index.register.provisions:
            scores[provision.id] += _fit(provision, enquiry)
        for entry in enquiry.cited:
            scores[entry] = scores.get(entry, 0.0) + _EXACT
        ranked = sorted(scores, key=lambda entry: (-scores[entry], entry))[:_KEPT]
        return Evidence(
            documents=tuple(Found(self._document(e), scores[e]) for e in ranked),
            similarity=near["statements"],
            answers=answers,
            floor=(min(near["statements"].values(), default=0.0), min((a.similarity for a in answers.values()), default=0.0)),
            pitfalls=_pitfalls(beliefs),
            best_question=max(near["questions"].values(), default=0.0),
            readings=Readings(self.index.pairs, enquiry.text),
            best=max((s for hits in near.values() for s in hits.values()), default=0.0),
            passages=search.ranked(own, _told(near["statements"], answers), enquiry.on.last) if search else (),
        )

    def _answers(self, near: dict[str, float], text: str) -> dict[str, Asking]:
        """The statements that the nearest lay questions point to, each with its nearest."""
        answers: dict[str, Asking] = {}
        words = self.index.question_words.scores(text)
        for row, cosine in near.items():
            similarity = cosine + _SAME_WORDS * words.get(row, 0.0)
            entry, _, number = row.partition("?")
            asked = self._document(entry).asked[int(number)]
            name = f"{entry}#{asked.answer}"
            if asked.answer and (name not in answers or similarity > answers[name].similarity):
                answers[name] = Asking(asked.text, similarity, asked.verdict)
        return answers

    def _near(self, name: str, enquiry: Enquiry) -> dict[str, float]:
        hits = self.index.collections[name].similarity_search_by_vector_with_relevance_scores(enquiry.vector.tolist(), k=_DEPTH[name])
        return {str(hit.id): 1.0 - distance for hit, distance in hits}

    def _document(self, entry: str) -> Document:
        return self.index.register.documents[entry]


def _told(statements: dict[str, float], answers: dict[str, Asking]) -> dict[str, float]:
    """The similarity of statements: of their own words or of the nearest lay question that they answer."""
    asked = {name: asking.similarity for name, asking in answers.items()}
    return {name: max(statements.get(name, -1.0), asked.get(name, -1.0)) for name in {**statements, **asked}}


def _fit(provision: Provision, enquiry: Enquiry) -> float:
    """What nation and conduct add to a provision's score."""
    if enquiry.nation_told and not set(provision.extent) & set(enquiry.nations):
        return _OTHER_NATION
    named = any(rule.rank == 1 and set(rule.conduct) & set(enquiry.conducts) for rule in provision.applies)
    return _CONDUCT if named and set(provision.extent) & set(enquiry.nations) else 0.0


def _best_of_entries(hits: dict[str, float]) -> dict[str, float]:
    """The best score of each entry, from the scores of its rows."""
    best: dict[str, float] = {}
    for row, score in hits.items():
        entry = row.split("#")[0].split("?")[0]
        best[entry] = max(score, best.get(entry, -1.0))
    return best


def _pitfalls(hits: dict[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(_sorted(_best_of_entries(hits).items()))


def _sorted(items: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    return sorted(items, key=lambda item: (-item[1], item[0]))
