"""The answer to what is not about a conduct: the statements that retrieval ranks best, led by the one that fits most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compose.beside import MAIN_STATEMENT
from assistant.compose.closest import closest
from assistant.compose.draft import Draft
from assistant.compose.law import passed_law, urgent
from assistant.compose.pick import Picked, aspects_asked, nations_of, ranked, without_repeats
from assistant.compose.polarity import Polarity
from assistant.compose.starting import days_in, starts_later
from assistant.compose.wording import capital, in_words, listed, span_in_words
from assistant.path.dates import FAR_PAST
from assistant.path.matching import WordLists, plain
from assistant.records import Decision, Enquiry, Evidence, Sentence
from assistant.register.load import Register
from assistant.register.schema import NATIONS, Document, Provision, Timeline

_ENTRIES = 6  # how many entries an answer may draw on
_MOST = 5  # statements
_ROOM = 130  # words
_SHARE = 0.2  # how much an entry's rank counts beside the fit of its statements
_HELPING, _DECIDED = 0.15, 0.15  # bonus of an entry that helps with what is asked, and of the law that decides
_FAR = 0.3  # a statement this much weaker than the best is left out
_EVENTS = 6
_READ = 8  # statements that are read together with the question


@dataclass(frozen=True)
class FoundComposer:
    """Composes answers from ranked statements."""

    register: Register
    words: WordLists
    polarity: Polarity

    def compose(self, enquiry: Enquiry, evidence: Evidence, decisions: Sequence[Decision] = ()) -> Draft:
        """Build the answer.

        :param enquiry: the question understood
        :param evidence: what retrieval brought
        :param decisions: on the conducts of the question, if any: their law counts for more
        :return: blocks in order; empty when nothing holds for the nation and day
        """
        draft = Draft()
        picked = self._ranked(enquiry, evidence, decisions)
        if self._names_no_event(enquiry, evidence):
            picked = [p for p in picked if not (p.document.kind == "timeline" and starts_later(p, enquiry))]
        if not picked:
            return draft
        chosen = without_repeats(
            [p for p in picked if p is picked[0] or (p.score >= picked[0].score - _FAR and not starts_later(p, enquiry))], _MOST
        )
        if chosen[0].document.kind == "timeline" and set(enquiry.asks) & {"history", "status"}:
            events = without_repeats([p for p in picked if p.document.kind == "timeline"], _EVENTS)
            chosen = [events[0], *_in_order(events[1:])]
        told = self._told(enquiry)
        chosen = told or self._main_first(enquiry, picked, chosen, evidence)
        lead = chosen[0]
        draft.verdict, draft.settled = self.polarity.verdict(lead, enquiry, evidence)
        start = starts_later(lead, enquiry)
        if start:
            draft.caveat = True
            draft.verdict = "no" if draft.verdict or enquiry.form == "yes or no" else None
            begun = "not_in_force_then" if start <= enquiry.question.as_of else "not_in_force_on"
            name = "not_happened_on" if lead.document.kind == "timeline" else begun
            on = capital(span_in_words(enquiry.on))
            text = self.register.phrases[name].format(on=on, day=in_words(enquiry.on.last), since=in_words(start))
            draft.add("lead", [Sentence(text, (lead.cite,)), Sentence(lead.statement.text, (lead.cite,))])
            return draft
        if law_then := self._law_then(lead, enquiry):
            draft.verdict, draft.settled = "yes", True
            draft.add("lead", [Sentence(law_then, (lead.cite,))])
        first = urgent(decisions[0], enquiry) if decisions else []
        if first and enquiry.form is None:
            draft.verdict = None  # somebody tells what happens to them: what to do is the answer
        draft.add("lead", [*first, Sentence(lead.statement.text, (lead.cite,))])
        same_first = sorted(chosen[1:], key=lambda p: p.document.id != lead.document.id)
        for other in same_first:
            draft.add("law", [Sentence(other.statement.text, (other.cite,))], room=None if told else _ROOM)
        self._notes(draft, chosen)
        self._where(draft, lead, enquiry)
        return draft

    def leading(self, enquiry: Enquiry, evidence: Evidence) -> Picked | None:
        """The statement that fits best, if it holds on the day.

        :param enquiry: the question understood
        :param evidence: what retrieval brought
        """
        picked = self._ranked(enquiry, evidence, ())[:1]
        return picked[0] if picked and not starts_later(picked[0], enquiry) else None

    def nearest(self, enquiry: Enquiry, evidence: Evidence) -> list[Picked]:
        """The statements that search alone holds to fit best, best first; none that starts only after the day.

        :param enquiry: the question understood
        :param evidence: what retrieval brought
        """
        aspects = aspects_asked(self.register, enquiry)
        picked = ranked([(f.document, 0.0) for f in evidence.documents], enquiry, evidence, aspects)
        return [p for p in picked if not starts_later(p, enquiry)]

    def _ranked(self, enquiry: Enquiry, evidence: Evidence, decisions: Sequence[Decision]) -> list[Picked]:
        aspects = aspects_asked(self.register, enquiry)
        return ranked(self._entries(enquiry, evidence, decisions), enquiry, evidence, aspects, future=True, read=_READ)

    def _names_no_event(self, enquiry: Enquiry, evidence: Evidence) -> bool:
        """Whether no event that is still to come is asked about: a word in common with one is not enough."""
        to_come = self.words.cue("asks what is next", plain(enquiry.question.text))
        name, asking = evidence.closest
        return not to_come and not (asking and self.register.statement(name)[0].kind == "timeline")

    def _law_then(self, lead: Picked, enquiry: Enquiry) -> str | None:
        """Where it is asked whether something was law on a day that is told, and it surely was: that, with its first day."""
        document, day = lead.document, enquiry.on.last
        asked = "start" in enquiry.asks and enquiry.form == "yes or no" and enquiry.date_told and enquiry.on.one_day
        if not asked or not isinstance(document, Provision) or any(d > day for d in days_in(lead.statement, day)):
            return None
        sure = (p for p in document.in_force if p.confidence != "unconfirmed" and (p.until is None or day < p.until))
        start = next((p.from_ for p in sure if p.from_ and p.from_ <= day), None)
        return self.register.phrases["was_law_on"].format(day=in_words(day), since=in_words(start)) if start else None

    def _main_first(self, enquiry: Enquiry, picked: list[Picked], chosen: list[Picked], evidence: Evidence) -> list[Picked]:
        """Where a provision is named and its penalty or time limit is asked: its own statement on that first, for each.

        Else the statement that a lay question which is nearly the same points to, where there is one.
        """
        wanted = {MAIN_STATEMENT[ask] for ask in enquiry.asks if ask in MAIN_STATEMENT}
        main = [p for p in picked if p.statement.id in wanted and p.document.id in enquiry.cited]
        main.sort(key=lambda p: enquiry.cited.index(p.document.id))
        asked = None if main else closest(self.register, enquiry, evidence, instead=chosen[0])
        first = main or ([asked] if asked else [])
        return without_repeats([*first, *(p for p in chosen if p.name not in {f.name for f in first})], _MOST) if first else chosen

    def _told(self, enquiry: Enquiry) -> list[Picked]:
        """Events in their order, where the whole story is asked for, or what is still to come."""
        low = plain(enquiry.question.text)
        timeline = next((d for d in self.register.documents.values() if isinstance(d, Timeline)), None)
        if timeline is None:
            return []
        day = enquiry.on.last
        if self.words.cue("asks for the story", low) and enquiry.date_told and enquiry.on.first > FAR_PAST:
            kept = [s for s in timeline.statement if s.from_ and enquiry.on.first <= s.from_ <= day]
        elif self.words.cue("asks for the story", low):
            kept = [s for s in timeline.statement if s.id in timeline.milestones and s.from_ and s.from_ <= day]
        elif self.words.cue("asks what is next", low):
            kept = [s for s in timeline.statement if s.from_ and s.from_ > day]
        else:
            return []
        return _in_order([Picked(timeline, s, 1.0) for s in kept])

    def _entries(self, enquiry: Enquiry, evidence: Evidence, decisions: Sequence[Decision]) -> list[tuple[Document, float]]:
        found = evidence.documents[:_ENTRIES]
        if enquiry.cited:
            return [(f.document, 0.0) for f in found if f.document.id in enquiry.cited]
        top, low = found[0].score, evidence.documents[-1].score
        scale = max(top - low, 1e-6)
        entries = {f.document.id: _SHARE * (f.score - low) / scale for f in found}
        child = enquiry.shown == "child"
        table = {row.ask: row.child_documents if child and row.child_documents else row.documents for row in self.register.asks}
        for ask in enquiry.asks:
            for name in table.get(ask, ()):
                entries[name] = entries.get(name, 0.0) + _HELPING
        for decision in decisions:
            if decision.lead and decision.lead.provision.id in entries:
                entries[decision.lead.provision.id] += _DECIDED
        return [(self.register.documents[name], bonus) for name, bonus in entries.items()]

    def _notes(self, draft: Draft, chosen: list[Picked]) -> None:
        """Say it where the law that is told has not started, or is not confirmed as started."""
        lead = chosen[0].document
        if isinstance(lead, Provision) and lead.pending:
            draft.caveat = True
            draft.add("note", [Sentence(lead.pending.why, (chosen[0].cite,)), passed_law(self.register, lead, chosen[0].statement.id)])

    def _where(self, draft: Draft, lead: Picked, enquiry: Enquiry) -> None:
        """Where no nation is told and what leads is so in one alone, which one, where no sentence names it."""
        nations = nations_of(lead.document, lead.statement)
        if enquiry.nation_told or len(nations) > 1 or any(nation in text for text in draft.texts() for nation in NATIONS):
            return
        others = listed([n for n in NATIONS if n not in nations])
        draft.add("note", [Sentence(self.register.phrases["only_there"].format(nation=nations[0], others=others), (lead.cite,))])


def _in_order(picked: list[Picked]) -> list[Picked]:
    return sorted(picked, key=lambda p: (p.statement.from_ is None, p.statement.from_))
