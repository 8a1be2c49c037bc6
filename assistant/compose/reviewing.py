"""Say under an answer that the official words behind a sentence have changed since it was compared with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.compose.wording import in_words, listed, named
from assistant.records import Answer, Block, Sentence
from assistant.register.load import Register
from assistant.register.schema import Document, Provision, Statement

Cite = tuple[Document, Statement]
_MOST_NAMED = 3  # places named in one sentence


def with_reviews(answer: Answer, reviews: Mapping[str, date], register: Register, on: date) -> Answer:
    """The answer, with one sentence for each day on which official words behind it changed.

    :param answer: an answer
    :param reviews: `entry#statement` -> the day of the change
    :param register: for the phrase
    :param on: the last day that the question is about; what changed after it is no matter
    """
    days: dict[date, dict[str, Cite]] = {}
    for document, statement in (c for b in answer.blocks for s in b.sentences for c in s.cites) if reviews else ():
        reference = f"{document.id}#{statement.id}"
        if reference in reviews and reviews[reference] <= on:
            days.setdefault(reviews[reference], {})[reference] = (document, statement)
    if not days:
        return answer
    sentences = tuple(_sentence(day, list(cites.values()), register) for day, cites in sorted(days.items()))
    return replace(answer, blocks=(*answer.blocks, Block(sentences, "review")))


def of_sentences(answer: Answer, kept: Sequence[Sentence]) -> list[Sentence]:
    """The sentences on review that concern what is kept of an answer.

    :param answer: the whole answer
    :param kept: the sentences that stay
    """
    cited = [c for sentence in kept for c in sentence.cites]
    noted = [s for b in answer.blocks if b.kind == "review" for s in b.sentences]
    return [s for s in noted if any(c in cited for c in s.cites)]


def review_note(day: date, register: Register) -> str:
    """The mark on a single statement: "under review: the official text changed on 29 June 2026"."""
    return register.phrases["under_review_mark"].format(day=in_words(day))


def _sentence(day: date, cites: list[Cite], register: Register) -> Sentence:
    places = list(dict.fromkeys(_place(document) for document, _ in cites))
    told = [*places[:_MOST_NAMED], *([register.phrases["other_places"]] if len(places) > _MOST_NAMED else [])]
    return Sentence(register.phrases["under_review"].format(places=listed(told), day=in_words(day)), tuple(cites))


def _place(document: Document) -> str:
    return named(document) if isinstance(document, Provision) else document.title
