"""What to do, in order: the steps of `corpus/words/steps.toml` for who asks, then the law in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.compose.draft import Draft
from assistant.compose.elsewhere import Elsewhere
from assistant.compose.helping import HELP_CUES, asks_for_steps, fits
from assistant.compose.law import LawComposer
from assistant.compose.pick import holds
from assistant.path.form import asking_sentence
from assistant.path.matching import WordLists, plain
from assistant.path.people import shown_to_help
from assistant.records import Enquiry, Sentence
from assistant.register.load import Register
from assistant.register.people import MOST_STEPS, Steps
from assistant.register.schema import NATIONS, Conduct, Role

_FEWEST_WORDS = 4  # of a question that says by itself what it asks
_MOST_BESIDE = 3  # steps under an answer that gives the law first
_AFRAID, _THREATENED = "is frightened", "is threatened"  # cues of `people.toml`
_THEIRS: frozenset[Role] = frozenset({"victim", "friend", "parent", "child"})  # to whom, or near to whom, it happened
_NOT_THEIRS: frozenset[Role] = frozenset({"maker", "press", "business", "helper", "teacher"})  # to whom it did not happen
_THREATS: frozenset[Conduct] = frozenset({"threaten", "blackmail", "groom", "sexual message", "share", "control", "harass"})


@dataclass(frozen=True)
class StepsComposer:
    """Composes steps."""

    register: Register
    words: WordLists
    law: LawComposer  # composes the law that follows the steps

    def compose(self, enquiry: Enquiry) -> Draft | None:
        """The steps as the answer.

        :param enquiry: the question understood
        :return: None where no row fits what is asked
        """
        row = self._row(enquiry)
        if row is None:
            return None
        lead, steps = self._sentences([row.lead], enquiry), self._sentences(row.step, enquiry)[:MOST_STEPS]
        if not lead or not steps:
            return None
        draft = Draft(verdict=row.verdict, settled=True)
        opening = [Sentence(self.register.phrases["no_first"], lead[0].cites)] if row.verdict == "no" else self._kind(row, enquiry)
        draft.add("lead", [*opening, *lead])
        draft.add("steps", steps)
        self._law_after(draft, enquiry)
        return draft

    def beside(self, enquiry: Enquiry) -> list[Sentence]:
        """The first steps, for under an answer that gives the law first.

        :param enquiry: the question understood
        """
        row = self._row(enquiry)
        if row is None or row.verdict:
            return []
        return self._sentences([row.lead, *row.step], enquiry)[:_MOST_BESIDE]

    def calming(self, enquiry: Enquiry) -> list[Sentence]:
        """A kind word and the first step, for before the law, where whoever asks is frightened of somebody now.

        :param enquiry: the question understood
        """
        row = self._row(replace(enquiry, form=None)) if self.is_frightened(enquiry, _AFRAID) else None
        return [*self._kind(row, enquiry), *self._sentences([row.lead], enquiry)] if row else []

    def is_frightened(self, enquiry: Enquiry, *cues: str) -> bool:
        """Whether exact words tell that it is happening now, or that whoever asks is afraid, and they did not do it themselves.

        :param enquiry: the question understood
        :param cues: of the words, one of which must stand in the question
        """
        theirs = enquiry.role not in _NOT_THEIRS and not enquiry.date_told and bool(set(enquiry.conducts) & _THREATS)
        told_from_afar = enquiry.role is None and enquiry.nation_told and len(enquiry.nations) > 1  # "Belfast lad, his ex in Liverpool"
        return theirs and not told_from_afar and any(self.words.cue(cue, plain(enquiry.text)) for cue in cues)

    def _kind(self, row: Steps, enquiry: Enquiry) -> list[Sentence]:
        """The kind word of a row, where it is told that it happened to whoever asks, or to somebody near to them."""
        theirs = enquiry.role in _THEIRS or self.is_frightened(enquiry, _AFRAID, _THREATENED)
        return self._sentences([row.kind], enquiry) if row.kind and theirs and "did it" not in enquiry.needs else []

    def _row(self, enquiry: Enquiry) -> Steps | None:
        low = plain(enquiry.text)
        in_need = "support" in enquiry.asks or self.is_frightened(enquiry, _AFRAID, _THREATENED)
        asked = asking_sentence(enquiry.text)
        seeks_help = in_need and enquiry.form is None  # "being blackmailed on snap help"
        spoken = asked if len(asked.split()) > _FEWEST_WORDS else low  # "Should we?" asks what stands before it
        asks_yes_or_no = enquiry.form == "yes or no" and not seeks_help and not asks_for_steps(low, self.words)
        return next(
            (
                row
                for row in self.register.steps
                if bool(row.verdict) == asks_yes_or_no
                and any(self.words.cue(cue, spoken if row.verdict else low) or (seeks_help and cue == HELP_CUES[0]) for cue in row.cue)
                and fits(row, enquiry)
                and (row.role or enquiry.role != "business")  # what a person does is nothing that a company can do
                and (row.anywhere or not row.conduct or enquiry.conducts[0] in row.conduct)
            ),
            None,
        )

    def _sentences(self, references: list[str] | tuple[str, ...], enquiry: Enquiry) -> list[Sentence]:
        """The statements that hold in the nation and on the day; those of a service of one nation only where that nation is told."""
        meant = (self._meant(reference, enquiry) for reference in references)
        found = (self.register.statement(reference) for reference in dict.fromkeys(meant) if reference)
        return [Sentence(s.text, ((d, s),)) for d, s in found if holds(d, s, enquiry)]

    def _meant(self, reference: str, enquiry: Enquiry) -> str | None:
        entry, _, name = reference.partition("#")
        service = self.register.services_by_id.get(entry)
        if service is None or set(service.nations) == set(NATIONS) or (enquiry.nation_told and len(enquiry.nations) == 1):
            return reference
        return f"{service.where_unknown}#{name}" if service.where_unknown else None

    def _law_after(self, draft: Draft, enquiry: Enquiry) -> None:
        """The law on the first conduct that is a crime there and then, else on the first, in a sentence that names the nation.

        Where the question tells no nation, what the others say follows.
        """
        shown = shown_to_help(enquiry.role, enquiry.needs, enquiry.shown)
        decisions = self.law.bench.decide_all(replace(enquiry, shown=shown))
        main = next((d for d in decisions if d.verdict in {"yes", "depends"}), decisions[0] if decisions else None)
        if main is None or main.lead is None or main.lead.status not in {"in force", "gap"}:
            return
        provision, rule = main.lead.provision, main.lead.rule
        statement = provision.statements[rule.brief or rule.lead]
        draft.add("law", [Sentence(statement.text, ((provision, statement),))])
        if not enquiry.nation_told:
            Elsewhere(self.register, self.law.bench).add(draft, main)
