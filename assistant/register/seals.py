"""Seals: which statements a second reader has compared with a text, and whether they have changed since."""

from __future__ import annotations

import hashlib
from datetime import date

from assistant.register.schema import Compared, Document, Statement


def seal(statement: Statement) -> str:
    """Eight hexadecimal digits over all that a reader compares: words, place, dates, nations, who must obey."""
    parts = (statement.text, statement.at, statement.from_, statement.until, statement.nations, statement.binds, statement.derived)
    return hashlib.blake2s(repr(parts).encode(), digest_size=4).hexdigest()


def comparisons(document: Document) -> dict[str, Compared]:
    """The comparison that still holds for each statement: the newest with the statement's present seal.

    :param document: an entry
    :return: statement id -> comparison; a statement that was changed afterwards is absent
    """
    seals = {s.id: seal(s) for s in document.statement}
    held: dict[str, Compared] = {}
    for compared in sorted(document.compared, key=lambda c: c.on):
        for row in compared.statements:
            name, _, given = row.partition(" ")
            if seals.get(name) == given:
                held[name] = compared
    return held


def comparison_block(document: Document, names: list[str], text: str, dated: date, on: date) -> str:
    """A `[[compared]]` table for the entry's file.

    :param document: the entry
    :param names: ids of the statements that were compared
    :param text: id of the text
    :param dated: its date
    :param on: the day of the comparison
    """
    rows = "".join(f'  "{name} {seal(document.statements[name])}",\n' for name in names)
    return f'\n[[compared]]\ntext = "{text}"\ndated = {dated}\non = {on}\nstatements = [\n{rows}]\n'
