"""Which support services stand under an answer."""

from __future__ import annotations

from assistant.records import Enquiry
from assistant.register.load import Register
from assistant.register.words import Help, Reply

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
    row = next((r for r in register.help if _fits(r, enquiry)), None)
    if row is None:
        return ()
    return tuple(s for s in row.services if nations & set(register.services_by_id[s].nations))[:_MOST]


def _fits(row: Help, enquiry: Enquiry) -> bool:
    if row.conduct and not set(row.conduct) & set(enquiry.conducts):
        return False
    if row.ask and not set(row.ask) & set(enquiry.asks):
        return False
    return (enquiry.shown or "adult") in row.shown
