"""Whether the law of a place is asked that the register does not hold."""

from __future__ import annotations

from assistant.path.matching import WordLists, plain
from assistant.records import Enquiry, Evidence
from assistant.register.schema import NATIONS

_ABOUT_OURS = 0.6  # a lay question this near: it is asked about our law, although it names a place abroad


def asks_of_elsewhere(enquiry: Enquiry, evidence: Evidence, words: WordLists) -> bool:
    """Whether the law of a place is asked that the register does not hold; not where only someone in it is there.

    :param enquiry: the question understood
    :param evidence: what retrieval brought
    :param words: the register's word lists
    """
    low = plain(enquiry.question.text)
    here = enquiry.about_here and not words.nations(low) and not words.someone_elsewhere(low)
    one_told = enquiry.nation_told and len(enquiry.nations) < len(NATIONS)  # "UK law" beside Jersey tells none
    if not enquiry.elsewhere or (one_told and not here):
        return False
    if words.cue("law of elsewhere", low) or words.cue("lives elsewhere", low):
        return True
    if enquiry.across_the_border and enquiry.conducts:
        return False
    return bool(enquiry.conducts) or evidence.best_question < _ABOUT_OURS
