"""An answer while it is being built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.compose.wording import word_count
from assistant.records import Block, Sentence
from assistant.register.schema import Verdict


@dataclass
class Draft:
    """Blocks in order, with what the later stages need to know."""

    verdict: Verdict | None = None
    settled: bool = False  # the verdict is that of the opening sentence, from the decision table
    caveat: bool = False
    blocks: list[Block] = field(default_factory=list)

    def add(self, kind: str, sentences: Sequence[Sentence], room: int | None = None) -> None:
        """Add sentences as a block, joined to the block before where it is of the same kind (but for leads and replies).

        :param kind: see `Block.kind`
        :param sentences: none: nothing is added
        :param room: add only while the whole stays within so many words
        """
        said = set(self.texts())
        fresh = tuple({s.text: s for s in sentences if s.text not in said}.values())
        if not fresh or (room is not None and self.words() + sum(word_count(s.text) for s in fresh) > room):
            return
        if self.blocks and self.blocks[-1].kind == kind and kind not in {"lead", "reply"}:
            fresh = self.blocks.pop().sentences + fresh
        self.blocks.append(Block(fresh, kind))  # type: ignore[arg-type]

    def insert_early(self, block: Block, first: bool) -> None:
        """Put a block before all, or right after the first sentence.

        :param block: what must be read early
        :param first: before all
        """
        lead = self.blocks[0]
        if first or len(lead.sentences) < 2:
            self.blocks.insert(0 if first else 1, block)
            return
        self.blocks[:1] = [Block(lead.sentences[:1], lead.kind), block, Block(lead.sentences[1:], "law")]

    def open_with(self, sentences: Sequence[Sentence]) -> None:
        """Put sentences before all, and take them out of where they stood.

        :param sentences: none: nothing changes
        """
        if not sentences:
            return
        said = {s.text for s in sentences}
        kept = (Block(tuple(s for s in b.sentences if s.text not in said), b.kind) for b in self.blocks)
        self.blocks = [Block(tuple(sentences), "lead"), *(block for block in kept if block.sentences)]

    def without_yes(self) -> None:
        """Take out a sentence of the opening that says yes or no: something before it has answered."""
        for place, block in enumerate(self.blocks):
            if block.kind == "lead":
                kept = tuple(s for s in block.sentences if not s.text.startswith(("Yes", "No,")))
                self.blocks[place] = Block(kept, block.kind)
        self.blocks = [block for block in self.blocks if block.sentences]

    def texts(self) -> list[str]:
        """Every sentence so far."""
        return [s.text for b in self.blocks for s in b.sentences]

    def words(self) -> int:
        """How many words there are so far."""
        return sum(map(word_count, self.texts()))

    def has(self, entry: str) -> bool:
        """Whether a sentence so far rests on an entry."""
        return any(d.id == entry for b in self.blocks for s in b.sentences for d, _ in s.cites)

    def has_kind(self, kind: str) -> bool:
        """Whether a block so far is of a kind."""
        return any(b.kind == kind for b in self.blocks)
