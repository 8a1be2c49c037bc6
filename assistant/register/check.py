"""What the form of a file cannot show: sources, dates, names and references that do not fit together.

`read_register` refuses a wrong form; `check` refuses a register that is well-formed and wrong; `assistant.proofs` compares
it with the official texts. Each fault is one line: file, line, entry, field, reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from datetime import date
from typing import get_args

from assistant.register.check_people import check_people
from assistant.register.check_sources import check_sources
from assistant.register.faults import Fault, located
from assistant.register.load import Register
from assistant.register.schema import NATIONS, Document, News, Provision, Statement, Timeline, Verdict
from assistant.register.words import PHRASES

_OLDEST = date(1800, 1, 1)
_NEWEST = date(2100, 1, 1)
_MOST_VOICED = 4  # words in a row by which a claim is known
FEWEST_QUESTIONS = 7
FEWEST_QUESTIONS_IMAGES = 15
_IMAGE_CONDUCTS = {"create", "request", "share", "threaten", "take", "copy", "make tool", "flash", "upskirt"}


def check(register: Register, today: date | None = None) -> list[str]:
    """All faults of a register that can be seen without an official text.

    :param register: a register whose form is right
    :param today: no fact can have been checked after this day; default: today
    :return: one line for each fault (file, line, entry, reason); empty when there is none
    """
    today = today or date.today()
    faults: list[Fault] = [*_repeated_ids(register)]
    for document in register.documents.values():
        faults += [*_of_document(document, today), *_of_claims(document), *_of_provision(document, register)]
    faults += _of_pitfalls(register)
    faults += _of_replies(register)
    faults += _of_asks(register)
    faults += _of_evidence(register)
    faults += _of_examples(register)
    faults += check_people(register)
    faults += check_sources(register)
    faults += _of_languages(register)
    faults += _of_cues(register)
    faults += _repeated_questions(register)
    faults += [Fault("phrases", f"{name!r} is missing") for name in sorted(PHRASES - register.phrases.keys())]
    return located(faults, register)


def _repeated_ids(register: Register) -> Iterator[Fault]:
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
    yield from (Fault(i, f"id: used {n} times", "id = ") for i, n in ids.items() if n > 1)


def _of_document(document: Document, today: date) -> Iterator[Fault]:
    if not document.sources and not isinstance(document, News):
        yield Fault(document.id, "sources: a fact needs at least one source")
    if document.checked > today:
        yield Fault(document.id, f"checked: {document.checked} is in the future", "checked = ")
    if not document.statement:
        yield Fault(document.id, "statement: an entry needs at least one statement")
    for name, times in Counter(s.id for s in document.statement).items():
        if times > 1:
            yield Fault.of_statement(document.id, name, f"id used {times} times")
    for asked in document.asked:
        if asked.answer and asked.answer not in document.statements:
            yield Fault(document.id, f"asked {asked.text!r}: there is no statement {asked.answer!r}", f'answer = "{asked.answer}"')
    for statement in document.statement:
        yield from (Fault.of_statement(document.id, statement.id, reason) for reason in _of_statement(document, statement))
    for compared in document.compared:
        names = (row.split()[0] for row in compared.statements)
        yield from _unknown(document.id, "compared", names, document.statements, "statement")


def _of_claims(document: Document) -> Iterator[Fault]:
    for voiced in document.voiced if isinstance(document, News) else ():
        if voiced.claim not in document.statements:
            yield Fault(document.id, f"voiced: there is no statement {voiced.claim!r}", f'claim = "{voiced.claim}"')
        if any(len(words.split()) > _MOST_VOICED for words in voiced.words):
            yield Fault(document.id, f"voiced: more than {_MOST_VOICED} words of an article in a row", f'claim = "{voiced.claim}"')


def _of_statement(document: Document, statement: Statement) -> Iterator[str]:
    if not statement.text.endswith((".", "?", "!", ".\u201d")):
        yield "text: not a whole sentence (no full stop)"
    if statement.from_ and statement.until and statement.until <= statement.from_:
        yield "until: not after from"
    if isinstance(document, Timeline) and not (statement.from_ and statement.sources):
        yield "an event needs its date (from) and its source"


def _of_provision(document: Document, register: Register) -> Iterator[Fault]:
    if not isinstance(document, Provision):
        if not isinstance(document, News | Timeline) and document.url is None:
            yield Fault(document.id, "url: missing")
        return
    if document.url is None:
        yield Fault(document.id, "url: missing")
    for period in document.in_force:
        if not _OLDEST <= period.certain_from < _NEWEST:
            yield Fault(document.id, f"in_force: {period.certain_from} is not a possible date", f"{period.certain_from}")
    if document.kind == "gap" and (document.in_force or document.pending):
        yield Fault(document.id, "in_force: a gap is not law, so it has no start", "[[in_force]]")
    if document.kind != "gap" and not document.in_force and not document.pending:
        yield Fault(document.id, "in_force: give the period and its instrument, or [pending]")
    if document.in_force and document.pending:
        yield Fault(document.id, "pending: either in force or pending, not both", "[pending]")
    for rule in document.applies:
        for name in (rule.lead, *rule.then, *(n for n in (rule.brief, rule.urgent) if n)):
            if name not in document.statements:
                yield Fault(document.id, f"applies: there is no statement {name!r}", f'"{name}"')
        if (rule.verdict == "no") != (document.kind == "gap"):
            yield Fault(document.id, "applies: the verdict `no` belongs to gaps, and to gaps only", "[[applies]]")
    yield from _unknown(document.id, "related", document.related, register.documents)
    yield from _few_questions(document)


def _unknown(entry: str, where: str, names: Iterable[str], known: Container[str], what: str = "entry") -> Iterator[Fault]:
    yield from (Fault(entry, f"{where}: there is no {what} {name!r}", f'"{name}') for name in names if name not in known)


def _few_questions(document: Provision) -> Iterator[Fault]:
    about_images = any(_IMAGE_CONDUCTS & set(rule.conduct) for rule in document.applies) and document.id.startswith("soa-2003-s66")
    fewest = FEWEST_QUESTIONS_IMAGES if about_images else FEWEST_QUESTIONS
    if len(document.asked_as) < fewest:
        yield Fault(document.id, f"asked: {len(document.asked_as)} lay questions; at least {fewest} are needed", "asked = ")


def _of_pitfalls(register: Register) -> Iterator[Fault]:
    for pitfall in register.pitfalls:
        yield from _unknown(pitfall.id, "provisions", pitfall.provisions, register.documents)
        if not pitfall.sources:
            yield Fault(pitfall.id, "sources: a correction needs a source")
    for question in register.open_questions:
        yield from _unknown(question.id, "provisions", question.provisions, register.documents)


def _of_replies(register: Register) -> Iterator[Fault]:
    for reply in register.replies:
        for reference in (*reply.cite, *(r for law in reply.law.values() for r in law)):
            try:
                register.statement(reference)
            except KeyError:
                yield Fault(reply.id, f"cite: there is no statement {reference!r}")
        yield from _unknown(reply.id, "near", reply.near, register.documents)
        yield from _unknown(reply.id, "services", reply.services, register.services_by_id, "service")
        for number in _numbers_of_no_service((*reply.text, *reply.here.values()), register):
            yield Fault(reply.id, f"text: {number} is the number of no service")
        if reply.here and not any("{here}" in paragraph for paragraph in reply.text):
            yield Fault(reply.id, "here: no paragraph has {here}")
    known = _statements(register)
    for law in register.laws_in_short:
        yield from _unknown("law-in-short", "cite", law.cite, known, "statement")
    for row in register.nations:
        yield from _unknown(row.nation, "responsible", (row.responsible,), known, "statement")


def _of_cues(register: Register) -> Iterator[Fault]:
    for name, times in Counter(c.cue for c in register.cues).items():
        if times > 1:
            yield Fault("cues", f"cue {name!r} stands {times} times: only the last would count", f'cue = "{name}"')


def _of_languages(register: Register) -> Iterator[Fault]:
    known = _statements(register)
    for language in register.languages:
        cited = (reference for point in language.points for reference in point.cite)
        yield from _unknown(f"language {language.code}", "cite", cited, known, "statement")
        for number in _numbers_of_no_service((*language.text, language.crisis_text), register):
            yield Fault(f"language {language.code}", f"text: {number} is the number of no service")
        for name in ("intro", "elsewhere", "child", "asks_if_crime", "minor", "years"):
            if not getattr(language, name):
                yield Fault(f"language {language.code}", f"{name}: is missing")
        acts = {act for matter in register.matters for act in matter.acts} | {"child"}
        yield from _unknown(f"language {language.code}", "acts", acts, language.acts, "name for the act")
        yield from _unknown(f"language {language.code}", "where", NATIONS, language.where, "name of the nation")
        yield from _unknown(f"language {language.code}", "says", get_args(Verdict), language.says, "sentence for the verdict")


def _numbers_of_no_service(texts: Iterable[str], register: Register) -> list[str]:
    """Telephone numbers in fixed words that no service of the register has."""
    numbers = {_digits(s.phone) for s in register.services if s.phone}
    told = re.findall(r"\b\d{4} \d{3,4} ?\d{0,4}\b|\b0808 80 10 800\b", " ".join(texts))
    return [n for n in told if not any(_digits(n) in known for known in numbers)]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _of_asks(register: Register) -> Iterator[Fault]:
    for row in register.asks:
        yield from _unknown(f"ask {row.ask}", "documents", (*row.documents, *row.child_documents), register.documents)


def _of_evidence(register: Register) -> Iterator[Fault]:
    known = {t.id for t in register.texts}
    for provision in register.provisions:
        yield from _unknown(provision.id, "evidence", (e.text for e in provision.evidence), known, "text")


def _statements(register: Register) -> set[str]:
    """Every statement, as "entry#statement"."""
    return {f"{d.id}#{s.id}" for d in register.documents.values() for s in d.statement}


def _of_examples(register: Register) -> Iterator[Fault]:
    known = _statements(register)
    for example in register.examples:
        yield from _unknown(f"example {example.text[:40]!r}", "answers", example.answers, known, "statement")
        if example.verdict and not example.answers:
            yield Fault(f"example {example.text[:40]!r}", "verdict: of nothing, there are no answers")


def _repeated_questions(register: Register) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for document in register.documents.values():
        for text in document.asked_as:
            said = plain(text)
            if said in seen and seen[said] != document.id:
                yield Fault(document.id, f"asked: {text!r} is already a question of {seen[said]}", text[:60])
            seen.setdefault(said, document.id)


def plain(text: str) -> str:
    """A question without what does not make it another one: capitals, marks, spacing."""
    return re.sub(r"\W+", " ", text.casefold()).strip()
