"""Does the register use an official text's own words? A run of fourteen words that stands in one is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.register.faults import Fault
from assistant.register.load import Register

RUN = 14  # words in a row
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


def overlaps(register: Register, wordings: Iterable[str], only: set[str] | None = None) -> list[Fault]:
    """Statements and lay questions with a run of words that stands in an official text.

    :param wordings: the words of the official texts, one after the other
    :param only: ids of the entries to look at; None: all
    """
    documents = [d for d in register.documents.values() if only is None or d.id in only]
    ours = {run for d in documents for text in (*(s.text for s in d.statement), *d.asked_as) for run in _runs(text)}
    theirs = {run for words in wordings for run in _runs(words) if run in ours}
    faults = []
    for document in documents:
        runs = [(s.id, run) for s in document.statement if (run := next((r for r in _runs(s.text) if r in theirs), None))]
        faults += [Fault.of_statement(document.id, i, f"text: official words, {RUN} in a row: {' '.join(run)!r}") for i, run in runs]
        copied = [text for text in document.asked_as if any(run in theirs for run in _runs(text))]
        faults += [Fault(document.id, f"asked {text!r}: official words, {RUN} in a row", text[:60]) for text in copied]
    return faults


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text.lower().replace("\u2019", "'"))
    return (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
