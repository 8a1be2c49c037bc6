"""A question that asks several things: the statement that answers each further one, where the answer does not say it yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.compose.found import FoundComposer
from assistant.compose.numbering import numbered
from assistant.compose.pick import Picked, alike, fits_of, is_near
from assistant.records import Answer, Block, Enquiry, Evidence, Sentence

_NEAR = 0.62  # similarity of a lay question from which its statement may answer a part
_BETTER = 0.5  # by how much it must answer the part better than all that is said, in the points of the reader of pairs


@dataclass(frozen=True)
class Several:
    """Adds what answers the further parts."""

    found: FoundComposer

    def add(self, answer: Answer, parts: Sequence[tuple[Enquiry, Evidence]]) -> Answer:
        """An answer with a statement for each part that is not answered yet.

        :param answer: to the whole question
        :param parts: each thing that is asked, with all that is told, and what retrieval brought for it
        :return: the answer itself where nothing is added
        """
        said = [s.text for block in answer.blocks for s in block.sentences]
        new: list[Sentence] = []
        for enquiry, evidence in parts:
            picked = self._best(enquiry, evidence, [*said, *(s.text for s in new)])
            if picked:
                new.append(Sentence(picked.statement.text, (picked.cite,)))
        if not new:
            return answer
        blocks = after_the_lead(answer.blocks, new)
        return replace(answer, blocks=blocks, citations=numbered(blocks))

    def _best(self, enquiry: Enquiry, evidence: Evidence, said: list[str]) -> Picked | None:
        picked = self.found.leading(enquiry, evidence)
        if picked is None or not is_near(picked, evidence, _NEAR):
            return None
        if any(alike(picked.statement.text, text) for text in said):
            return None
        *before, fit = fits_of([*said, picked.statement.text], evidence)
        return picked if fit >= max(before) + _BETTER else None


def after_the_lead(blocks: Sequence[Block], new: Sequence[Sentence]) -> tuple[Block, ...]:
    """The blocks of an answer with further sentences of law, right after those that lead.

    :param blocks: of the answer
    :param new: at least one
    """
    place = next((i for i, block in enumerate(blocks) if block.kind != "lead"), len(blocks))
    return (*blocks[:place], Block(tuple(new), "law"), *blocks[place:])
