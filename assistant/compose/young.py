"""A child who is too young to answer for a crime, told before all else."""

from __future__ import annotations

from assistant.compose.draft import Draft
from assistant.path.ages import ages_of_own_child
from assistant.path.matching import plain
from assistant.path.people import their_child_did_it
from assistant.records import Block, Enquiry, Sentence
from assistant.register.load import Register


def too_young_first(draft: Draft, enquiry: Enquiry, register: Register) -> None:
    """Where the writer's child did it and is too young to answer for a crime in that nation: that before all, and no "yes".

    :param draft: the answer so far; it is changed
    :param enquiry: the question understood
    :param register: for the age in each nation
    """
    low = plain(enquiry.text)
    if len(enquiry.nations) > 1 or not ("their child did it" in enquiry.needs or their_child_did_it(low)):
        return
    ages = ages_of_own_child(low)
    row = next(row for row in register.nations if row.nation == enquiry.nations[0])
    if not ages or max(ages) >= row.responsible_from:
        return
    document, statement = register.statement(row.responsible)
    draft.without_yes()
    draft.blocks.insert(0, Block((Sentence(statement.text, ((document, statement),)),), "lead"))
    draft.verdict = "no" if draft.verdict else None
