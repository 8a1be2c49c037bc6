"""The sentence that opens an answer: the verdict, where, and since when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compose.wording import in_words, span_in_words
from assistant.path.form import asks_of_then
from assistant.path.step4_decide import MAIN_RANK, year_of
from assistant.records import Decision, Enquiry, Ruling, Span
from assistant.register.load import Register
from assistant.register.schema import Provision, Verdict

_LATELY, _JUST_NOW = 45, 7  # days: "last week", "last month"; for one day: "yesterday"


@dataclass(frozen=True)
class Leads:
    """Opening sentences in the register's phrases."""

    register: Register

    def opening(self, decision: Decision, enquiry: Enquiry) -> str:
        """The bold first words of an answer about one nation.

        :param decision: the ruling
        :param enquiry: for the date and for "is it legal"
        """
        ruling = decision.lead
        if ruling is None or (decision.verdict == "unknown" and ruling.rule.rank > MAIN_RANK):
            return self._say("unknown", decision, enquiry)
        if ruling.status == "in force":
            return self._in_force(decision, enquiry, ruling)
        not_then = "not_then" if enquiry.form == "yes or no" and "crime" in enquiry.asks else "not_then_told"
        name = {"gap": "gap_legal" if enquiry.asks_if_legal else "gap", "not yet": not_then if enquiry.date_told else "not_yet"}
        if ruling.status == "not yet" and ruling.since is None:
            return self._say("before_the_act" if decision.on.year < year_of(ruling.provision) else "uncertain", decision, enquiry)
        return self._say(name.get(ruling.status, ruling.status), decision, enquiry)

    def beside(self, decision: Decision, enquiry: Enquiry) -> str:
        """What is said of a further conduct, named: "Making a fake intimate image of someone: not yet ..."."""
        phrase = next((c.phrase for c in self.register.conducts if c.conduct == decision.conduct), decision.conduct)
        opening = self.opening(decision, enquiry)
        return f"{phrase[0].upper()}{phrase[1:]}: {opening[0].lower()}{opening[1:]}"

    def row(self, decision: Decision, enquiry: Enquiry) -> str:
        """The short form for one nation among several."""
        ruling = decision.lead
        if ruling is None or decision.verdict == "unknown":
            name = "row_pending" if ruling and ruling.status == "pending" else "row_unknown"
        elif ruling.status == "in force":
            name = ("row_yes" if decision.verdict == "yes" else "row_depends") + ("_since" if ruling.since else "")
        else:
            name = {"gap": "row_gap", "not yet": "row_not_yet"}.get(ruling.status, "row_unknown")
        return self._say(name, decision, enquiry)

    def crossing(self, decision: Decision, changed: Ruling) -> str:
        """The opening where the law changed within the span that the question names."""
        assert changed.since is not None
        return self.register.phrases["crossing"].format(nation=decision.nation, since=in_words(changed.since))

    def _in_force(self, decision: Decision, enquiry: Enquiry, ruling: Ruling) -> str:
        if decision.verdict == "yes" and enquiry.consent_told and decision.shown == "adult":
            return self._say("consent_told", decision, enquiry)
        if decision.verdict == "depends" and enquiry.motive_told and not enquiry.asks_if_legal:
            return self._say("motive_since" if ruling.since else "motive", decision, enquiry)
        span = decision.span or enquiry.on
        past = enquiry.date_told and span.last < enquiry.question.as_of
        past = past and not _lately(span, enquiry, ruling) and not _long_since(span, enquiry, ruling)
        kind = "yes" if decision.verdict == "yes" else "depends"
        unasked = enquiry.form != "yes or no" and "crime" not in enquiry.asks  # no "yes" to what was not asked
        if past and kind == "yes" and enquiry.asks_if_legal:
            return self._say("illegal_then", decision, enquiry)
        if past and kind == "yes" and unasked:
            return self._say("told_then_since" if ruling.since else "told_then", decision, enquiry)
        if past:
            return self._say(f"{kind}_then_since" if ruling.since else f"{kind}_then", decision, enquiry)
        if kind == "yes" and enquiry.asks_if_legal:
            kind = "illegal"
        elif kind == "yes" and unasked:
            kind = "told"
        return self._say(f"{kind}_since" if ruling.since else kind, decision, enquiry)

    def _say(self, name: str, decision: Decision, enquiry: Enquiry) -> str:
        ruling = decision.lead
        conduct = next((c.phrase for c in self.register.conducts if c.conduct == decision.conduct), decision.conduct)
        return self.register.phrases[name].format(
            nation=decision.nation,
            conduct=conduct,
            day=in_words(decision.on),
            on=span_in_words((decision.span or enquiry.on) if enquiry.date_told else Span(decision.on, decision.on)),
            since=in_words(ruling.since) if ruling and ruling.since else "",
            year=year_of(ruling.provision) if ruling else "",
            until=in_words(ruling.until) if ruling and ruling.until else "",
        )


def _lately(span: Span, enquiry: Enquiry, ruling: Ruling) -> bool:
    """Whether days that are told only just passed, under the law of today: it is spoken of as of today."""
    same = ruling.until is None and ruling.since is not None and ruling.since <= span.first
    return same and (enquiry.question.as_of - span.first).days <= (_JUST_NOW if span.one_day else _LATELY)


def _long_since(span: Span, enquiry: Enquiry, ruling: Ruling) -> bool:
    """Whether the law of today was law on days that are told in passing: nothing asks how it was then, so it is spoken of as of today."""
    same = ruling.until is None and ruling.since is not None and ruling.since <= span.first
    asked = asks_of_then(enquiry.question.text) or bool({"start", "status", "time limit"} & set(enquiry.asks))
    return same and not asked


def verdict_of(decisions: Sequence[Decision], enquiry: Enquiry) -> Verdict:
    """One verdict for the whole question: to "is it a crime?", or turned round for "is it legal?".

    :param decisions: one for each conduct and nation of the answer
    :param enquiry: for the form of the question
    """
    nations = {d.nation: [_in_this_case(o, enquiry) for o in decisions if o.nation == d.nation] for d in decisions}
    found = {min(verdicts, key=_GRAVEST.index) for verdicts in nations.values()}
    verdict: Verdict = found.pop() if len(found) == 1 else "depends"
    if enquiry.asks_if_legal:
        turned: dict[Verdict, Verdict] = {"yes": "no", "no": "depends", "depends": "depends", "unknown": "unknown"}
        return turned[verdict]
    return verdict


_GRAVEST: tuple[Verdict, ...] = ("yes", "depends", "unknown", "no")  # what counts among the conducts of one nation


def _in_this_case(decision: Decision, enquiry: Enquiry) -> Verdict:
    """The verdict with what the question itself tells: a motive that must be proved, or consent."""
    if decision.verdict == "depends" and enquiry.motive_told:
        return "yes"
    if decision.verdict == "yes" and enquiry.consent_told and decision.shown == "adult":
        return "depends"
    return decision.verdict


def how_sure(provision: Provision, register: Register) -> str | None:
    """What to say of the confidence in a start date; None where the official text was seen.

    :param provision: the provision that leads the answer
    """
    if not provision.in_force:
        return None
    names = {"two secondary sources": "sure_two", "one secondary source": "sure_one", "unconfirmed": "sure_none"}
    name = names.get(provision.in_force[-1].confidence)
    return register.phrases[name] if name else None
