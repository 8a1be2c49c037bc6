"""Find provisions for helpline staff: words and filters in, provisions with their facts out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.assistant import Assistant
from assistant.compose.reviewing import review_note
from assistant.compose.wording import in_words
from assistant.register.schema import OpenQuestion, Pitfall, Provision
from assistant.web.facts import Fact, facts_of
from assistant.web.texts import texts

_SEARCHED = 30  # entries that a search brings
MOST_SHOWN = 20


@dataclass(frozen=True)
class Entry:
    """A provision as the look-up shows it."""

    provision: Provision
    facts: list[Fact]  # on the card
    record: list[Fact]  # at the end of the detail
    beliefs: tuple[Pitfall, ...]
    unknown: tuple[OpenQuestion, ...]
    reviewed: tuple[Fact, ...] = ()  # statements whose official words have changed, each with its mark


def find(assistant: Assistant, query: str, nation: str, conduct: str, today: date) -> tuple[list[Entry], int]:
    """Provisions for words and filters.

    :param assistant: for the register and its search
    :param query: a few words; may be empty when a conduct is chosen
    :param nation: long name of a nation, or "" for any
    :param conduct: a conduct of the register, or "" for any
    :param today: the day on which standing is told
    :return: the first entries, best first, and how many there are in all
    :raises QuestionError: when the query cannot be used
    """
    ranked = [f.document for f in assistant.search(query, _SEARCHED)] if query.strip() else []
    provisions = [d for d in ranked if isinstance(d, Provision)]
    if conduct:
        held = {p.id for p in provisions}
        provisions += [p for p in assistant.register.provisions if p.id not in held]
    kept = [p for p in provisions if _fits(p, nation, conduct)]
    return [_entry(assistant, p, today) for p in kept[:MOST_SHOWN]], len(kept)


def _fits(provision: Provision, nation: str, conduct: str) -> bool:
    in_nation = not nation or nation in provision.extent
    return in_nation and (not conduct or any(conduct in rule.conduct for rule in provision.applies))


def _entry(assistant: Assistant, provision: Provision, today: date) -> Entry:
    register = assistant.register
    return Entry(
        provision,
        _facts(provision, today),
        _record(provision),
        tuple(p for p in register.pitfalls if provision.id in p.provisions),
        tuple(q for q in register.open_questions if provision.id in q.provisions),
        _reviewed(assistant, provision),
    )


def _reviewed(assistant: Assistant, provision: Provision) -> tuple[Fact, ...]:
    days = {s.text: assistant.reviews.get(f"{provision.id}#{s.id}") for s in provision.statement}
    return tuple((text, review_note(day, assistant.register)) for text, day in days.items() if day)


def _facts(provision: Provision, today: date) -> list[Fact]:
    """The facts of a card, with the penalty before how sure they are."""
    *facts, sure = facts_of(provision, today)
    return [*facts, (texts()["lookup"]["penalty"], provision.penalty), sure] if provision.penalty else [*facts, sure]


def _record(provision: Provision) -> list[Fact]:
    own = texts()["lookup"]
    record = [(own["made_by"], f"{period.by}") for period in provision.in_force]
    if provision.pending:
        record.append((own["why_pending"], provision.pending.why))
    return [*record, (own["checked"], in_words(provision.checked))]
