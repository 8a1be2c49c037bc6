"""Answers and entries as text for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from pydantic import BaseModel

from assistant.cli.quotes import Printer
from assistant.compose.reviewing import review_note
from assistant.compose.wording import in_words, listed
from assistant.path.step6_show import markdown, service_line
from assistant.records import Answer, Citation, Enquiry
from assistant.register.load import Register
from assistant.register.schema import Document, Provision, Service, Statement
from assistant.web.facts import kind_name

if TYPE_CHECKING:
    from assistant.assistant import Assistant

DISCLAIMER = "This is information, not legal advice."


def printed(answer: Answer, assistant: Assistant, quotes: bool = False) -> str:
    """An answer with its sources, each with its kind, for a terminal.

    :param answer: the answer
    :param assistant: for the register and its date
    :param quotes: whether the exact words stand under each source
    """
    parts = [_no_stars(markdown(answer, assistant.register))]
    if answer.citations:
        parts.append("Sources\n" + "\n".join(line for c in answer.citations for line in _source_lines(c, answer, assistant, quotes)))
    parts.append(f"{DISCLAIMER} Register checked up to {assistant.manifest.register_date}.")
    return "\n\n".join(parts)


def _source_lines(citation: Citation, answer: Answer, assistant: Assistant, quotes: bool) -> list[str]:
    document = citation.document
    lines = [f"[{citation.number}] {kind_name(document)}: {_title(document)}", f"    {citation.url or 'no public address'}"]
    if quotes:
        lines += Printer(assistant.register.phrases).lines(assistant.quotes, document, citation.statements, answer.day)
    return lines


def explained(enquiry: Enquiry) -> str:
    """How a question was understood, in one line for each thing."""
    rows = {
        "nation": listed(enquiry.nations) + ("" if enquiry.nation_told else " (not stated)"),
        "on": f"{enquiry.on.first} to {enquiry.on.last}" if enquiry.date_told else f"{enquiry.on.last} (today)",
        "conduct": listed(enquiry.conducts) or "none",
        "shown": enquiry.shown or "not said",
        "image": enquiry.image or "not said",
        "writes": enquiry.role or "not said",
        "needs": listed(enquiry.needs) or "none",
        "asks": listed(enquiry.asks) or "not clear",
        "cited": listed(enquiry.cited) or "none",
    }
    return "\n".join(f"{name:8} {value}" for name, value in rows.items())


def entry_text(
    register: Register,
    entry: BaseModel,
    reviews: Mapping[str, date] | None = None,
    below: Callable[[Statement], list[str]] = lambda s: [],
) -> str:
    """Everything that the register holds on an entry.

    :param register: the register
    :param entry: a document, pitfall or open question
    :param reviews: `entry#statement` -> the day on which its official words changed
    :param below: lines that stand below a statement
    """
    if not isinstance(entry, Document):
        return "\n".join(
            f"{name}: {value}" for name, value in entry.model_dump(mode="json", exclude_defaults=True).items() if name != "asked_as"
        )
    lines = [f"{_title(entry)}", f"id          {entry.id}", f"link        {entry.url or 'none'}"]
    if isinstance(entry, Provision):
        lines += _provision_lines(entry)
    if isinstance(entry, Service):
        lines.append(_no_stars(service_line(entry)))
    lines += [f"kind        {kind_name(entry)}", f"confidence  {entry.confidence}", f"checked     {entry.checked}", "", "in our own words"]
    for statement in entry.statement:
        at = f" ({statement.at})" if statement.at else ""
        mark = f" [{statement.confidence}]" if statement.confidence else ""
        day = (reviews or {}).get(f"{entry.id}#{statement.id}")
        review = f" [{review_note(day, register)}]" if day else ""
        lines += [f"{statement.aspect:12} {statement.text}{at}{mark}{review}", *below(statement)]
    lines += ["", "sources", *(f"  {s}" for s in entry.sources)]
    beliefs = [p for p in register.pitfalls if entry.id in p.provisions]
    if beliefs:
        lines += ["", "often got wrong", *(f"  {p.belief} -> {p.correction}" for p in beliefs)]
    unknown = [q for q in register.open_questions if entry.id in q.provisions]
    if unknown:
        lines += ["", "not known", *(f"  {q.question} {q.known}" for q in unknown)]
    return "\n".join(lines)


def _provision_lines(entry: Provision) -> list[str]:
    lines = [f"law in      {listed(entry.extent)}"]
    for period in entry.in_force:
        start = f"since {in_words(period.from_)}" if period.from_ else f"in force; first day not confirmed ({period.reported})"
        end = f" until {in_words(period.until)}" if period.until else ""
        lines.append(f"in force    {start}{end}, by {period.by} [{period.confidence}]")
    if entry.pending:
        lines.append(f"in force    NOT CONFIRMED. {entry.pending.why}")
    if entry.penalty:
        lines.append(f"penalty     {entry.penalty}")
    lines += [f"evidence    {e.what}: {e.value} ({e.where}; {e.text} as at {e.dated or 'first made'})" for e in entry.evidence]
    return lines


def _title(document: Document) -> str:
    from assistant.index.rows import full_title

    return full_title(document)


def _no_stars(text: str) -> str:
    return text.replace("**", "")
