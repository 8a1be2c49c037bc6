"""The answer to "is that a crime?" and its neighbours: built from the decision, then from what was asked beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.compose.draft import Draft
from assistant.compose.pick import Picked, aspects_asked, ranked, without_repeats
from assistant.compose.polarity import verdict_of_statement
from assistant.compose.verdicts import Leads, how_sure, verdict_of
from assistant.compose.wording import in_words, listed
from assistant.path.dates import months_after
from assistant.path.matching import WordLists, plain
from assistant.path.step4_decide import MAIN_RANK, Bench, standing
from assistant.records import Decision, Enquiry, Evidence, Ruling, Sentence
from assistant.register.load import Register
from assistant.register.schema import Aspect, Document, Kind, Provision, Statement
from assistant.register.words import Ask

_ROOM = 135  # words of the whole answer after which only what must be said is added
_PLAIN: frozenset[Ask] = frozenset({"crime", "place"})  # asks that the verdict itself answers
_CLEAR = 0.72  # how near a lay question on the very case must be to lead the answer
_VERY_CLEAR = 0.8  # the same, where something else than "is it a crime" is asked and the statement is not about that
_BESIDE: frozenset[Aspect] = frozenset({"penalty", "time limit", "procedure", "status", "start", "power", "duty"})
_NAMED = 0.5  # how near the case must be where it names the same special thing as the question
_NAMED_BELOW = 0.2  # and how much nearer than it the plain rule may be
_CLEARLY = 0.05  # how much nearer the case must be than the plain rule
_AGAINST = 0.1  # the same, where the case turns the verdict of the rule round
_ALSO_NEAR = 0.05  # how much nearer another lay question of the register may be
_MAIN_STATEMENT: dict[Ask, str] = {"penalty": "penalty", "time limit": "time-limit"}  # ids under which a provision has its main answer
_RECENT = date(2015, 1, 1)  # for law that began earlier the exact first day no longer matters to a reader
_BELONGING: frozenset[Kind] = frozenset({"definition", "exemption", "procedure", "practice"})
_NEWS_LIKE = 0.45  # similarity from which a correction of this law is worth a sentence


@dataclass(frozen=True)
class LawComposer:
    """Composes answers about conducts."""

    register: Register
    bench: Bench
    words: WordLists

    def compose(self, enquiry: Enquiry, evidence: Evidence) -> Draft:
        """Build the answer.

        :param enquiry: the question understood, with at least one conduct
        :param evidence: what retrieval brought
        :return: blocks in order, and the verdict
        """
        decisions = _live_first(self.bench.decide_all(enquiry), enquiry)
        mine = decisions[:1] if len(enquiry.nations) == 1 else decisions
        draft = Draft(verdict=verdict_of(mine, enquiry), settled=True)
        if len(enquiry.nations) > 1:
            self._several_nations(draft, decisions, enquiry)
        else:
            self._one_nation(draft, decisions, enquiry, evidence)
        self._child(draft, decisions[0], enquiry)
        if len(enquiry.nations) == 1 and not enquiry.nation_told:
            self._other_nations(draft, decisions[0])
        self._corrections(draft, decisions[0], evidence)
        self._sureness(draft, decisions[0])
        return draft

    def in_short(self, enquiry: Enquiry) -> list[Sentence]:
        """The law on the first conduct in a sentence or two, without a "yes" or "no": for under a refusal or fixed words.

        :param enquiry: the question understood, with at least one conduct
        """
        decision = _live_first(self.bench.decide_all(enquiry), enquiry)[0]
        lead = decision.lead
        if lead is None:
            return []
        penalty = [s for s in lead.provision.statement if s.aspect == "penalty"][:1] if lead.status == "in force" else []
        return [*self._law_of(decision), *(Sentence(s.text, ((lead.provision, s),)) for s in penalty)]

    def _one_nation(self, draft: Draft, decisions: Sequence[Decision], enquiry: Enquiry, evidence: Evidence) -> None:
        main = decisions[0]
        lead = main.lead
        special = self._special(main, enquiry, evidence)
        agreed = enquiry.consent_told and main.verdict == "yes" and main.shown == "adult"
        if agreed:
            draft.add("lead", [self._opening(main, enquiry), *self._law_of(main)])
            return
        if special and lead and lead.status == "in force":
            draft.verdict, draft.settled = verdict_of_statement(special, enquiry, evidence, self.words)
            draft.add("lead", [Sentence(special.statement.text, (special.cite,))])
            draft.add("law", [*self._since(main), *self._law_of(main)])
            return
        asked = self._asked(main, enquiry, evidence)
        if asked and lead and lead.status == "in force" and (not enquiry.date_told or "time limit" in enquiry.asks):
            draft.add("lead", [*(Sentence(p.statement.text, (p.cite,)) for p in asked[:1]), *self._limits(asked[0], main, enquiry)])
            draft.add("law", [Sentence(p.statement.text, (p.cite,)) for p in asked[1:]])
            draft.add("law", [_sentence(lead, lead.rule.lead)])
            draft.verdict, draft.settled = verdict_of_statement(asked[0], enquiry, evidence, self.words)
            return
        draft.add("lead", [self._opening(main, enquiry), *self._law_of(main)])
        if special:
            draft.add("law", [Sentence(special.statement.text, (special.cite,))])
        draft.add("law", [*self._beside_a_gap(main)])
        if lead and lead.until and lead.status == "in force":
            text = self.register.phrases["replaced_on"].format(until=in_words(lead.until))
            draft.add("law", [Sentence(text, (_cite(lead, lead.rule.lead),))])
        for other in decisions[1:]:
            self._further_conduct(draft, other, enquiry)
        if asked and lead and lead.status in {"in force", "gap"}:
            draft.add("law", [Sentence(p.statement.text, (p.cite,)) for p in asked])
        self._pending_beside(draft, main)
        if main.verdict in {"yes", "depends"}:
            self._useful(draft, main, enquiry, evidence)

    def _opening(self, decision: Decision, enquiry: Enquiry) -> Sentence:
        leads = Leads(self.register)
        ruling = decision.lead
        cites = (_cite(ruling, ruling.rule.lead),) if ruling else ()
        if not enquiry.on.one_day:
            first = self.bench.decide(decision.conduct, decision.nation, enquiry.on.first, decision.shown, decision.image)
            if first.verdict != decision.verdict and ruling and ruling.since and enquiry.on.first < ruling.since:
                text = f"{leads.crossing(decision, ruling)} {self.register.phrases['crossing_before']}"
                return Sentence(text, cites)
        return Sentence(leads.opening(decision, enquiry), cites)

    def _law_of(self, decision: Decision) -> Iterator[Sentence]:
        ruling = decision.lead
        if ruling is None:
            return
        if ruling.status == "pending" and ruling.provision.pending:
            yield Sentence(ruling.provision.pending.why, (_cite(ruling, ruling.rule.lead),))
        for name in (ruling.rule.lead, *ruling.rule.then):
            yield _sentence(ruling, name)

    def _beside_a_gap(self, decision: Decision) -> Iterator[Sentence]:
        """Where no crime was found: the nearest crime that the finding itself refers to, as far as it is law there and then."""
        lead = decision.lead
        if lead is None or lead.status != "gap":
            return
        for name in lead.provision.related:
            other = self.register.documents[name]
            if not isinstance(other, Provision) or decision.nation not in other.extent or not other.applies:
                continue
            rule = next((r for r in other.applies if decision.shown in r.shown and "adult" in r.shown), None)
            if rule and standing(other, rule, decision.on).status == "in force":
                statement = other.statements[rule.brief or rule.lead]
                yield Sentence(statement.text, ((other, statement),))
                return

    def _further_conduct(self, draft: Draft, decision: Decision, enquiry: Enquiry) -> None:
        ruling = decision.lead
        if ruling is None or draft.has(ruling.provision.id):
            return
        if ruling.status == "in force":
            draft.add("law", [_sentence(ruling, ruling.rule.lead)])
        else:
            draft.add("law", [Sentence(Leads(self.register).beside(decision, enquiry), (_cite(ruling, ruling.rule.lead),))])

    def _asked(self, decision: Decision, enquiry: Enquiry, evidence: Evidence) -> list[Picked]:
        """Statements for what is asked beside "is it a crime"."""
        aspects = self._aspects(enquiry)
        if not aspects:
            return []
        picked = ranked(self._near(decision, evidence), enquiry, evidence, aspects)
        mine = self._meant(decision, enquiry, evidence)
        wanted = [_MAIN_STATEMENT[ask] for ask in enquiry.asks if ask in _MAIN_STATEMENT]
        fitting = sorted(
            (p for p in picked if p.statement.aspect in aspects),
            key=lambda p: (p.document.id != mine, wanted.index(p.statement.id) if p.statement.id in wanted else len(wanted)),
        )
        chosen = without_repeats(fitting, 2 if len(set(enquiry.asks) - _PLAIN) < 2 else 3)
        late = decision.lead is not None and decision.conduct in decision.lead.rule.conduct and "time limit" in enquiry.asks
        procedure = next((p for p in fitting if late and mine and self._has_limit(p, mine)), None)
        return [*chosen, procedure] if procedure and procedure not in chosen else chosen

    def _has_limit(self, picked: Picked, provision: str) -> bool:
        """Whether a statement is of the procedure that sets the time limit of a provision: its own statement on that names the place."""
        limit = self.register.documents[provision].statements.get("time-limit")
        number = re.sub(r"^.*-s", "", picked.document.id)
        return picked.document.kind == "procedure" and limit is not None and number in (limit.at or "")

    def _limits(self, picked: Picked, decision: Decision, enquiry: Enquiry) -> Iterator[Sentence]:
        """What must stand beside a time limit: the day on which it falls, what is in doubt, and that a graver form has another limit."""
        if picked.statement.aspect != "time limit":
            return
        months = getattr(picked.document, "charge_months", None)
        if months and enquiry.date_told and enquiry.on.one_day:
            last = months_after(enquiry.on.first, months)
            phrase = "charge_was_until" if last < enquiry.question.as_of else "charge_until"
            text = self.register.phrases[phrase].format(day=in_words(enquiry.on.first), last=in_words(last))
            yield Sentence(text, (picked.cite,))
        graver = [r.provision for r in decision.rulings if r.status == "in force" and r.rule.rank <= MAIN_RANK]
        for document, name in [(picked.document, "time-limit-doubt"), *((p, "time-limit") for p in graver if p is not picked.document)][:2]:
            if statement := document.statements.get(name):
                yield Sentence(statement.text, ((document, statement),))

    def _meant(self, decision: Decision, enquiry: Enquiry, evidence: Evidence) -> str | None:
        """The provision whose penalty or time limit is asked: the leading one, or the graver form where a motive is told."""
        if enquiry.motive_told:
            live = {r.provision.id for r in decision.rulings if r.status == "in force" and r.rule.rank <= MAIN_RANK}
            near = [f.document.id for f in evidence.documents if f.document.id in live]
            if near:
                return near[0]
        return decision.lead.provision.id if decision.lead else None

    def _aspects(self, enquiry: Enquiry) -> tuple[Aspect, ...]:
        """The aspects of what is asked beside "is it a crime"."""
        return aspects_asked(self.register, replace(enquiry, asks=tuple(a for a in enquiry.asks if a not in _PLAIN)))

    def _special(self, decision: Decision, enquiry: Enquiry, evidence: Evidence) -> Picked | None:
        """A statement on the very case that is asked, where it fits the question clearly better than the rule."""
        lead = decision.lead
        if lead is None or lead.status not in {"in force", "gap", "pending"} or not enquiry.on.one_day or enquiry.date_told:
            return None
        general = {f"{lead.provision.id}#{name}" for name in (lead.rule.lead, *lead.rule.then, "brief")}
        rule = max((evidence.answers[n].similarity for n in general if n in evidence.answers), default=0.0)
        nearest = max((a.similarity for a in evidence.answers.values()), default=0.0)
        aspects = self._aspects(enquiry)
        for picked in ranked([(d, 0.0) for d in self._own(decision, enquiry.motive_told)], enquiry, evidence):
            name = f"{picked.document.id}#{picked.statement.id}"
            asking = evidence.answers.get(name)
            beside = picked.statement.aspect in _BESIDE and picked.statement.aspect not in aspects
            clear = _CLEAR if not beside and (not aspects or picked.statement.aspect in aspects) else _VERY_CLEAR
            if aspects and set(enquiry.asks) & set(_MAIN_STATEMENT) and picked.statement.aspect not in aspects:
                continue
            if asking is None or name in general or (picked.statement.aspect == "start" and "start" not in enquiry.asks):
                continue
            if enquiry.form == "yes or no" and asking.verdict is None:
                continue
            against = {asking.verdict, decision.verdict} == {"yes", "no"}
            named = self._telling(enquiry.question.text) & self._telling(f"{asking.text} {picked.statement.text}")
            margin = _AGAINST if against else _CLEARLY
            clear = min(clear, _NAMED) if named else clear
            near = rule - _NAMED_BELOW if named else max(rule + margin, nearest - _ALSO_NEAR)
            if asking.similarity >= max(clear, near):
                return picked
        return None

    def _telling(self, text: str) -> set[str]:
        """Words of a text that name a special case of the law, such as a bikini or a cartoon."""
        return set(self.words.found("telling", plain(text)))

    def _own(self, decision: Decision, motive: bool) -> list[Document]:
        """The law that decides and what belongs to it: meanings, exceptions, time limits; graver forms where a motive is told."""
        lead = decision.lead
        assert lead is not None
        graver = [r for r in decision.rulings if motive and r.status == "in force" and r.rule.rank <= MAIN_RANK]
        mine = [r.provision for r in (lead, *graver)]
        others = (self.register.documents[i] for i in lead.provision.related)
        return [*mine, *(o for o in others if o.kind in _BELONGING and o not in mine)]

    def _since(self, decision: Decision) -> Iterator[Sentence]:
        """Since when the law that follows has been law."""
        lead = decision.lead
        if lead and lead.status == "in force" and lead.since:
            text = self.register.phrases["law_since"].format(nation=decision.nation, since=in_words(lead.since))
            yield Sentence(text, (_cite(lead, lead.rule.lead),))

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

    def _pending_beside(self, draft: Draft, decision: Decision) -> None:
        for ruling in decision.rulings:
            if ruling.status == "pending" and ruling is not decision.lead and ruling.rule.rank <= MAIN_RANK:
                draft.add("law", [_sentence(ruling, ruling.rule.brief or ruling.rule.lead)], room=_ROOM)

    def _useful(self, draft: Draft, decision: Decision, enquiry: Enquiry, evidence: Evidence) -> None:
        """The penalty, then the exception that is nearest to the question, while there is room."""
        lead = decision.lead
        assert lead is not None
        for aspects in (("penalty",), ("unsettled", "element", "contrast", "exception", "defence")):
            picked = [p for p in ranked([(lead.provision, 0.0)], enquiry, evidence) if p.statement.aspect in aspects]
            for one in without_repeats(picked, 1, draft.texts()):
                draft.add("law", [Sentence(one.statement.text, (one.cite,))], room=_ROOM - 45)

    def _several_nations(self, draft: Draft, decisions: Sequence[Decision], enquiry: Enquiry) -> None:
        leads = Leads(self.register)
        for decision in decisions[: 2 * len(enquiry.nations)]:
            ruling = decision.lead
            row = Sentence(leads.row(decision, enquiry), (_cite(ruling, ruling.rule.lead),) if ruling else ())
            rest = [_sentence(ruling, ruling.rule.brief or ruling.rule.lead)] if ruling else []
            draft.add("lead", [row, *rest])

    def _child(self, draft: Draft, decision: Decision, enquiry: Enquiry) -> None:
        """What changes where the person shown is under 18, when the question does not say."""
        if enquiry.shown is not None or decision.nation != enquiry.nations[0]:
            return
        child = self.bench.decide(decision.conduct, decision.nation, decision.on, "child", decision.image).lead
        if child and child.status == "in force" and not draft.has(child.provision.id):
            draft.add("note", [_sentence(child, child.rule.brief or child.rule.lead)])

    def _other_nations(self, draft: Draft, decision: Decision) -> None:
        sentences: list[Sentence] = []
        silent: list[str] = []
        others = self.bench.elsewhere(decision)
        if decision.shown == "child" and all(o.verdict == decision.verdict == "yes" and o.lead for o in others):
            cites = tuple(_cite(o.lead, o.lead.rule.lead) for o in others if o.lead)
            text = self.register.phrases["same_elsewhere"].format(nations=listed([o.nation for o in others]))
            draft.add("elsewhere", [Sentence(text, cites)])
            return
        for other in others:
            ruling = other.lead
            if ruling is None:
                silent.append(other.nation)
            elif not draft.has(ruling.provision.id):
                sentences.append(_sentence(ruling, ruling.rule.brief or ruling.rule.lead))
        if sentences:
            draft.caveat = True
            sentences = _joined(sentences, others)
        if silent and decision.lead:
            sentences.append(Sentence(self.register.phrases["no_other_nation"].format(nations=listed(silent, "or"))))
        draft.add("elsewhere", sentences)

    def _corrections(self, draft: Draft, decision: Decision, evidence: Evidence) -> None:
        lead = decision.lead
        if lead is None or lead.status != "in force":
            return
        own = [s for s in lead.provision.statement if s.aspect == "correction"]
        for statement in own:
            near = evidence.similarity.get(f"{lead.provision.id}#{statement.id}", 0.0)
            if near >= _NEWS_LIKE and statement.text not in draft.texts():
                draft.add("correction", [Sentence(statement.text, ((lead.provision, statement),))], room=_ROOM + 40)
                return

    def _sureness(self, draft: Draft, decision: Decision) -> None:
        lead = decision.lead
        if lead and lead.status == "in force" and lead.since and lead.since >= _RECENT:
            sure = how_sure(lead.provision, self.register)
            if sure:
                draft.add("note", [Sentence(sure, (_cite(lead, lead.rule.lead),))])
        if lead and lead.status == "pending":
            draft.caveat = True


def _live_first(decisions: list[Decision], enquiry: Enquiry) -> list[Decision]:
    """A conduct that is a crime before one that is none, so that no crime is missed behind a "no".

    Where the first conduct is only not yet law, another passes it only if the question names that other in exact words.
    """
    first = decisions[0]
    if first.verdict in {"yes", "depends"}:
        return decisions
    gap = (first.lead is None or first.lead.status == "gap") and first.conduct not in enquiry.spoken
    live = [d for d in decisions if d.verdict in {"yes", "depends"} and (gap or d.conduct in enquiry.spoken)]
    return [*live, *(d for d in decisions if d not in live)]


def _joined(sentences: list[Sentence], others: Sequence[Decision]) -> list[Sentence]:
    """Two sentences that say the same of two nations ("In Scotland, ..."), as one."""
    if len(sentences) != 2:
        return sentences
    rests = [s.text.removeprefix(f"In {o.nation}, ") for s, o in zip(sentences, others, strict=True)]
    if rests[0] != rests[1] or rests[0] == sentences[0].text:
        return sentences
    names = listed([f"in {o.nation}" for o in others])
    return [Sentence(f"I{names[1:]}, {rests[0]}", sentences[0].cites + sentences[1].cites)]


def _cite(ruling: Ruling, name: str) -> tuple[Document, Statement]:
    provision: Provision = ruling.provision
    return provision, provision.statements[name]


def _sentence(ruling: Ruling, name: str) -> Sentence:
    document, statement = _cite(ruling, name)
    return Sentence(statement.text, ((document, statement),))
