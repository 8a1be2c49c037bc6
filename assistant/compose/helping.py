"""Which support services stand under an answer: those that fit who writes, what happened and where."""

from __future__ import annotations

from assistant.path.people import shown_to_help
from assistant.records import Enquiry
from assistant.register.load import Register
from assistant.register.people import Help, Steps
from assistant.register.words import Reply

_MOST = 3


def services_for(register: Register, enquiry: Enquiry, reply: Reply | None) -> tuple[str, ...]:
    """Ids of the services that help with this, best first, and serve the nation.

    :param register: the register
    :param enquiry: the question understood
    :param reply: fixed words with services of their own, if any
    :return: at most three, or all that a reply names; none where nobody needs help
    """
    nations = set(enquiry.nations)
    if reply is not None:
        return tuple(s for s in reply.services if nations & set(register.services_by_id[s].nations))
    found: list[str] = []
    for row in register.help:
        if not fits(row, enquiry):
            continue
        found += [s for s in row.services if nations & set(register.services_by_id[s].nations)]
        if row.last:
            break
    return tuple(dict.fromkeys(found))[:_MOST]


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
