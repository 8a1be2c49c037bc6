"""A whole story: what search brings for it is read together with it, and the answer says what should be said, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.compose.found import FoundComposer
from assistant.compose.numbering import numbered
from assistant.compose.pick import Picked, alike, fits_of
from assistant.compose.several import after_the_lead
from assistant.compose.wording import word_count
from assistant.records import Answer, Block, Enquiry, Evidence, Sentence

_FEWEST_WORDS = 18  # of a question that is a story
_CANDIDATES, _OF_PART = 8, 3  # statements that are read with the story: of all that was found for it, and for each part
# Chosen on the stories that are kept back (`python -m evals stories`); a worth is a similarity with what reading adds.
_READ = 0.07  # what a point of the reader of pairs counts beside the similarity
_SAY = 0.68  # worth from which a statement is added
_KEEP = 0.5  # worth below which a statement beside the rule is left out
_MOST, _ROOM = 3, 170  # statements that are added at most, and words of the answer
_BESIDE = frozenset({"law", "note", "action"})  # kinds of blocks that a story may do without

Looked = tuple[Enquiry, Evidence]


@dataclass(frozen=True)
class Worth:
    """How much statements are worth in the answer to a story."""

    evidence: Evidence
    near: dict[str, float]  # "entry#statement" -> the highest score that search gives it, for the story or a part of it

    def of(self, statements: Sequence[tuple[str, str]]) -> list[float]:
        """The worth of each statement.

        :param statements: (name, text) of each
        :return: in their order
        """
        fits = fits_of([text for _, text in statements], self.evidence)
        lowest = min(self.near.values(), default=0.0)
        return [self.near.get(name, lowest) + _READ * fit for (name, _), fit in zip(statements, fits, strict=True)]


@dataclass(frozen=True)
class Story:
    """Weighs what is said to a story."""

    found: FoundComposer

    def weigh(self, answer: Answer, whole: Looked, parts: Sequence[Looked]) -> Answer:
        """An answer with what the story needs, and without what does not belong to it.

        :param answer: to the whole story
        :param whole: the story understood, and what retrieval brought for it
        :param parts: the same for each thing that is asked
        """
        found = [self.found.nearest(*looked) for looked in (whole, *parts)]
        near: dict[str, float] = {}
        for picked in (p for each in found for p in each):
            near[picked.name] = max(picked.score, near.get(picked.name, picked.score))
        worth = Worth(whole[1], near)
        possible = {p.name: p for each, most in zip(found, (_CANDIDATES, *[_OF_PART] * len(parts)), strict=True) for p in each[:most]}
        valued = zip(worth.of([(p.name, p.statement.text) for p in possible.values()]), possible.values(), strict=True)
        best = sorted(valued, key=lambda each: (-each[0], each[1].name))
        blocks = _without_what_is_far(answer.blocks, worth)
        new = _new([p for value, p in best if value >= _SAY], [s.text for b in blocks for s in b.sentences])
        if new:
            blocks = after_the_lead(blocks, new)
        return replace(answer, blocks=blocks, citations=numbered(blocks))


def _without_what_is_far(blocks: Sequence[Block], worth: Worth) -> tuple[Block, ...]:
    """The blocks without the statements beside the rule that answer nothing in the story."""
    beside = [s for b in blocks if b.kind in _BESIDE for s in b.sentences if _told(s)]
    named = [(f"{s.cites[0][0].id}#{s.cites[0][1].id}", s.text) for s in beside]
    far = {s.text for s, value in zip(beside, worth.of(named), strict=True) if value < _KEEP}
    kept = (Block(tuple(s for s in b.sentences if s.text not in far), b.kind) for b in blocks)
    return tuple(block for block in kept if block.sentences)


def _new(wanted: Sequence[Picked], said: Sequence[str]) -> list[Sentence]:
    """The statements that are not said yet, while there is room."""
    new: list[Sentence] = []
    for picked in wanted:
        text = picked.statement.text
        told = [*said, *(s.text for s in new)]
        room = sum(map(word_count, told)) + word_count(text) <= _ROOM
        if len(new) < _MOST and room and not any(alike(text, each) for each in told):
            new.append(Sentence(text, (picked.cite,)))
    return new


def _told(sentence: Sentence) -> bool:
    """Whether a sentence is a statement of the register and not a phrase about one."""
    return len(sentence.cites) == 1 and sentence.cites[0][1].text == sentence.text


def is_story(question: str) -> bool:
    """Whether a question is so long that it tells a story.

    :param question: as typed
    """
    return len(question.split()) >= _FEWEST_WORDS
