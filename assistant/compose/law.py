"""The answer to "is that a crime?" and its neighbours: built from the decision, then from what was asked beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.compose.beside import Beside
from assistant.compose.case import ABROAD, BORDER, CaseFinder
from assistant.compose.claims import claim_verdict
from assistant.compose.closest import asked_first, closest
from assistant.compose.draft import Draft
from assistant.compose.elsewhere import Elsewhere, cite_of, sentence_of
from assistant.compose.pick import Picked, is_near, ranked, stands_on, without_repeats
from assistant.compose.polarity import Polarity
from assistant.compose.verdicts import Leads, how_sure, verdict_of
from assistant.compose.wording import in_words, named
from assistant.path.ages import tells_only_grown_up
from assistant.path.form import asking_sentence, leaning
from assistant.path.matching import WordLists, plain
from assistant.path.people import OF_CHILDREN
from assistant.path.step4_decide import MAIN_RANK, Bench, standing, waiting_first
from assistant.records import Block, Decision, Enquiry, Evidence, Sentence
from assistant.register.load import Register
from assistant.register.schema import Provision, Role, Statement, Verdict

_ROOM = 135  # words of the whole answer after which only what must be said is added
_RECENT = date(2015, 1, 1)  # for law that began earlier the exact first day no longer matters to a reader
_NUMBERED = {"section", "sections", "article", "articles", "schedule"}  # how a provision begins that is named by number
_RELATED = 0.5  # similarity of a lay question from which its statement may stand beside the rule
_SOMEBODY = re.compile(r"\b(?:i|i'm|im|me|my|we|us|our|he|him|his|she|her|they|them|their|caller|client|cl|someone|somebody)\b")
_NOT_SUFFERING: frozenset[Role] = frozenset({"maker", "business", "press"})
_BEFORE = ("before", "threat-before", "threats-before")  # how the ids of statements begin on what was done before the law
_SURELY = 0.8  # share of a verdict from which the reader of pairs is believed
_NEWS_LIKE = 0.45  # similarity from which a correction of this law is worth a sentence


@dataclass(frozen=True)
class LawComposer:
    """Composes answers about conducts."""

    register: Register
    bench: Bench
    words: WordLists
    polarity: Polarity

    def compose(self, enquiry: Enquiry, evidence: Evidence) -> Draft:
        """Build the answer.

        :param enquiry: the question understood, with at least one conduct
        :param evidence: what retrieval brought
        :return: blocks in order, and the verdict
        """
        decisions = _live_first(self.bench.decide_all(enquiry), enquiry)
        if self._new_law(enquiry):
            decisions = [waiting_first(d) for d in decisions]
        mine = decisions[:1] if len(enquiry.nations) == 1 else decisions
        draft = Draft(verdict=verdict_of(mine, enquiry), settled=True)
        if len(enquiry.nations) > 1:
            self._several_nations(draft, decisions, enquiry)
            asked_first(draft, closest(self.register, enquiry, evidence, decisions[0]), self.polarity, enquiry, evidence)
        else:
            self._one_nation(draft, decisions, enquiry, evidence)
        self._child(draft, decisions[0], enquiry)
        if len(enquiry.nations) == 1 and not enquiry.nation_told:
            Elsewhere(self.register, self.bench).add(draft, decisions[0])
        self._corrections(draft, decisions[0], evidence)
        self._sureness(draft, decisions[0], enquiry)
        return draft

    def _asks_something_else(self, enquiry: Enquiry) -> bool:
        """Whether yes or no would answer something else than "is it a crime": "is that different?", "so it's over, isn't it?"."""
        lean = leaning(asking_sentence(enquiry.question.text), self.words)
        return enquiry.form == "yes or no" and not enquiry.varied and (lean == 0 or self._fears_trouble(enquiry))

    def _fears_trouble(self, enquiry: Enquiry) -> bool:
        """Whether somebody to whom it was done asks if they are in trouble themselves: the law on what was done to them is no answer."""
        suffers = enquiry.role == "victim" or (enquiry.role is None and "blackmail" in enquiry.conducts)
        mine = suffers and "did it" not in enquiry.needs
        return mine and self._asking(enquiry, "fears trouble") and self._asking(enquiry, "asks of oneself")

    def _asking(self, enquiry: Enquiry, cue: str) -> bool:
        return self.words.cue(cue, asking_sentence(enquiry.question.text))

    def _what_else(self, decision: Decision, enquiry: Enquiry, evidence: Evidence) -> Verdict | None:
        """What the law that decides says to such a question: "no" to "is it only a crime if", where it is one in any case."""
        only = decision.verdict == "yes" and self._asking(enquiry, "asks if only")
        return "no" if only else self._read(decision, evidence)

    def _read(self, decision: Decision, evidence: Evidence) -> Verdict | None:
        """What the law that decides says to the question, where that can be read surely."""
        lead = decision.lead
        if lead is None or lead.status != "in force" or evidence.readings is None:
            return None
        said = [lead.provision.statements[name].text for name in (lead.rule.lead, *lead.rule.then)]
        reading = max(evidence.readings.of(said), key=lambda r: r.fit)
        return reading.verdict if reading.shares[reading.verdict] >= _SURELY else None

    def _new_law(self, enquiry: Enquiry) -> bool:
        """Whether it asks how the newest law stands, and not what the law that is in force says."""
        low = plain(enquiry.question.text)
        return bool(set(enquiry.asks) & {"start", "status"}) and self.words.cue("the new law", low)

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
        live = main.lead is not None and main.lead.status == "in force"
        beside = Beside(self.register, self.words)
        find = CaseFinder(self.register, self.words).find
        special = None if enquiry.varied else find(main, enquiry, evidence, beside.aspects(enquiry))
        asked = beside.asked(main, enquiry, evidence)
        nearest = closest(self.register, enquiry, evidence, main)
        if nearest and main.lead:
            self._asked_first(draft, nearest, decisions, enquiry, evidence)
        elif enquiry.consent_told and main.verdict == "yes" and main.shown == "adult":
            draft.add("lead", [self._opening(main, enquiry), *self._law_of(main)])
        elif special and live:
            self._very_case(draft, special, main, enquiry, evidence)
        elif asked and live and (not enquiry.date_told or beside.asks_the_limit(enquiry)):
            self._beside_first(draft, asked, main, enquiry, evidence)
        else:
            self._verdict_first(draft, decisions, [*([special] if special else []), *asked], enquiry, evidence)
            if main.verdict in {"yes", "depends"}:
                self._useful(draft, main, enquiry, evidence)
        if self.words.cue("asks which law", plain(enquiry.question.text)) and enquiry.form != "yes or no":
            self._name_first(draft, main)
        self._border(draft, main, enquiry, evidence)

    def _name_first(self, draft: Draft, main: Decision) -> None:
        """The name of the law that decides, before all else: it is what was asked."""
        lead = main.lead
        if lead and lead.status == "in force" and draft.blocks:
            text = self.register.phrases["which_law"].format(law=named(lead.provision), title=lead.provision.title)
            draft.insert_early(Block((Sentence(text, (cite_of(lead, lead.rule.lead),)),), "lead"), first=True)

    def _asked_first(self, draft: Draft, nearest: Picked, decisions: Sequence[Decision], enquiry: Enquiry, evidence: Evidence) -> None:
        """The statement that is surely asked for, and the law that decides under it."""
        main = decisions[0]
        if main.lead and main.lead.status == "in force":
            self._very_case(draft, nearest, main, enquiry, evidence)
            return
        self._verdict_first(draft, decisions, [], replace(enquiry, form=None), evidence)
        asked_first(draft, nearest, self.polarity, enquiry, evidence)

    def _very_case(self, draft: Draft, special: Picked, main: Decision, enquiry: Enquiry, evidence: Evidence) -> None:
        draft.verdict, draft.settled = self.polarity.verdict(special, enquiry, evidence)
        draft.add("lead", [*urgent(main, enquiry), Sentence(special.statement.text, (special.cite,))])
        if draft.verdict in {"yes", "depends", None}:
            draft.add("law", [*self._since(main)])
        draft.add("law", [*self._law_of(main)])

    def _beside_first(self, draft: Draft, asked: list[Picked], main: Decision, enquiry: Enquiry, evidence: Evidence) -> None:
        """An answer that opens with what is asked beside the verdict, such as the penalty."""
        beside = Beside(self.register, self.words)
        lead = main.lead
        assert lead is not None
        draft.add(
            "lead", [*urgent(main, enquiry), Sentence(asked[0].statement.text, (asked[0].cite,)), *beside.limits(asked[0], main, enquiry)]
        )
        draft.add("law", [Sentence(p.statement.text, (p.cite,)) for p in asked[1:]])
        draft.add("law", [sentence_of(lead, lead.rule.lead)])
        decided = enquiry.form == "yes or no" and (asked[0].statement.id == "penalty" or "crime" in enquiry.asks)
        if not decided or claim_verdict(asked[0].document, asked[0].statement, enquiry, self.words):
            draft.verdict, draft.settled = self.polarity.verdict(asked[0], enquiry, evidence)
        late = beside.too_late(asked[0], enquiry)
        if late:
            draft.verdict, draft.settled = late, True

    def _verdict_first(self, draft: Draft, decisions: Sequence[Decision], more: list[Picked], enquiry: Enquiry, evidence: Evidence) -> None:
        main = decisions[0]
        lead = main.lead
        asked = enquiry
        if self._asks_something_else(enquiry):
            draft.verdict = None if self._fears_trouble(enquiry) else self._what_else(main, enquiry, evidence) or draft.verdict
            asked = replace(enquiry, form=None, asks=tuple(a for a in enquiry.asks if a != "crime"))
        draft.add("lead", [self._opening(main, asked), *urgent(main, enquiry), *self._law_of(main)])
        draft.add("law", [*self._beside_a_gap(main)])
        if lead and lead.until and lead.status == "in force":
            text = self.register.phrases["replaced_on"].format(until=in_words(lead.until), law=named(lead.provision))
            draft.add("law", [Sentence(text, (cite_of(lead, lead.rule.lead),))])
        for other in decisions[1:]:
            self._further_conduct(draft, other, enquiry)
        if lead and lead.status in {"in force", "gap", "pending"}:
            draft.add("law", [Sentence(p.statement.text, (p.cite,)) for p in more])
        self._pending_beside(draft, main)

    def _border(self, draft: Draft, main: Decision, enquiry: Enquiry, evidence: Evidence) -> None:
        """What the law says of acts from abroad, and who investigates, where someone in the question is abroad.

        Where the law leaves it open, that opens the answer.
        """
        if not enquiry.across_the_border or main.lead is None:
            return
        provision = main.lead.provision
        belonging = [self.register.documents[i] for i in provision.related if self.register.documents[i].kind == "extent"]
        for documents, names in (([provision], ABROAD), ([provision, *belonging], BORDER)):
            picked = [p for p in ranked([(d, 0.0) for d in documents], enquiry, evidence) if p.statement.id in names]
            for one in picked[:1]:
                sentence = Sentence(one.statement.text, (one.cite,))
                if one.statement.aspect == "unsettled" and draft.verdict == "yes":
                    draft.verdict = "unknown"
                    draft.blocks.insert(0, Block((sentence,), "lead"))
                else:
                    draft.add("law", [sentence])

    def _opening(self, decision: Decision, enquiry: Enquiry) -> Sentence:
        leads = Leads(self.register)
        ruling = decision.lead
        cites = (cite_of(ruling, ruling.rule.lead),) if ruling else ()
        span = decision.span or enquiry.on
        if not span.one_day:
            first = self.bench.decide(decision.conduct, decision.nation, span.first, decision.shown, decision.image)
            if first.verdict != decision.verdict and ruling and ruling.since and span.first < ruling.since:
                text = f"{leads.crossing(decision, ruling)} {self.register.phrases['crossing_before']}"
                return Sentence(text, cites)
        return Sentence(leads.opening(decision, enquiry), cites)

    def _law_of(self, decision: Decision) -> Iterator[Sentence]:
        ruling = decision.lead
        if ruling is None:
            return
        if ruling.status == "pending" and ruling.provision.pending:
            yield Sentence(ruling.provision.pending.why, (cite_of(ruling, ruling.rule.lead),))
        yield sentence_of(ruling, ruling.rule.lead)
        for name in ruling.rule.then:
            if stands_on(ruling.provision.statements[name], decision.on):
                yield sentence_of(ruling, name)

    def _beside_a_gap(self, decision: Decision) -> Iterator[Sentence]:
        """Where no crime was found: the nearest crime that the finding itself refers to, as far as it is law there and then.

        For fakes a crime about fakes comes first; a crime that was passed and is not confirmed as started is named too.
        Where the main law had not begun yet: the other law that may have covered it then.
        """
        lead = decision.lead
        if lead and lead.status == "not yet":
            older = [r for r in decision.rulings if r.status == "in force" and r.rule.rank > MAIN_RANK]
            yield from (sentence_of(r, r.rule.brief or r.rule.lead) for r in older[:1])
            yield from (Sentence(s.text, ((lead.provision, s),)) for s in _of_before(decision, lead.provision)[:1])
        if lead is None or lead.status != "gap":
            return
        others = [o for name in lead.provision.related if isinstance(o := self.register.documents[name], Provision)]
        here = [o for o in others if decision.nation in o.extent and o.applies]
        pairs = [(o, r) for o in here if (r := next((r for r in o.applies if decision.shown in r.shown and "adult" in r.shown), None))]
        live = [(o, r) for o, r in pairs if standing(o, r, decision.on).status == "in force"]
        live.sort(key=lambda pair: decision.image != "fake" or pair[1].image != ("fake",))
        waiting = [(o, r) for o, r in pairs if standing(o, r, decision.on).status == "pending" and r.rank <= MAIN_RANK]
        for other, rule in (*live[:1], *waiting[:1]):
            statement = other.statements[rule.brief or rule.lead]
            yield Sentence(statement.text, ((other, statement),))

    def _further_conduct(self, draft: Draft, decision: Decision, enquiry: Enquiry) -> None:
        ruling = decision.lead
        if ruling is None or draft.has(ruling.provision.id):
            return
        if ruling.status == "in force":
            draft.add("law", [sentence_of(ruling, ruling.rule.lead)])
        else:
            draft.add("law", [Sentence(Leads(self.register).beside(decision, enquiry), (cite_of(ruling, ruling.rule.lead),))])

    def _since(self, decision: Decision) -> Iterator[Sentence]:
        """Since when the law that follows has been law."""
        lead = decision.lead
        if lead and lead.status == "in force" and lead.since:
            text = self.register.phrases["law_since"].format(nation=decision.nation, since=in_words(lead.since))
            yield Sentence(text, (cite_of(lead, lead.rule.lead),))

    def _pending_beside(self, draft: Draft, decision: Decision) -> None:
        for ruling in decision.rulings:
            if ruling.status == "pending" and ruling is not decision.lead and ruling.rule.rank <= MAIN_RANK:
                draft.add("law", [sentence_of(ruling, ruling.rule.brief or ruling.rule.lead)], room=_ROOM)

    def _useful(self, draft: Draft, decision: Decision, enquiry: Enquiry, evidence: Evidence) -> None:
        """The penalty, then the exception that is nearest to the question, while there is room."""
        lead = decision.lead
        assert lead is not None
        young = enquiry.shown == "child" and enquiry.role in OF_CHILDREN  # a frightened family asks: the maximum waits until it is asked
        for aspects in (() if young else ("penalty",), ("unsettled", "element", "contrast", "exception", "defence")):
            picked = [p for p in ranked([(lead.provision, 0.0)], enquiry, evidence) if p.statement.aspect in aspects]
            picked = [p for p in picked if p.statement.aspect == "penalty" or is_near(p, evidence, _RELATED)]
            picked.sort(key=lambda p: p.statement.id != "penalty")  # the maximum before what else follows a conviction
            for one in without_repeats(picked, 1, draft.texts()):
                draft.add("law", [Sentence(one.statement.text, (one.cite,))], room=_ROOM - 45)

    def _several_nations(self, draft: Draft, decisions: Sequence[Decision], enquiry: Enquiry) -> None:
        leads = Leads(self.register)
        for decision in decisions[: 2 * len(enquiry.nations)]:
            ruling = decision.lead
            row = Sentence(leads.row(decision, enquiry), (cite_of(ruling, ruling.rule.lead),) if ruling else ())
            rest = [sentence_of(ruling, ruling.rule.brief or ruling.rule.lead)] if ruling else []
            draft.add("lead", [row, *rest])

    def _child(self, draft: Draft, decision: Decision, enquiry: Enquiry) -> None:
        """What changes where the person shown is under 18, when the question does not say."""
        if enquiry.shown is not None or decision.nation != enquiry.nations[0] or tells_only_grown_up(plain(enquiry.text)):
            return
        child = self.bench.decide(decision.conduct, decision.nation, decision.on, "child", decision.image).lead
        if child and child.status == "in force" and not draft.has(child.provision.id):
            draft.add("note", [sentence_of(child, child.rule.brief or child.rule.lead)])

    def _corrections(self, draft: Draft, decision: Decision, evidence: Evidence) -> None:
        lead = decision.lead
        if lead is None or lead.status != "in force":
            return
        own = [s for s in lead.provision.statement if s.aspect == "correction" and s.text not in draft.texts()]
        near = {s.id: evidence.similarity.get(f"{lead.provision.id}#{s.id}", 0.0) for s in own}
        nearest = max(own, key=lambda s: near[s.id], default=None)
        if nearest and near[nearest.id] >= _NEWS_LIKE:
            draft.add("correction", [Sentence(nearest.text, ((lead.provision, nearest),))], room=_ROOM + 40)

    def _sureness(self, draft: Draft, decision: Decision, enquiry: Enquiry) -> None:
        """The name of the law that decides, and how sure its first day is, where that is asked or in doubt."""
        lead = decision.lead
        if lead is None:
            return
        if lead.status == "pending":
            draft.caveat = True
            draft.add("note", [passed_law(self.register, lead.provision, lead.rule.lead)])
        if lead.status != "in force":
            return
        cite = (cite_of(lead, lead.rule.lead),)
        if lead.provision.provision.split()[0] in _NUMBERED and not lead.until and named(lead.provision) not in draft.texts()[0]:
            draft.add("note", [Sentence(self.register.phrases["the_law"].format(law=named(lead.provision)), cite)])
        sure = how_sure(lead.provision, self.register) if lead.since and lead.since >= _RECENT else None
        asked = bool({"start", "status"} & set(enquiry.asks)) or enquiry.date_told
        if sure and (asked or sure != self.register.phrases["sure_two"]):
            draft.add("note", [Sentence(sure, cite)])


def passed_law(register: Register, provision: Provision, statement: str) -> Sentence:
    """The name of a law that was passed and is not confirmed as started.

    :param register: for the words
    :param provision: the law
    :param statement: id of the statement that is cited for it
    """
    return Sentence(register.phrases["passed_law"].format(law=named(provision)), ((provision, provision.statements[statement]),))


def urgent(decision: Decision, enquiry: Enquiry) -> list[Sentence]:
    """What someone to whom it is happening must hear at once, such as not to pay; nothing where only the past is asked about.

    :param decision: on the first conduct
    :param enquiry: the question understood
    """
    lead = decision.lead
    if lead is None or lead.status != "in force" or lead.rule.urgent is None or enquiry.date_told:
        return []
    nobody = not _SOMEBODY.search(plain(enquiry.text))  # "was X fined £10m?": it happens to nobody in the question
    if nobody or "did it" in enquiry.needs or enquiry.role in _NOT_SUFFERING or "penalty" in enquiry.asks:
        return []
    return [sentence_of(lead, lead.rule.urgent)]


def _live_first(decisions: list[Decision], enquiry: Enquiry) -> list[Decision]:
    """A conduct that is a crime before one that is none, so that no crime is missed behind a "no".

    Where the first conduct is only not yet law, another passes it only if the question names that other in exact words.
    """
    first = decisions[0]
    if first.verdict in {"yes", "depends"}:
        return decisions
    of_a_crime = bool({"penalty", "time limit"} & set(enquiry.asks))  # where no crime was found there is none
    gap = (first.lead is None or first.lead.status == "gap") and (first.conduct not in enquiry.spoken or of_a_crime)
    live = [d for d in decisions if d.verdict in {"yes", "depends"} and (gap or d.conduct in enquiry.spoken)]
    return [*live, *(d for d in decisions if d not in live)]


def _of_before(decision: Decision, provision: Provision) -> list[Statement]:
    """What an entry says of the time before its law: that other law may fit, or may not."""
    told = (s for s in provision.statement if s.id.startswith(_BEFORE) and s.aspect in {"start", "contrast"} and stands_on(s, decision.on))
    return [s for s in told if ("threat" in s.id) == (decision.conduct == "threaten")]
