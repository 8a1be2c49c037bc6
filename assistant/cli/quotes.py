"""Exact words of official texts for a terminal: between bars, with what they are, and the words that matter marked."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.compose.quoting import Quote, QuoteDesk, QuotedLine, labels
from assistant.compose.wording import in_words
from assistant.register.load import Register
from assistant.register.schema import Document, Statement

_BOLD = ("\x1b[1m", "\x1b[0m")
_STARS = ("**", "**")
_BAR = "    | "
_LONGEST = 90  # characters of the short form


def _marks() -> tuple[str, str]:
    """What stands around a marked word: bold on a screen, stars in a file or pipe."""
    return _BOLD if sys.stdout.isatty() else _STARS


@dataclass(frozen=True)
class Printer:
    """Writes quotes as lines of text."""

    phrases: dict[str, str]
    marks: tuple[str, str] = field(default_factory=_marks)

    def lines(self, desk: QuoteDesk, document: Document, statements: Sequence[Statement], day: date) -> list[str]:
        """The quotes of statements, or why there is none for the day.

        :param desk: gives the quotes
        :param document: the entry
        :param statements: statements of the entry
        :param day: the day on which the texts must stand
        """
        quotes = desk.of(document, statements, day)
        if not quotes and desk.younger(document, statements, day):
            return [_BAR + self.phrases["words_none_then"].format(day=in_words(day))]
        return [line for quote in quotes for line in self.quote(quote)]

    def quote(self, quote: Quote) -> list[str]:
        """One quote: what kind of words, where, the words, notes, address."""
        kind, place, notes = labels(quote, self.phrases)
        rows = [f"{kind.upper()}: {place}"]
        for number, part in enumerate(quote.parts):
            rows += ["  ..."] if number else []
            rows += [self._line(line) for line in part]
        return [_BAR + row for row in (*rows, *notes, quote.passage.address) if row]

    def claims(self, references: Iterable[str], register: Register) -> list[str]:
        """What the register says to the claims of a passage, one line each.

        :param references: "entry#statement"
        :param register: the register
        """
        return [claim_line(reference, register.statement(reference)[1]) for reference in references]

    def _line(self, line: QuotedLine) -> str:
        begin, end = self.marks
        return "  " * (line.depth + 1) + "".join(f"{begin}{text}{end}" if on else text for text, on in line.pieces)


def claim_line(reference: str, statement: Statement) -> str:
    """What the register says to a claim of an article: whether it is corrected or was only checked, and the sentence."""
    return f"      {'CORRECTION' if statement.aspect == 'correction' else 'CHECKED'}: {statement.text} ({reference})"


def short_lines(quotes: Iterable[Quote], phrases: dict[str, str]) -> list[str]:
    """The quotes of an entry in one line each: where, of which day, and how the words begin."""
    rows: dict[str, list[str]] = {}
    for quote in quotes:
        kind, place, _ = labels(quote, phrases)
        first = quote.passage.text.split("\n")[0]
        begin = first if len(first) <= _LONGEST else first[:_LONGEST].rsplit(" ", 1)[0] + " ..."
        rows.setdefault(kind, []).append(f'  | {place}: "{begin}"')
    return [line for kind, lines in rows.items() for line in ("", f"{kind.lower()} (--quotes prints them)", *lines)]
