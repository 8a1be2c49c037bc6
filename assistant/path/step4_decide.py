"""Decide: which provisions apply to a conduct, in a nation, on a day, to a person shown; and the verdict.

A look-up over the register's `applies` rows. Nothing is retroactive: a provision counts only on days on which it is
law (`in_force`). What is enacted but not confirmed as started never makes a "yes": it makes "unknown".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.path.dates import FAR_PAST
from assistant.records import Decision, Enquiry, Evidence, Ruling, Span, Status
from assistant.register.load import Register
from assistant.register.schema import NATIONS, Conduct, Image, Nation, Provision, Rule, Shown, Verdict

_ORDER: dict[Status, int] = {"in force": 0, "gap": 1, "pending": 2, "uncertain": 3, "not yet": 4, "ended": 5}
_LEGAL = {"crime", "penalty", "time limit", "start", "exception", "place"}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
MAIN_RANK = 2  # rules of this rank or better can decide; those after are fallbacks that may apply


@dataclass(frozen=True)
class Bench:
    """The stage: the register's decision table."""

    register: Register

    def decide(self, conduct: Conduct, nation: Nation, on: date, shown: Shown = "adult", image: Image = "real") -> Decision:
        """Rule on one conduct.

        :param conduct: what was done
        :param nation: where
        :param on: when
        :param shown: whether the person in the picture is an adult or a child
        :param image: whether it is a real picture or a fake
        :return: the rulings, leading one first, and the verdict
        """
        rulings = sorted(
            self._rulings(conduct, nation, on, shown, image),
            key=lambda r: (r.rule.rank > MAIN_RANK, _ORDER[r.status], r.rule.rank, r.provision.id),
        )
        return Decision(conduct, nation, on, shown, image, _verdict(rulings), tuple(rulings))

    def decide_all(self, enquiry: Enquiry, on: date | None = None) -> list[Decision]:
        """Rule on each conduct of an enquiry in each of its nations.

        :param enquiry: the question understood
        :param on: the day; default: the last day of the enquiry's span
        :return: decisions in the order of conducts, then nations
        """
        spans = dict(enquiry.acts)
        shown = enquiry.shown or "adult"
        return [
            replace(self.decide(conduct, nation, on or span.last, _whom(conduct, shown), image_of(conduct, enquiry.image)), span=span)
            for conduct in enquiry.conducts
            for span in (spans.get(conduct, enquiry.on),)
            for nation in enquiry.nations
        ]

    def elsewhere(self, decision: Decision) -> list[Decision]:
        """The same conduct in the nations that the answer does not lead with."""
        others = [n for n in NATIONS if n != decision.nation]
        return [self.decide(decision.conduct, n, decision.on, decision.shown, decision.image) for n in others]

    def _rulings(self, conduct: Conduct, nation: Nation, on: date, shown: Shown, image: Image) -> Iterator[Ruling]:
        for provision in self.register.provisions:
            if nation not in provision.extent:
                continue
            for rule in provision.applies:
                if conduct in rule.conduct and shown in rule.shown and image in rule.image:
                    yield standing(provision, rule, on)


def with_conduct(enquiry: Enquiry, evidence: Evidence) -> Enquiry:
    """An enquiry whose words name no conduct, with the conduct of the law that retrieval ranks first.

    Only where the question asks about a crime; a question about duties or definitions stays without one.

    :param enquiry: the question understood
    :param evidence: what retrieval brought
    """
    if len(enquiry.conducts) > 1:
        keeping = "possess" if "possess" in enquiry.spoken else None  # keeping is asked about; how the picture came about is not
        ordered = sorted(_by_evidence(enquiry, evidence), key=lambda c: c != keeping)
        return replace(enquiry, conducts=tuple(ordered))
    if enquiry.conducts or enquiry.cited or not set(enquiry.asks) & _LEGAL or not evidence.documents:
        return enquiry
    first = evidence.documents[0].document
    rows = first.applies if isinstance(first, Provision) else ()
    conducts = tuple(dict.fromkeys(c for rule in rows if rule.rank == 1 for c in rule.conduct))
    return replace(enquiry, conducts=conducts) if len(conducts) == 1 else enquiry


