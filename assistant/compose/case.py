"""The very case that is asked: a statement of the law that decides which fits the question clearly better than the plain rule."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.compose.pick import Picked, fits_of, ranked
from assistant.path.matching import WordLists, plain
from assistant.path.step4_decide import MAIN_RANK
from assistant.proofs.figures import figures
from assistant.records import Asking, Decision, Enquiry, Evidence, Ruling
from assistant.register.load import Register
from assistant.register.schema import Aspect, Document, Kind

# Similarities, chosen on the public questions (`evals/`).
_CLEAR = 0.72  # how near a lay question on the very case must be to lead the answer
_VERY_CLEAR = 0.8  # the same, where something else than "is it a crime" is asked and the statement is not about that
_NAMED = 0.5  # how near the case must be where it names the same special thing as the question
_NAMED_BELOW = 0.2  # and how much nearer than it the plain rule may be, unless the case turns its verdict round
_CLEARLY = 0.05  # how much nearer the case must be than the plain rule
_AGAINST = 0.1  # the same, where the case turns the verdict of the rule round
_ALSO_NEAR = 0.05  # how much nearer another lay question of the register may be
_READ = 6  # statements that are read together with the question
_BETTER = 0.02  # nearer for each point by which the reader of pairs holds the case to be the better answer than the rule
_MOST_BETTER = 4.0  # points, at most
_BESIDE: frozenset[Aspect] = frozenset({"penalty", "time limit", "procedure", "status", "start", "power", "duty"})
_DATED: frozenset[Aspect] = frozenset({"start", "status", "event"})  # of no use where another day is told
_FIGURES = frozenset({"penalty", "time limit"})  # asked: only a statement on that may lead
_BELONGING: frozenset[Kind] = frozenset({"definition", "exemption", "procedure", "practice"})
ABROAD = ("abroad", "anywhere", "asker-abroad")  # ids of statements on acts from abroad
BORDER = ("border",)  # and on who investigates then
_SAID_IN_MANY_WAYS = ("telling: invented",)  # cues of special cases
_LOOK_UP = 4  # words: a short look-up wants the rule


@dataclass(frozen=True)
class CaseFinder:
    """Finds the statement on the very case."""

    register: Register
    words: WordLists

    def find(self, decision: Decision, enquiry: Enquiry, evidence: Evidence, aspects: tuple[Aspect, ...]) -> Picked | None:
        """The statement on the very case, if one fits clearly.

        :param decision: on the first conduct
        :param enquiry: the question understood
        :param evidence: with the lay questions near to it
        :param aspects: what is asked beside "is it a crime"
        :return: None where the plain rule is the better answer
        """
        lead = decision.lead
        if lead is None or lead.status not in {"in force", "gap", "pending"} or not _stands(lead, enquiry):
            return None
        if enquiry.form == "open" and set(enquiry.asks) & _FIGURES:
            return None  # the law's own statement on that is the answer
        if len(enquiry.question.text.split()) <= _LOOK_UP and not self._telling(enquiry.question.text):
            return None
        plain_rule = (lead.rule.lead, *lead.rule.then)
        general = {f"{lead.provision.id}#{name}" for name in (*plain_rule, "brief")}
        rule = max((evidence.answers[n].similarity for n in general if n in evidence.answers), default=0.0)
        possible: list[tuple[Picked, float]] = []
        for picked in ranked([(d, 0.0) for d in self._own(decision, enquiry.motive_told)], enquiry, evidence):
            asking = evidence.answers.get(picked.name)
            if asking is None or picked.name in general or self._only_place(picked, enquiry):
                continue
            needed = self._needed(picked, asking, decision, enquiry, evidence, aspects, rule)
            if needed is not None and asking.similarity + _BETTER * _MOST_BETTER >= needed:
                possible.append((picked, asking.similarity - needed))
        return self._best(possible[:_READ], [lead.provision.statements[name].text for name in plain_rule], evidence)

    def _best(self, possible: list[tuple[Picked, float]], general: list[str], evidence: Evidence) -> Picked | None:
        """The best of the cases that are near enough, counting what reading each beside the plain rule tells.

        :param possible: cases, each with how much nearer it is than it must be
        :param general: the plain rule
        :param evidence: for the readings
        """
        if not possible:
            return None
        fits = fits_of([*general, *(p.statement.text for p, _ in possible)], evidence)
        plainly = max(fits[: len(general)])
        better = [max(-_MOST_BETTER, min(fit - plainly, _MOST_BETTER)) for fit in fits[len(general) :]]
        enough = [(p.score + _BETTER * by, p) for (p, spare), by in zip(possible, better, strict=True) if spare + _BETTER * by >= 0]
        return max(enough, key=lambda each: each[0], default=(0.0, None))[1]

    def _only_place(self, picked: Picked, enquiry: Enquiry) -> bool:
        """Whether a statement is about where the law holds, and that is not asked: a town in a question does not ask it."""
        if enquiry.across_the_border:
            return False
        if picked.statement.id in (*ABROAD, *BORDER):
            return True
        all_of_it = picked.document.kind == "extent" and picked.document.id not in enquiry.cited and enquiry.nation_told
        about_place = all_of_it or "extent" in {picked.statement.aspect, picked.statement.id}
        return about_place and "place" not in enquiry.asks

    def _needed(
        self,
        picked: Picked,
        asking: Asking,
        decision: Decision,
        enquiry: Enquiry,
        evidence: Evidence,
        aspects: tuple[Aspect, ...],
        rule: float,
    ) -> float | None:
        """How near the nearest lay question of a statement must be for it to lead; None where it may not."""
        aspect = picked.statement.aspect
        if aspects and set(enquiry.asks) & (_FIGURES | {"start"}) and aspect not in aspects:
            return None
        if set(enquiry.asks) & _FIGURES and aspect in _FIGURES:
            return None  # `beside` finds the figure of the law that is meant
        if (aspect == "start" and "start" not in enquiry.asks) or (enquiry.form == "yes or no" and asking.verdict is None):
            return None
        names_a_day = any(f.unit == "date" for f in figures(picked.statement.text))
        if enquiry.date_told and (names_a_day or aspect in _DATED or {asking.verdict, decision.verdict} != {"yes", "no"}):
            return None  # a day is told: only what turns the answer round comes before the law of that day
        beside = aspect in _BESIDE and aspect not in aspects
        clear = _CLEAR if not beside and (not aspects or aspect in aspects) else _VERY_CLEAR
        turns = {asking.verdict, decision.verdict} == {"yes", "no"}
        if self._telling(enquiry.question.text) & self._telling(f"{asking.text} {picked.statement.text}"):
            return max(min(clear, _NAMED), rule - (0.0 if turns else _NAMED_BELOW))
        margin = _AGAINST if turns else _CLEARLY
        return max(clear, rule + margin, evidence.nearest - _ALSO_NEAR)

    def _telling(self, text: str) -> set[str]:
        """Words of a text that name a special case of the law, such as a bikini or a cartoon."""
        low = plain(text)
        return {*self.words.found("telling", low), *(cue for cue in _SAID_IN_MANY_WAYS if self.words.cue(cue, low))}

    def _own(self, decision: Decision, motive: bool) -> list[Document]:
        """The law that decides and what belongs to it: meanings, exceptions, time limits; graver forms where a motive is told."""
        lead = decision.lead
        assert lead is not None
        graver = [r for r in decision.rulings if motive and r.status == "in force" and r.rule.rank <= MAIN_RANK]
        mine = [r.provision for r in (lead, *graver)]
        others = (self.register.documents[i] for i in lead.provision.related)
        return [*mine, *(o for o in others if o.kind in _BELONGING and o not in mine)]


def _stands(ruling: Ruling, enquiry: Enquiry) -> bool:
    """Whether the law of the days that are asked about is the law of today, so that a statement on it holds for them."""
    if not enquiry.date_told:
        return enquiry.on.one_day
    return ruling.status == "in force" and ruling.until is None and ruling.since is not None and ruling.since <= enquiry.on.first
