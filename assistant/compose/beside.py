"""What is asked beside "is it a crime": the penalty, the time limit and other aspects of the law that decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from assistant.compose.pick import Picked, aspects_asked, is_near, ranked, without_repeats
from assistant.compose.polarity import TURNED
from assistant.compose.wording import in_words
from assistant.path.dates import months_after
from assistant.path.matching import WordLists, plain
from assistant.path.step4_decide import MAIN_RANK
from assistant.records import Decision, Enquiry, Evidence, Sentence
from assistant.register.load import Register
from assistant.register.schema import Aspect, Document, Provision, Verdict
from assistant.register.words import Ask

_PLAIN: frozenset[Ask] = frozenset({"crime", "place"})  # asks that the verdict itself answers
_JUST = 0.7  # similarity from which the nearest lay question says which statement is asked for
MAIN_STATEMENT: dict[Ask, str] = {"penalty": "penalty", "time limit": "time-limit"}  # ids under which a provision has its main answer


@dataclass(frozen=True)
class Beside:
    """Statements for what is asked beside the verdict."""

    register: Register
    words: WordLists

    def aspects(self, enquiry: Enquiry) -> tuple[Aspect, ...]:
        """The aspects of what is asked beside "is it a crime"."""
        return aspects_asked(self.register, replace(enquiry, asks=tuple(a for a in enquiry.asks if a not in _PLAIN)))

    def asked(self, decision: Decision, enquiry: Enquiry, evidence: Evidence) -> list[Picked]:
        """Statements for what is asked beside "is it a crime", best first.

        :param decision: on the first conduct
        :param enquiry: the question understood
        :param evidence: what retrieval brought
        """
        aspects = self.aspects(enquiry)
        if not aspects:
            return []
        picked = ranked(self._near(decision, evidence), enquiry, evidence, aspects)
        mine = self._meant(decision, enquiry, evidence)
        wanted = [MAIN_STATEMENT[ask] for ask in enquiry.asks if ask in MAIN_STATEMENT]
        fitting = sorted(
            (p for p in picked if p.statement.aspect in aspects),
            key=lambda p: (*_just_asked(p, mine, evidence), _place(p.statement.id, wanted)),
        )
        chosen = without_repeats(fitting, 2 if len(set(enquiry.asks) - _PLAIN) < 2 else 3)
        late = decision.lead is not None and decision.conduct in decision.lead.rule.conduct and "time limit" in enquiry.asks
        procedure = next((p for p in fitting if late and mine and self._has_limit(p, mine)), None)
        return [*chosen, procedure] if procedure and procedure not in chosen else chosen

    def limits(self, picked: Picked, decision: Decision, enquiry: Enquiry) -> Iterator[Sentence]:
        """What must stand beside a time limit: the day on which it falls, what is in doubt, and that a graver form has another limit.

        :param picked: the statement that leads
        :param decision: on the first conduct
        :param enquiry: for the day of the act
        """
        if picked.statement.aspect != "time limit":
            return
        last = _last_day(picked.document, enquiry)
        if last:
            phrase = "charge_was_until" if last < enquiry.question.as_of else "charge_until"
            text = self.register.phrases[phrase].format(day=in_words(enquiry.on.first), last=in_words(last))
            yield Sentence(text, (picked.cite,))
        graver = [r.provision for r in decision.rulings if r.status == "in force" and r.rule.rank <= MAIN_RANK]
        for document, name in [(picked.document, "time-limit-doubt"), *((p, "time-limit") for p in graver if p is not picked.document)][:2]:
            if statement := document.statements.get(name):
                yield Sentence(statement.text, ((document, statement),))

    def asks_the_limit(self, enquiry: Enquiry) -> bool:
        """Whether the time to charge is what is asked, and not only the days that it tells suggest it."""
        low = plain(enquiry.question.text)
        in_words = self.words.cue("asks if too late", low) or self.words.cue("asks if in time", low)
        return "time limit" in enquiry.asks and (enquiry.form is not None or in_words)

    def too_late(self, picked: Picked, enquiry: Enquiry) -> Verdict | None:
        """The answer to "is it too late?" by the limit that leads; None where something else is asked.

        :param picked: the statement that leads
        :param enquiry: for the day of the act
        """
        low = plain(enquiry.question.text)
        late, in_time = self.words.cue("asks if too late", low), self.words.cue("asks if in time", low)
        if enquiry.form == "open" or picked.statement.aspect != "time limit" or not (late or in_time):
            return None
        verdict = self._late(picked, enquiry)
        return verdict if late else TURNED[verdict]

    def _late(self, picked: Picked, enquiry: Enquiry) -> Verdict:
        months = getattr(picked.document, "charge_months", None)
        if not months:
            return "no" if self.words.cue("says no limit", plain(picked.statement.text)) else "depends"
        if not enquiry.date_told:
            return "depends"
        if months_after(enquiry.on.first, months) >= enquiry.question.as_of:
            return "no"
        doubt = "time-limit-doubt" in picked.document.statements
        return "yes" if months_after(enquiry.on.last, months) < enquiry.question.as_of and not doubt else "depends"

    def _has_limit(self, picked: Picked, provision: str) -> bool:
        """Whether a statement is of the procedure that sets the time limit of a provision: its own statement on that names the place."""
        limit = self.register.documents[provision].statements.get("time-limit")
        number = re.sub(r"^.*-s", "", picked.document.id)
        return picked.document.kind == "procedure" and limit is not None and number in (limit.at or "")

    def _meant(self, decision: Decision, enquiry: Enquiry, evidence: Evidence) -> str | None:
        """The provision whose penalty or time limit is asked: the leading one, or the graver form where a motive is told."""
        if enquiry.motive_told and decision.lead:
            live = [r.provision for r in decision.rulings if r.status == "in force" and r.rule.rank <= MAIN_RANK]
            ids = {p.id for p in live if p.id != decision.lead.provision.id and p.applies}
            near = [f.document.id for f in evidence.documents if f.document.id in ids]
            if near:
                return near[0]
        return decision.lead.provision.id if decision.lead else None

    def _near(self, decision: Decision, evidence: Evidence) -> list[tuple[Document, float]]:
        """The entries that an answer on this decision may draw on, each with a bonus."""
        near: dict[str, float] = {}
        for ruling in decision.rulings:
            if ruling.status in {"in force", "gap", "pending"}:
                near[ruling.provision.id] = 0.3 if ruling is decision.lead else 0.15 / ruling.rule.rank
        if decision.lead:
            for other in decision.lead.provision.related:
                near.setdefault(other, 0.1)
        for place, found in enumerate(evidence.documents[:5]):
            near[found.document.id] = near.get(found.document.id, 0.0) + 0.1 / (1 + place)
        return [(self.register.documents[i], bonus) for i, bonus in near.items()]


def _place(name: str, wanted: list[str]) -> int:
    return wanted.index(name) if name in wanted else len(wanted)


def _asks_just(picked: Picked, evidence: Evidence) -> bool:
    """Whether the nearest lay question of all asks just for this statement, as "will he go on the register?" beside the maximum."""
    return is_near(picked, evidence, max(_JUST, evidence.nearest))


def _just_asked(picked: Picked, mine: str | None, evidence: Evidence) -> tuple[bool, bool, bool]:
    """An order: advice that is asked for just so, then the law that is meant, what of it is asked for just so first."""
    just, own = _asks_just(picked, evidence), picked.document.id == mine
    return not (just and (own or picked.document.kind == "advice")), not own, not just


def _last_day(document: Document, enquiry: Enquiry) -> date | None:
    """The day on which a charge can last be brought for what was done on a day that is told; None where that cannot be said."""
    months = document.charge_months if isinstance(document, Provision) else None
    return months_after(enquiry.on.first, months) if months and enquiry.date_told and enquiry.on.one_day else None
