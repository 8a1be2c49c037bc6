"""Which support services stand under an answer: those that fit who writes, what happened and where."""

from __future__ import annotations

from dataclasses import replace

from assistant.compose.draft import Draft
from assistant.compose.pick import of_whom
from assistant.path.form import asking_sentence, questions
from assistant.path.matching import WordLists, plain
from assistant.path.people import shown_to_help
from assistant.records import Enquiry
from assistant.register.load import Register
from assistant.register.people import Help, Steps
from assistant.register.words import Reply

_MOST = 3
HELP_CUES = ("asks what to do", "asks what to save", "asks how to report", "asks how to take down")  # asked so, no yes or no is wanted


def as_led(draft: Draft, enquiry: Enquiry) -> Enquiry:
    """The enquiry with the person shown, and who writes, as what leads the answer has it, where the question does not tell.

    :param draft: the answer
    :param enquiry: the question understood
    """
    lead = next((cite[0] for block in draft.blocks for sentence in block.sentences for cite in sentence.cites), None)
    if enquiry.shown is None and lead is not None and of_whom(lead) == ("child",):
        enquiry = replace(enquiry, shown="child")
    if enquiry.role in {None, "victim"} and getattr(lead, "of_suspects", False):
        enquiry = replace(enquiry, role="maker")
    return enquiry


def services_for(register: Register, enquiry: Enquiry, reply: Reply | None) -> tuple[str, ...]:
    """Ids of the services that help with this, best first, and serve the nation.

    :param register: the register
    :param enquiry: the question understood
    :param reply: fixed words with services of their own, if any
    :return: at most three; none where nobody needs help
    """
    found: list[str] = []
    if reply is not None:
        found = list(reply.services)
    else:
        for row in register.help:
            if not fits(row, enquiry):
                continue
            found += row.services
            if row.last:
                break
    serving = (serves(register, name, enquiry) for name in found)
    return tuple(dict.fromkeys(name for name in serving if name))[:_MOST]


def serves(register: Register, name: str, enquiry: Enquiry) -> str | None:
    """The service that is named where another is meant: itself, or the one that stands in for it where no single nation is told.

    :param register: the register
    :param name: id of a service
    :param enquiry: for the nations
    :return: None where it serves none of them
    """
    service = register.services_by_id[name]
    if service.where_unknown and not (enquiry.nation_told and len(enquiry.nations) == 1):
        return service.where_unknown
    return name if set(enquiry.nations) & set(service.nations) else None


def fits(row: Help | Steps, enquiry: Enquiry) -> bool:
    """Whether a row is for who asks, what happened and what is asked.

    :param row: of the services or of the steps
    :param enquiry: the question understood
    """
    return (
        (not row.role or enquiry.role in row.role)
        and set(row.need) <= set(enquiry.needs)
        and (not row.conduct or bool(set(row.conduct) & set(enquiry.conducts)))
        and (not row.ask or bool(set(row.ask) & set(enquiry.asks)))
        and shown_to_help(enquiry.role, enquiry.needs, enquiry.shown) in row.shown
    )


def asks_for_steps(text: str, words: WordLists) -> bool:
    """Whether exact words ask what to do, what to save, whom to tell or how to get it down.

    :param text: as `plain` gives it
    :param words: the register's word lists
    """
    return any(words.cue(cue, text) for cue in HELP_CUES)


def asks_the_law(enquiry: Enquiry, words: WordLists) -> bool:
    """Whether exact words ask if something is a crime: in a sentence that asks, or anywhere where no sentence asks for help.

    :param enquiry: the question understood
    :param words: the register's word lists
    """
    if any(words.cue("asks if a crime", sentence) for sentence in questions(enquiry.text)):
        return True
    asked = asking_sentence(enquiry.text)
    helped = asks_for_steps(asked, words) or words.cue("asks who helps", asked)
    return words.cue("asks if a crime", asked if helped else plain(enquiry.text))
