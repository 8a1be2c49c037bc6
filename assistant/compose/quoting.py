"""Quote official texts: the exact words that a statement restates, as they stood on the day of the answer.

A quote is given only where it stands in the stored passage letter by letter and the passage is the one that was stored.
Anything else is dropped and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

from assistant.compose.marking import marked, stems
from assistant.compose.wording import in_words
from assistant.index.held import LinkFile, PassageFile, Target
from assistant.official.passage import OfficialPassage
from assistant.register.schema import Document, Statement


@dataclass(frozen=True)
class QuotedLine:
    """A line of a quote in pieces, each with whether it shares words with our sentence."""

    depth: int
    pieces: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """The exact words."""
        return "".join(text for text, _ in self.pieces)


@dataclass(frozen=True)
class Quote:
    """Exact words of one passage."""

    passage: OfficialPassage
    pieces: tuple[str, ...]  # exact pieces of its text, in its order
    words: frozenset[str]  # stems of the words that matter
    day: date  # for which it was asked
    compared: date | None = None  # the date of the version with which a second reader compared our sentence

    @property
    def behind(self) -> bool:
        """Whether the publisher lists changes that this text does not show."""
        return self.passage.behind(self.day)

    @property
    def parts(self) -> list[list[QuotedLine]]:
        """The pieces as lines; words that are left out stand between two parts."""
        lines = self.passage.text.split("\n")
        depths = self.passage.depths if len(self.passage.depths) == len(lines) else (0,) * len(lines)
        found = []
        for piece in self.pieces:
            before = self.passage.text[: self.passage.text.index(piece)].count("\n")
            rows = piece.split("\n")
            found.append([QuotedLine(depths[before + n], tuple(marked(row, self.words))) for n, row in enumerate(rows)])
        return found


class QuoteDesk:
    """Gives the quotes of statements, and counts those that it had to drop."""

    def __init__(self, passages: PassageFile, links: LinkFile) -> None:
        self._passages, self._links = passages, links
        self._lock = Lock()
        self.dropped = 0  # since this desk was opened

    def __bool__(self) -> bool:
        return bool(len(self._links))

    def of(self, document: Document, statements: Sequence[Statement], day: date) -> tuple[Quote, ...]:
        """The official words that statements restate, as they stood on a day.

        :param document: their entry
        :param statements: statements of the entry
        :param day: texts that are younger are not shown
        :return: each passage once, in the order of the statements
        """
        found: dict[str, Quote] = {}
        for statement in statements:
            targets = self._targets(document, statement)
            compared = next((self._passages.by_id[t.passage].dated for t in targets if t.compared), None)
            for target in targets:
                passage = self._passages.by_id[target.passage]
                if passage.holds_on(day):
                    before = found.get(passage.id)
                    words = stems(statement.text) | (before.words if before else frozenset())
                    pieces = self._exact(passage, [*(before.pieces if before else ()), *target.quotes])
                    if pieces:
                        found[passage.id] = Quote(passage, pieces, words, day, compared or (before.compared if before else None))
        return tuple(found.values())

    def younger(self, document: Document, statements: Sequence[Statement], day: date) -> bool:
        """Whether the words of all these statements are held only as they stood later than a day."""
        passages = [self._passages.by_id[t.passage] for s in statements for t in self._targets(document, s)]
        return bool(passages) and all(p.since and p.since > day for p in passages)

    def said_to(self, passage: OfficialPassage) -> tuple[str, ...]:
        """The statements ("entry#statement") on the claims that a passage of news voices; none for any other passage."""
        return self._links.by_passage.get(passage.id, ()) if passage.kind == "news" else ()

    def _targets(self, document: Document, statement: Statement) -> tuple[Target, ...]:
        if not self:
            return ()
        return self._links.by_statement.get(f"{document.id}#{statement.id}", ())

    def _exact(self, passage: OfficialPassage, pieces: Iterable[str]) -> tuple[str, ...]:
        """The pieces that stand in the passage, in its order, without those that stand inside another one."""
        given = list(dict.fromkeys(pieces))
        kept = [p for p in given if p and passage.whole and p in passage.text]
        if len(kept) < len(given):
            with self._lock:
                self.dropped += len(given) - len(kept)
        alone = [p for p in kept if not any(p != other and p in other for other in kept)]
        return tuple(sorted(alone, key=passage.text.index))


def labels(quote: Quote, phrases: dict[str, str]) -> tuple[str, str, tuple[str, ...]]:
    """What stands around a quote, in the register's phrases.

    :param quote: the quote
    :param phrases: `register.phrases`
    :return: what kind of words these are; the place and the date of the text; notes: doubts first, the licence last
    """
    passage = quote.passage
    place = f"{passage.title}, {passage.place}" if passage.place else passage.title
    dated = phrases["words_dated"].format(place=place, day=in_words(passage.dated)) if passage.dated else None
    notes = [
        phrases["words_behind"] if quote.behind else None,
        phrases["words_prospective"] if passage.status == "prospective" else None,
        phrases["words_ended"] if passage.status in {"repealed", "ended"} else None,
        None if passage.complete else phrases["words_incomplete"],
        _compared(quote, phrases),
        _licence(passage.licence, phrases),
    ]
    kind = "guidance_added" if passage.kind == "guidance" and not passage.address else passage.kind  # no publisher's page bears it out
    return phrases[f"words_{kind}"], dated or phrases["words_undated"].format(place=place), tuple(n for n in notes if n)


def row_of(quote: Quote) -> dict[str, Any]:
    """A quote as JSON data."""
    passage = quote.passage
    return {
        "passage": passage.id,
        "kind": passage.kind,
        "title": passage.title,
        "place": passage.place,
        "url": passage.address,
        "dated": passage.dated and passage.dated.isoformat(),
        "not_up_to_date": quote.behind,
        "licence": passage.licence,
        "pieces": list(quote.pieces),
    }


def _compared(quote: Quote, phrases: dict[str, str]) -> str | None:
    if quote.compared is None:
        return None
    if quote.compared == quote.passage.dated:
        return phrases["words_compared"]
    return phrases["words_compared_with"].format(day=in_words(quote.compared))


def _licence(licence: str, phrases: dict[str, str]) -> str:
    return phrases["words_open_licence" if licence.startswith("Open Government") else "words_licence"].format(licence=licence)
