"""Compose: plan the answer from what is asked, fill it with statements, number the sources.

Nothing else writes sentences: every one comes from the register, or is a fixed phrase about what the register says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from assistant.compose.abroad import asks_of_elsewhere
from assistant.compose.closest import asked_first, closest
from assistant.compose.draft import Draft
from assistant.compose.found import FoundComposer
from assistant.compose.helping import as_led, asks_for_steps, asks_the_law, services_for
from assistant.compose.law import LawComposer
from assistant.compose.numbering import numbered
from assistant.compose.pick import alike, is_near, ranked
from assistant.compose.polarity import Polarity
from assistant.compose.reviewing import with_reviews
from assistant.compose.several import Several
from assistant.compose.steps import StepsComposer
from assistant.compose.story import Story
from assistant.compose.verdicts import verdict_of
from assistant.compose.who_helps import WhoHelps
from assistant.compose.wording import capital, listed, named, without_numbers_of
from assistant.compose.young import too_young_first
from assistant.path.form import asking_sentence, form_of, questions
from assistant.path.matching import WordLists
from assistant.path.step4_decide import Bench
from assistant.records import Answer, Block, Decision, Enquiry, Evidence, Sentence
from assistant.register.load import Register
from assistant.register.schema import NATIONS, Conduct, Document, Pitfall, Provision, Statement, Verdict
from assistant.register.words import Ask, Behaviour, Reply

# What a verdict does not answer: these are answered from statements unless "is it a crime" is asked too.
_FROM_STATEMENTS: frozenset[Ask] = frozenset({"takedown", "duty", "support", "evidence", "police", "anonymity", "status", "history", "who"})
_HELP: frozenset[Ask] = frozenset({"support", "police", "evidence", "takedown"})
_NEAR_ENOUGH = 0.38  # a best match weaker than this answers nothing
_TOOLS: frozenset[Conduct] = frozenset({"make tool", "supply tool", "possess tool", "host"})
_EVENT = 0.7  # a lay question this near, about what a regulator did or the news said: that is asked, and no crime
_TO_THE_POINT, _READ = 0.65, 8  # similarity of a lay question from which its statement follows fixed words; how many are read
_VERY_NEAR = 0.75  # a lay question this near on one thing alone: its statement is the answer, and not the steps
_ADVISING = frozenset({"advice", "practice", "procedure", "duty", "enforcement"})
_EVENTS = frozenset({"enforcement", "news"})
_AGREEING = 3  # entries in which retrieval must show the law that the conduct points to
_BELIEF = 0.66  # similarity from which a question is taken to voice a wrong belief
_CLEAR_BELIEF = 0.75  # similarity from which it is put right even where the answer draws on other law
_NEARLY = 0.04  # how much nearer than the belief a lay question may be
_SURE_BELIEF = 0.8  # similarity from which its verdict counts for more than ours
_NOT_OURS = "out-of-scope"  # the reply to what is outside; the hours of a service of ours are not
_HARM = "asks-for-harm"
_WITH_VERDICT = frozenset({"answer", "answer-with-caveat", "ask-nation", "signpost"})
_SPOKEN: dict[Verdict, str] = {"yes": "yes", "no": "illegal"}  # the phrases that say the verdict of fixed words on the law
_PENALTY_TOO: frozenset[Behaviour] = frozenset({"refuse-and-redirect", "abstain"})  # fixed words under which the penalty is told, unasked
_SOLICITOR = "worried-i-broke-the-law#solicitor"


@dataclass(frozen=True)
class Composer:
    """The stage, with what it needs."""

    register: Register
    bench: Bench
    words: WordLists
    polarity: Polarity
    reviews: Mapping[str, date] = field(default_factory=dict)  # "entry#statement" -> the day on which its official words changed

    @property
    def _steps(self) -> StepsComposer:
        return StepsComposer(self.register, self.words, self._law)

    @property
    def several(self) -> Several:
        """What adds to an answer where several things are asked."""
        return Several(self._found)

    @property
    def story(self) -> Story:
        """What weighs the answer to a whole story."""
        return Story(self._found)

    @property
    def _found(self) -> FoundComposer:
        return FoundComposer(self.register, self.words, self.polarity)

    @property
    def _law(self) -> LawComposer:
        return LawComposer(self.register, self.bench, self.words, self.polarity)

    def compose(self, enquiry: Enquiry, evidence: Evidence, reply: Reply | None = None, orders: bool = False) -> Answer:
        """Build the answer.

        :param enquiry: the question understood
        :param evidence: what retrieval brought
        :param reply: fixed words from the triage, if this is their moment
        :param orders: whether orders were taken out of the question: the answer says so at its end
        :return: the answer, without its timing
        """
        answer = with_reviews(self._compose(enquiry, evidence, reply), self.reviews, self.register, enquiry.on.last)
        if not orders or answer.reply:
            return answer
        return replace(answer, blocks=(*answer.blocks, Block((Sentence(self.register.phrases["orders_ignored"]),), "note")))

    def _compose(self, enquiry: Enquiry, evidence: Evidence, reply: Reply | None) -> Answer:
        if reply and not self._answers_instead(enquiry, reply):
            return self._fixed(enquiry, reply, evidence)
        if asks_of_elsewhere(enquiry, evidence, self.words):
            text = self.register.phrases["elsewhere_law"].format(place=enquiry.elsewhere)
            return self._finish(Draft(blocks=[Block((Sentence(text),), "reply")]), enquiry, "abstain")
        if enquiry.not_held and not enquiry.cited:
            text = self.register.phrases["not_held"].format(provision=enquiry.not_held)
            return self._finish(Draft(blocks=[Block((Sentence(text),), "reply")]), enquiry, "abstain")
        if enquiry.about_here and not enquiry.nation_told and enquiry.conducts:
            return self._which_nation(enquiry, evidence)
        if foreign := self._not_law_there(enquiry):
            return self._law_there(enquiry, evidence, foreign)
        decisions = self.bench.decide_all(enquiry)
        if helped := self._help(enquiry, evidence):
            draft = helped
        elif self._asks_both(enquiry):
            draft = self._law.compose(_law_alone(enquiry), evidence)
            self._then_do(draft, enquiry)
        elif self._is_about_conduct(enquiry, evidence, decisions):
            draft = self._law.compose(_law_alone(enquiry) if set(enquiry.asks) - _HELP else enquiry, evidence)
            self._then_do(draft, enquiry)
        elif evidence.best < _NEAR_ENOUGH and not enquiry.cited:
            return self._nothing(enquiry)
        else:
            draft = self._found.compose(enquiry, evidence, decisions)
            self._solicitor(draft, enquiry)
        if not draft.blocks:
            return self._nothing(enquiry)
        if not helped:
            self._belief(draft, enquiry, evidence)
            draft.open_with(self._steps.calming(enquiry))
        too_young_first(draft, enquiry, self.register)
        if enquiry.form == "open" and not (draft.has_kind("steps") and self._asks_yes_or_no_too(enquiry)):
            draft.verdict = None  # what, when, how long: no yes or no answers it
        if enquiry.form is None and not helped and not enquiry.asks_if_legal and set(enquiry.asks) <= _HELP:
            draft.verdict = None  # nothing was asked that yes or no would answer
        behaviour = _behaviour(draft)
        if set(enquiry.asks) and set(enquiry.asks) <= {"support"} and not (helped and draft.verdict):
            behaviour = "signpost"
        return self._finish(draft, enquiry, behaviour)

    def _answers_instead(self, enquiry: Enquiry, reply: Reply) -> bool:
        """Whether fixed words give way: to the hours of a service of ours, and to what to do for whoever did it and asks just that."""
        if reply.id == _NOT_OURS:
            return WhoHelps(self.register, self.words).asks_hours(enquiry)
        if reply.id != _HARM or "did it" not in enquiry.needs or enquiry.shown == "child":
            return False
        asked = asking_sentence(enquiry.question.text).rstrip("?!. ")
        return any(asked.endswith(phrase) for phrase in self.words.found("asks what to do", asked))

    def law_alone(self, enquiry: Enquiry, evidence: Evidence) -> Answer:
        """The law on the conducts of an enquiry, as the register's table has it, whatever lay questions are near to it.

        :param enquiry: the question understood, with at least one conduct
        :param evidence: what retrieval brought: it orders what is said beside the rule
        :return: the answer, without its timing
        """
        draft = self._law.compose(enquiry, replace(evidence, answers={}, pitfalls=()))
        self._then_do(draft, enquiry)
        behaviour = _behaviour(draft)
        return with_reviews(self._finish(draft, enquiry, behaviour), self.reviews, self.register, enquiry.on.last)

    def _help(self, enquiry: Enquiry, evidence: Evidence) -> Draft | None:
        """Who helps, or what to do, where that is what is asked."""
        if enquiry.role == "press" or enquiry.cited:
            return None
        named = WhoHelps(self.register, self.words).compose(enquiry)
        if named or asks_the_law(enquiry, self.words):
            return named
        steps = self._steps.compose(enquiry)
        if steps and self._asks_just_one_thing(steps, enquiry, evidence):
            return None
        if steps and steps.verdict is None:
            asked_first(steps, closest(self.register, enquiry, evidence), self.polarity, enquiry, evidence)
        return steps

    def _asks_just_one_thing(self, steps: Draft, enquiry: Enquiry, evidence: Evidence) -> bool:
        """Whether a lay question on something that the steps do not say is very near: "will they take my phone as well?"."""
        name, asking = evidence.closest
        if enquiry.form is None or asks_for_steps(asking_sentence(enquiry.text), self.words):
            return False
        if steps.verdict or asking is None or asking.similarity < _VERY_NEAR:
            return False
        document, statement = self.register.statement(name)
        return document.kind in _ADVISING and statement.text not in steps.texts()

    def _asks_both(self, enquiry: Enquiry) -> bool:
        """Whether it is asked if a conduct is a crime, and what to do as well: the law leads, the first steps follow."""
        return bool(enquiry.conducts) and not enquiry.cited and asks_the_law(enquiry, self.words) and bool(self._steps.beside(enquiry))

    def _asks_yes_or_no_too(self, enquiry: Enquiry) -> bool:
        """Whether another sentence than the one that counts asks if it is a crime: "Is that illegal? What can I do?"."""
        asked = [s for s in questions(enquiry.text) if self.words.cue("asks if a crime", s)]
        return any(form_of(sentence, self.words) == "yes or no" for sentence in asked)

    def _then_do(self, draft: Draft, enquiry: Enquiry) -> None:
        """Under the law: the first steps where they are asked for too; a solicitor for whoever did it."""
        if enquiry.role in {"business", "press"}:
            return
        draft.add("steps", self._steps.beside(enquiry))
        self._solicitor(draft, enquiry)

    def _solicitor(self, draft: Draft, enquiry: Enquiry) -> None:
        """A solicitor, for whoever did it."""
        if draft.blocks and "did it" in enquiry.needs and (draft.verdict != "no" or "police" in enquiry.asks):
            document, statement = self.register.statement(_SOLICITOR)
            draft.add("action", [Sentence(statement.text, ((document, statement),))])

    def _not_law_there(self, enquiry: Enquiry) -> Provision | None:
        """A provision that the question names and that is not law in any nation that it tells, where only such ones are named."""
        named = [d for i in enquiry.cited if isinstance(d := self.register.documents[i], Provision) and d.kind == "offence"]
        here = [p for p in named if set(p.extent) & set(enquiry.nations)]
        return named[0] if named and not here and enquiry.nation_told else None

    def _law_there(self, enquiry: Enquiry, evidence: Evidence, provision: Provision) -> Answer:
        """Says that the provision is not law in the nation that is asked, and what the law there says of the same conduct."""
        conducts = enquiry.conducts or tuple(dict.fromkeys(c for rule in provision.applies[:1] for c in rule.conduct))
        draft = Draft()
        if conducts:
            draft = self._law.compose(replace(enquiry, conducts=conducts, cited=(), asks=("crime",)), evidence)
        text = self.register.phrases["not_law_there"].format(
            law=capital(named(provision)), nations=listed(enquiry.nations, "or"), extent=listed(provision.extent)
        )
        source = (provision, provision.statement[0])
        draft.blocks.insert(0, Block((Sentence(text, (source,)),), "lead"))
        draft.verdict = "no" if enquiry.form == "yes or no" else None
        return self._finish(draft, enquiry, "answer-with-caveat")

    def _is_about_conduct(self, enquiry: Enquiry, evidence: Evidence, decisions: Sequence[Decision]) -> bool:
        if not enquiry.conducts or enquiry.cited:
            return False
        if "their child did it" in enquiry.needs and not asks_the_law(enquiry, self.words):
            return False  # what will happen to the child is asked
        if enquiry.role == "business" and not set(enquiry.conducts) & _TOOLS:
            return False  # what somebody else did on a site is not what its owner asks about
        asks = set(enquiry.asks)
        if asks & _FROM_STATEMENTS and not asks & {"crime", "penalty", "time limit"}:
            return False
        if self._about_an_event(evidence):
            return False
        plain_question = enquiry.form == "yes or no" and len(enquiry.nations) == 1 and asks_the_law(enquiry, self.words)
        found = (f.document for f in evidence.documents if not (plain_question and f.document.kind == "extent"))  # a town asks no extent
        near = [document.id for document in islice(found, _AGREEING if asks else 1)]
        return any(r.provision.id in near for d in decisions for r in d.rulings)

    def _about_an_event(self, evidence: Evidence) -> bool:
        """Whether the nearest lay question asks about what a regulator did, or the news said: "did Ofcom fine that site?"."""
        name, asking = evidence.closest
        if asking is None or asking.similarity < _EVENT:
            return False
        return self.register.statement(name)[0].kind in _EVENTS

    def _belief(self, draft: Draft, enquiry: Enquiry, evidence: Evidence) -> None:
        """Put a wrong belief right, in the first or second sentence, where the question voices one."""
        found = self._nearest_belief(draft, evidence)
        if found is None:
            return
        pitfall, score = found
        if enquiry.shown == "child" and "adult" in pitfall.belief:
            return
        told = any(draft.has(p) for p in pitfall.provisions) or (score >= _CLEAR_BELIEF and enquiry.shown != "child")
        if score < max(_BELIEF, evidence.best_question - _NEARLY) or not told:
            return
        if any(alike(pitfall.correction, text, 0.4) for text in draft.texts()):
            return
        block = Block((Sentence(pitfall.correction, (self._source(pitfall),)),), "correction")
        draft.insert_early(block, first=draft.verdict is None or score >= _SURE_BELIEF)
        claimed = enquiry.claims or enquiry.asks_if_legal or enquiry.form is None
        surer = draft.verdict is None or (claimed and score >= _SURE_BELIEF and score >= evidence.best_question + _NEARLY)
        if pitfall.verdict and (surer if not draft.settled else enquiry.claims and score >= _SURE_BELIEF):
            draft.verdict = pitfall.verdict
            draft.without_yes()

    def _nearest_belief(self, draft: Draft, evidence: Evidence) -> tuple[Pitfall, float] | None:
        """The wrong belief that the question comes nearest to; of those that are about as near, one about the law of the answer."""
        top = max((score for _, score in evidence.pitfalls), default=0.0)
        near = [(self.register.pitfalls_by_id[name], score) for name, score in evidence.pitfalls if score >= top - _NEARLY]
        return next((found for found in near if any(draft.has(p) for p in found[0].provisions)), near[0] if near else None)

    def _source(self, pitfall: Pitfall) -> tuple[Document, Statement]:
        document = self.register.documents[pitfall.provisions[0]]
        return document, document.statement[0]

    def _which_nation(self, enquiry: Enquiry, evidence: Evidence) -> Answer:
        everywhere = replace(enquiry, nations=NATIONS)
        draft = self._law.compose(everywhere, evidence)
        draft.blocks.insert(0, Block((Sentence(self.register.phrases["ask_nation"]),), "lead"))
        return self._finish(draft, enquiry, "ask-nation")

    def _fixed(self, enquiry: Enquiry, reply: Reply, evidence: Evidence) -> Answer:
        draft = Draft(verdict=self._verdict_of(reply, enquiry))
        self._number_first(draft, enquiry, reply)
        told = " ".join(draft.texts())
        for place, paragraph in enumerate(reply.text):
            draft.add("reply", [Sentence(text)] if (text := without_numbers_of(told, paragraph)) else [])
            if place == 0:
                self._to_the_point(draft, reply, enquiry, evidence)
        conducts = (reply.conduct,) if reply.conduct else enquiry.conducts
        enquiry = replace(enquiry, shown=enquiry.shown or reply.shown, conducts=conducts)
        if reply.with_law and enquiry.conducts:
            wants_penalty = reply.shown != "child" and ("penalty" in enquiry.asks or reply.behaviour in _PENALTY_TOO)
            draft.add("law", [s for s in self._law.in_short(enquiry) if wants_penalty or _is_no_penalty(s)])
        for reference in reply.cite:
            document, statement = self.register.statement(reference)
            if reply.after and reference == reply.cite[0] and draft.verdict in _SPOKEN:
                text = self.register.phrases[_SPOKEN[draft.verdict]].format(nation=enquiry.nations[0])
                draft.add("law", [Sentence(text, ((document, statement),))])
            draft.add("law", [Sentence(statement.text, ((document, statement),))])
        for paragraph in reply.after:
            draft.add("reply", [Sentence(paragraph)])
        return self._finish(draft, enquiry, reply.behaviour, reply)

    def _to_the_point(self, draft: Draft, reply: Reply, enquiry: Enquiry, evidence: Evidence) -> None:
        """Under fixed words: the statement of some entries that answers the very question, if one is near enough, and its verdict."""
        entries = [(self.register.documents[name], 0.0) for name in reply.near]
        picked = ranked(entries, replace(enquiry, shown=enquiry.shown or reply.shown), evidence, read=_READ)[:1] if entries else []
        for one in (p for p in picked if is_near(p, evidence, _TO_THE_POINT)):
            draft.add("law", [Sentence(one.statement.text, (one.cite,))])
            if draft.verdict is None and enquiry.form == "yes or no" and not self._fears_trouble(enquiry):
                verdict, reviewed = self.polarity.verdict(one, enquiry, evidence)
                draft.verdict = verdict if reviewed else None

    def _verdict_of(self, reply: Reply, enquiry: Enquiry) -> Verdict | None:
        """What fixed words say to a yes-or-no question: their own verdict, turned round where it is asked if something is legal."""
        if enquiry.form != "yes or no" or self._fears_trouble(enquiry):
            return None  # "am I in trouble?" is not answered by the law on what somebody else did
        verdict = reply.verdict_in.get(enquiry.nations[0], reply.verdict)
        if verdict is None and reply.with_law and enquiry.conducts and asks_the_law(enquiry, self.words):
            return verdict_of(self.bench.decide_all(replace(enquiry, shown=enquiry.shown or reply.shown))[:1], enquiry)
        return "no" if verdict == "yes" and enquiry.asks_if_legal else verdict

    def _fears_trouble(self, enquiry: Enquiry) -> bool:
        return self.words.cue("fears trouble", asking_sentence(enquiry.question.text))

    def _number_first(self, draft: Draft, enquiry: Enquiry, reply: Reply) -> None:
        """Where the question asks who helps, and the fixed words are no refusal: the service that fits best, if they name it too."""
        helps = WhoHelps(self.register, self.words)
        if reply.behaviour != "answer-with-caveat" or not helps.asks(enquiry):
            return
        named = [s for s in helps.fitting(enquiry) if s.id in reply.services]
        fitting = sorted(named, key=lambda s: s.id == reply.services[-1])  # the words' own last resort comes last
        for service in fitting[:1]:
            draft.add("lead", helps.how(service, enquiry))

    def _nothing(self, enquiry: Enquiry) -> Answer:
        reply = self.register.replies_by_id.get("nothing-found")
        paragraphs = reply.text if reply else (self.register.phrases["nothing_found"],)
        draft = Draft(blocks=[Block((Sentence(p),), "reply") for p in paragraphs])
        return self._finish(draft, enquiry, "abstain", reply)

    def _finish(self, draft: Draft, enquiry: Enquiry, behaviour: Behaviour, reply: Reply | None = None) -> Answer:
        verdict: Verdict | None = draft.verdict if behaviour in _WITH_VERDICT else None
        return Answer(
            behaviour=behaviour,
            verdict=verdict,
            blocks=tuple(draft.blocks),
            citations=numbered(draft.blocks),
            services=services_for(self.register, as_led(draft, enquiry), reply),
            nation=_nation_name(enquiry),
            as_of=enquiry.question.as_of,
            reply=reply,
            on=enquiry.on.last,
        )


def _law_alone(enquiry: Enquiry) -> Enquiry:
    """The enquiry without what it asks beside the law: who helps, and what to do."""
    return replace(enquiry, asks=tuple(ask for ask in enquiry.asks if ask not in _HELP) or ("crime",))


def _is_no_penalty(sentence: Sentence) -> bool:
    return all(statement.aspect != "penalty" for _, statement in sentence.cites)


def _behaviour(draft: Draft) -> Behaviour:
    return "answer-with-caveat" if draft.caveat or draft.verdict == "unknown" else "answer"


def _nation_name(enquiry: Enquiry) -> str:
    if not enquiry.nation_told:
        return "unstated"
    return enquiry.nations[0] if len(enquiry.nations) == 1 else "UK"