def before_the_start(enquiry: Enquiry, bench: Bench) -> Enquiry:
    """An enquiry about something done "before the law changed", with the days before the law on its first conduct began.

    :param enquiry: the question understood
    :param bench: the decision table
    """
    if not enquiry.before_the_law or not enquiry.conducts:
        return enquiry
    lead = bench.decide_all(enquiry)[0].lead
    if lead is None or lead.since is None or lead.status != "in force":
        return enquiry
    return replace(enquiry, on=Span(FAR_PAST, lead.since - timedelta(days=1)), date_told=True)


def _by_evidence(enquiry: Enquiry, evidence: Evidence) -> tuple[Conduct, ...]:
    """The conducts in the order in which retrieval ranks their main law."""

    def best_place(conduct: Conduct) -> int:
        found = [
            place
            for place, f in enumerate(evidence.documents)
            if isinstance(f.document, Provision)
            and set(f.document.extent) & set(enquiry.nations)
            and any(rule.rank == 1 and conduct in rule.conduct for rule in f.document.applies)
        ]
        return min(found, default=len(evidence.documents))

    return tuple(sorted(enquiry.conducts, key=best_place))


def waiting_first(decision: Decision) -> Decision:
    """The same decision led by law that was passed and is not confirmed as started, where there is such law in the first rank.

    :param decision: a ruling
    """
    waiting = [r for r in decision.rulings if r.status == "pending" and r.rule.rank <= MAIN_RANK]
    if not waiting:
        return decision
    rest = tuple(r for r in decision.rulings if r not in waiting)
    return replace(decision, verdict="unknown", rulings=(*waiting, *rest))


def standing(provision: Provision, rule: Rule, on: date) -> Ruling:
    """Whether a provision is law on a day.

    :param provision: the provision
    :param rule: the row that is asked about
    :param on: the day
    :return: the ruling with its status, and the first day where that is confirmed
    """
    if provision.kind == "gap":
        return Ruling(provision, rule, "gap")
    if provision.pending:
        return Ruling(provision, rule, "not yet" if on < provision.pending.enacted else "pending")
    if rule.from_ and on < rule.from_:
        return Ruling(provision, rule, "not yet", rule.from_)
    for period in provision.in_force:
        if period.certain_from <= on and (period.until is None or on < period.until):
            return Ruling(provision, rule, "in force", rule.from_ or period.from_, period.until)
    first, last = provision.in_force[0], provision.in_force[-1]
    if last.until is not None and on >= last.until:
        return Ruling(provision, rule, "ended", last.from_, last.until)
    known = first.from_ is not None or on.year < year_of(provision)
    return Ruling(provision, rule, "not yet" if known else "uncertain", first.from_)


def _whom(conduct: Conduct, shown: Shown) -> Shown:
    """Whom to rule on: a child who is sent a picture of somebody's genitals is not the one whom it shows."""
    return "adult" if conduct == "flash" else shown


def year_of(provision: Provision) -> int:
    """The year of the Act that a provision stands in: it was no law before; 0 where its name tells none."""
    told = _YEAR.search(provision.act)
    return int(told[0]) if told else 0


def image_of(conduct: Conduct, told: Image | None) -> Image:
    """Real or fake, where the question does not say: making and asking are about fakes, the rest about real pictures."""
    return told or ("fake" if conduct in {"create", "request", "make tool", "supply tool", "possess tool"} else "real")


def _verdict(rulings: list[Ruling]) -> Verdict:
    main = [r for r in rulings if r.rule.rank <= MAIN_RANK]
    law = [r for r in main if r.status == "in force"]
    if law:
        return law[0].rule.verdict
    states = {r.status for r in main}
    if "pending" in states or "uncertain" in states:
        return "unknown"
    if states & {"gap", "not yet", "ended"}:
        return "no"
    return "depends" if rulings and rulings[0].status == "in force" else "unknown"
