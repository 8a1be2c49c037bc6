"""What the form of a file cannot show: sources, dates, names and references that do not fit together.

`read_register` refuses a wrong form; `check` refuses a register that is well-formed and wrong. Each fault is one line:
entry, field, reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from datetime import date

from assistant.register.load import Register
from assistant.register.schema import Document, News, Provision, Timeline
from assistant.register.words import PHRASES

_OLDEST = date(1800, 1, 1)
_NEWEST = date(2100, 1, 1)
FEWEST_QUESTIONS = 7
FEWEST_QUESTIONS_IMAGES = 15
_IMAGE_CONDUCTS = {"create", "request", "share", "threaten", "take", "copy", "make tool", "flash", "upskirt"}


def check(register: Register, today: date | None = None) -> list[str]:
    """All faults of a register.

    :param register: a register whose form is right
    :param today: no fact can have been checked after this day; default: today
    :return: one line for each fault; empty when there is none
    """
    today = today or date.today()
    faults: list[str] = []
    faults += _repeated_ids(register)
    for document in register.documents.values():
        for fault in (*_of_document(document, today), *_of_provision(document, register)):
            faults.append(f"{document.id}: {fault}")
    faults += _of_pitfalls(register)
    faults += _of_replies(register)
    faults += _of_asks(register)
    faults += _repeated_questions(register)
    faults += [f"phrases: {name!r} is missing" for name in sorted(PHRASES - register.phrases.keys())]
    return faults


def _repeated_ids(register: Register) -> Iterator[str]:
    groups = (
        register.provisions,
        register.guidance,
        register.enforcement,
        register.news,
        register.timeline,
        register.advice,
        register.services,
    )
    ids = Counter(e.id for group in (*groups, register.pitfalls, register.open_questions) for e in group)
    yield from (f"{i}: id: used {n} times" for i, n in ids.items() if n > 1)


def _of_document(document: Document, today: date) -> Iterator[str]:
    if not document.sources and not isinstance(document, News):
        yield "sources: a fact needs at least one source"
    if document.checked > today:
        yield f"checked: {document.checked} is in the future"
    if not document.statement:
        yield "statement: an entry needs at least one statement"
    for name, times in Counter(s.id for s in document.statement).items():
        if times > 1:
            yield f"statement {name}: id used {times} times"
    for asked in document.asked:
        if asked.answer and asked.answer not in document.statements:
            yield f"asked {asked.text!r}: there is no statement {asked.answer!r}"
    for statement in document.statement:
        if not statement.text.endswith((".", "?", "!", ".\u201d")):
            yield f"statement {statement.id}: text: not a whole sentence (no full stop)"
        if statement.from_ and statement.until and statement.until <= statement.from_:
            yield f"statement {statement.id}: until: not after from"
        if isinstance(document, Timeline) and not (statement.from_ and statement.sources):
            yield f"statement {statement.id}: an event needs its date (from) and its source"


def _of_provision(document: Document, register: Register) -> Iterator[str]:
    if not isinstance(document, Provision):
        if not isinstance(document, News | Timeline) and document.url is None:
            yield "url: missing"
        return
    if document.url is None:
        yield "url: missing"
    for period in document.in_force:
        if not _OLDEST <= period.certain_from < _NEWEST:
            yield f"in_force: {period.certain_from} is not a possible date"
    if document.kind == "gap" and (document.in_force or document.pending):
        yield "in_force: a gap is not law, so it has no start"
    if document.kind != "gap" and not document.in_force and not document.pending:
        yield "in_force: give the period and its instrument, or [pending]"
    if document.in_force and document.pending:
        yield "pending: either in force or pending, not both"
    for rule in document.applies:
        for name in (rule.lead, *rule.then, *([rule.brief] if rule.brief else [])):
            if name not in document.statements:
                yield f"applies: there is no statement {name!r}"
        if (rule.verdict == "no") != (document.kind == "gap"):
            yield "applies: the verdict `no` belongs to gaps, and to gaps only"
    yield from _unknown("related", document.related, register.documents)
    yield from _few_questions(document)


def _unknown(where: str, names: Iterable[str], known: Container[str], what: str = "entry") -> Iterator[str]:
    yield from (f"{where}: there is no {what} {name!r}" for name in names if name not in known)


def _few_questions(document: Provision) -> Iterator[str]:
    about_images = any(_IMAGE_CONDUCTS & set(rule.conduct) for rule in document.applies) and document.id.startswith("soa-2003-s66")
    fewest = FEWEST_QUESTIONS_IMAGES if about_images else FEWEST_QUESTIONS
    if len(document.asked_as) < fewest:
        yield f"asked_as: {len(document.asked_as)} lay questions; at least {fewest} are needed"


def _of_pitfalls(register: Register) -> Iterator[str]:
    for pitfall in register.pitfalls:
        yield from _unknown(f"{pitfall.id}: provisions", pitfall.provisions, register.documents)
        if not pitfall.sources:
            yield f"{pitfall.id}: sources: a correction needs a source"
    for question in register.open_questions:
        yield from _unknown(f"{question.id}: provisions", question.provisions, register.documents)


def _of_replies(register: Register) -> Iterator[str]:
    for reply in register.replies:
        for reference in reply.cite:
            try:
                register.statement(reference)
            except KeyError:
                yield f"{reply.id}: cite: there is no statement {reference!r}"
        yield from _unknown(f"{reply.id}: services", reply.services, register.services_by_id, "service")


def _of_asks(register: Register) -> Iterator[str]:
    for help_row in register.help:
        yield from _unknown("help: services", help_row.services, register.services_by_id, "service")
    for row in register.asks:
        yield from _unknown(f"ask {row.ask!r}: documents", (*row.documents, *row.child_documents), register.documents)


def _repeated_questions(register: Register) -> Iterator[str]:
    seen: dict[str, str] = {}
    for document in register.documents.values():
        for text in document.asked_as:
            plain = re.sub(r"\W+", " ", text.casefold()).strip()
            if plain in seen and seen[plain] != document.id:
                yield f"{document.id}: asked_as: {text!r} is already a question of {seen[plain]}"
            seen.setdefault(plain, document.id)
