"""The answer to "who can I ring?" and "is the helpline open on a Sunday?": a service's own sentences first, number included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.compose.draft import Draft
from assistant.compose.helping import asks_the_law, services_for
from assistant.compose.pick import holds
from assistant.path.hours import asked_times, verdict_on
from assistant.path.matching import WordLists, plain, whole_words
from assistant.records import Enquiry, Sentence
from assistant.register.load import Register
from assistant.register.schema import NATIONS, Role, Service, Verdict

_HOW, _FIRST = "how", ("what", "who")  # ids under which a service says how to reach it, and for whom it is
_NOT_FOR: frozenset[Role] = frozenset({"business", "press"})  # whoever asks for no help for anybody
_PHRASES: dict[Verdict, str] = {"yes": "open_then", "no": "closed_then", "depends": "open_partly", "unknown": "open_unknown"}


@dataclass(frozen=True)
class WhoHelps:
    """Composes answers that name services."""

    register: Register
    words: WordLists

    def compose(self, enquiry: Enquiry) -> Draft | None:
        """Build the answer.

        :param enquiry: the question understood
        :return: None where no service is asked for, or another part of the answer matters more
        """
        low = plain(enquiry.text)
        if enquiry.cited:
            return None
        if self.asks_hours(enquiry):
            return self._hours(enquiry, low)
        if not self.asks(enquiry) or self.named(low):
            return None
        return self._who(self.fitting(enquiry), enquiry)

    def asks(self, enquiry: Enquiry) -> bool:
        """Whether the question asks who helps, and not whether something is a crime.

        :param enquiry: the question understood
        """
        low = plain(enquiry.text)
        wanted = self.words.cue("asks who helps", low) or ("at any hour" in enquiry.needs and self.words.cue("names a line", low))
        return wanted and not asks_the_law(enquiry, self.words) and enquiry.role not in _NOT_FOR

    def asks_hours(self, enquiry: Enquiry) -> bool:
        """Whether the question asks when a service can be reached.

        :param enquiry: the question understood
        """
        low = plain(enquiry.text)
        if self.words.cue("asks when it is open", low):
            return True
        return enquiry.form == "yes or no" and bool(self.named(low)) and bool(asked_times(low, self.register.times))

    def fitting(self, enquiry: Enquiry) -> list[Service]:
        """The services that fit, best first; where no nation is told, those of every nation, since each says for whom it is.

        :param enquiry: the question understood
        """
        asks = enquiry.asks if "support" in enquiry.asks else (*enquiry.asks, "support")
        nations = enquiry.nations if enquiry.nation_told else NATIONS
        names = services_for(self.register, replace(enquiry, asks=asks, nations=nations), None)
        fitting = [self.register.services_by_id[name] for name in names]
        by_phone = self.words.cue("asks for a number", plain(enquiry.text))
        return sorted(fitting, key=lambda s: (by_phone and s.phone is None, enquiry.nations[0] not in s.nations))

    def how(self, service: Service, enquiry: Enquiry) -> list[Sentence]:
        """How to reach a service, in its own sentence.

        :param service: the service
        :param enquiry: for the nation and the day
        """
        return self._said(service, (_HOW,), enquiry)

    def named(self, low: str) -> list[Service]:
        """The services that a text names, the longest name first.

        :param low: the text as `plain` gives it
        """
        found = [(len(match[0]), service) for pattern, service in self._names if (match := pattern.search(low))]
        return [service for _, service in sorted(found, key=lambda pair: -pair[0])]

    @cached_property
    def _names(self) -> list[tuple[re.Pattern[str], Service]]:
        return [(whole_words((s.title.split(" (")[0], *s.called)), s) for s in self.register.services]

    def _who(self, services: Sequence[Service], enquiry: Enquiry) -> Draft | None:
        if not services:
            return None
        draft = Draft()
        draft.add("lead", [*self.how(services[0], enquiry), *self._said(services[0], _FIRST, enquiry)])
        draft.add("action", [sentence for other in services[1:] for sentence in self.how(other, enquiry)])
        return draft if draft.blocks else None

    def _hours(self, enquiry: Enquiry, low: str) -> Draft | None:
        """Whether a service can be reached when it is asked for, by its hours; the hours alone where no time is told."""
        meant = enquiry
        if self.words.cue("means one line", low):  # "the helpline": the one for what happened, whatever its hours
            meant = replace(enquiry, needs=tuple(need for need in enquiry.needs if need != "at any hour"))
        reachable = [*self.named(low), *(s for s in self.fitting(meant) if s.phone)]
        if not reachable:
            return None
        service, times = reachable[0], asked_times(low, self.register.times)
        how = self.how(service, enquiry)
        if not how:
            return None
        hours = self._said(service, ("hours",), enquiry)
        if not times or enquiry.form == "open":
            draft = Draft()
            draft.add("lead", [*how, *hours])
            return draft
        verdict = verdict_on(service, times)
        text = self.register.phrases[_PHRASES[verdict]].format(service=_spoken_name(service))
        draft = Draft(verdict=verdict, settled=True)
        draft.add("lead", [Sentence(text, how[0].cites), *how, *hours])
        if verdict != "yes":
            others = [s for s in (*self.fitting(enquiry), *self._always()) if s is not service and verdict_on(s, times) == "yes"]
            draft.add("action", [sentence for other in others[:2] for sentence in self.how(other, enquiry)])
        return draft

    def _always(self) -> list[Service]:
        """Services that listen to anybody, at any hour: those that a crisis names."""
        crisis = self.register.replies_by_id.get("crisis")
        return [self.register.services_by_id[name] for name in (crisis.services if crisis else ()) if name != "police-emergency"]

    def _said(self, service: Service, names: Sequence[str], enquiry: Enquiry) -> list[Sentence]:
        where = enquiry if enquiry.nation_told else replace(enquiry, nations=NATIONS)
        found = (service.statements[name] for name in names if name in service.statements)
        return [Sentence(s.text, ((service, s),)) for s in found if holds(service, s, where)]


def _spoken_name(service: Service) -> str:
    """The name as its own sentences speak it: "the Revenge Porn Helpline", but "Galop"."""
    name = service.title.split(" (")[0]
    return f"the {name}" if any(f"the {name}".casefold() in s.text.casefold() for s in service.statement) else name
