"""Ages that a text tells: the writer's own ("im 14", "girl, 13 here", "15m", "I'm a boy of 12"), and another's ("my daughter (12)")."""

from __future__ import annotations

import re

ADULT = 18  # years: who is younger is a child in the law on pictures, in every nation
_UNITS = r"%|times|days?|weeks?|months?|hours?|hrs?|mins?|minutes?|pounds?|pics?|pictures?|photos?|people|of them|st|nd|rd|th"
_AGE = rf"(?:[89]|1[0-7])(?!\d|[:.]\d|\s?(?:{_UNITS})\b)"
_SELF = r"(?:i'?m|i am|am|me|i(?:'ve)? just turned|i turned)"
_PERSON = r"(?:girl|boy|lad|lass|gurl|kid|teen|teenager|female|male)"
_BETWEEN = rf"(?:,? (?:a|an|only|just|also|nearly|almost|still|of|aged|{_PERSON}))*,?"
_IN_WORDS = r"(?:nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)"
_NOT_OF_ANOTHER = "".join(
    f"(?<!{word} )" for word in ("one", "a", "the", "this", "that", "my", "our", "his", "her", "of", "some", "another", "old", "young")
)
_I_AM = re.compile(
    rf"(?<!says )(?<!thinks )(?<!thought )\b{_SELF}{_BETWEEN} (?:{_AGE}|{_IN_WORDS}\b)"
    rf"|{_NOT_OF_ANOTHER}\b{_PERSON}[,:]? {_AGE}(?: here|,| and i| yr)"
    rf"|(?:^|\()(?:aged? )?{_AGE} ?(?:f|m|yo|{_PERSON}|here|yr old here|years old)\b"
    rf"|^(?:f|m)[, ] ?{_AGE}|\b(?:we'?re|we are|us) (?:are )?(?:all|both|only|just) {_AGE}|\(all (?:of us )?{_AGE}\)"
    rf"|\b(?:me|i|us)(?: are|'re)? both {_AGE}|\bboth of us(?: are|'re)? {_AGE}"
    rf"|\band (?:my )?(?:bf|gf|boyfriend|girlfriend)(?: are|'re)? both {_AGE}"
    rf"|\b{_AGE} ?(?:yrs?|years?)? ?(?:old)? {_PERSON} here\b|\b{_AGE},? (?:too )?(?:like|same as) me\b"
    rf"|^{_AGE}[,.]? (?:and )?(?:my|ex|i|im|i'm|someone|he|she)\b"
)


def tells_age_under_18(low: str) -> bool:
    """Whether a writer tells of an age under 18 as their own.

    :param low: the text as `plain` gives it
    """
    return bool(_I_AM.search(low))


_KIN = r"daughter|son|niece|nephew|sister|brother|cousin|grandson|granddaughter"
_OTHER = rf"(?:{_KIN}|kid|child|girl|boy|lad|lass|pupil|student|boyfriend|girlfriend)"
_OTHERS_AGE = re.compile(
    rf"\b{_OTHER}(?:'?s| is| who is|,)? ?[(,]? ?(?:who is |who's |aged? |only |just )?(\d{{1,2}})(?!\d|[:.]\d|\s?(?:{_UNITS}|pm|am)\b)"
    rf"|\b(?:both|she is|he is|she'?s|he'?s) (?:only |just )?(\d{{1,2}})(?!\d|[:.]\d|\s?(?:{_UNITS}|pm|am)\b)"
    r"|\((\d{1,2})\)|\b(\d{1,2}) ?-?(?:yo|y/o|yrs? old|years? old|year-old|year old)\b"
    r"|(?<!^)\b[fm] ?(1\d|[2-6]\d)\b(?!\d|[:.%-])"  # a helpline's shorthand: "client m22"
)


def ages_of_others(low: str) -> tuple[int, ...]:
    """The ages that a text tells of people other than the writer.

    :param low: the text as `plain` gives it
    """
    return tuple(int(next(filter(None, match.groups()))) for match in _OTHERS_AGE.finditer(low))


_CHILD_AGE = r"(?:1[0-7]|[2-9])(?!\d)"
_YEARS = re.compile(_CHILD_AGE)
_MINE = rf"\b(?:my|our) (?:step|grand|foster )?(?:{_KIN})"
_OWN_CHILD = re.compile(
    rf"\b(?:my|our) {_CHILD_AGE} ?-?(?:yo|y/o|yrs?|years?)?[\s-]?(?:old)? (?:step|grand|foster )?(?:{_KIN})\b"
    rf"|{_MINE}(?:'s| is|,)? ?[(,]? ?(?:who is |who's |aged? |only |just )?{_CHILD_AGE}\b(?!\s?(?:{_UNITS}))"
)


def tells_of_own_child(low: str) -> bool:
    """Whether a text tells of a child of the writer's family with an age under 18.

    :param low: the text as `plain` gives it
    """
    return bool(_OWN_CHILD.search(low))


_OWN_YOUNG = re.compile(
    rf"\b(?:my|our) (?:{_KIN}|lad|boy|kid|child|little one|lassie|wee (?:boy|lad|girl))(?:'s| is|,)? ?[(,]? ?"
    rf"(?:only |just |aged? )?({_CHILD_AGE})\b"
)


def ages_of_own_child(low: str) -> tuple[int, ...]:
    """The ages under 18 that a text tells of children of the writer's family.

    :param low: the text as `plain` gives it
    """
    kin = [_YEARS.findall(match[0])[0] for match in _OWN_CHILD.finditer(low)]
    return tuple(map(int, kin or _OWN_YOUNG.findall(low)))


_GROWN = r"(?:1[89]|[2-9]\d)(?!\d|[:.]\d|\s?(?:" + _UNITS + r")\b)"
_TELLS_GROWN = re.compile(
    rf"\b(?:i'?m|i am|i was|aged|she'?s|he'?s|she is|he is|she was|he was|we'?re both|both) (?:now |only |over )?{_GROWN}"
    rf"|\({_GROWN}\)|\b(?:1[89]|[2-9]\d) ?-?(?:yo|y/o|yrs? old|years? old|year-old|year old)\b|\b[fm] ?(?:1[89]|[2-9]\d)\b"
)


def tells_only_grown_up(low: str) -> bool:
    """Whether a text tells an age of 18 or more, and none under 18.

    :param low: the text as `plain` gives it
    """
    return bool(_TELLS_GROWN.search(low)) and not tells_age_under_18(low) and all(age >= ADULT for age in ages_of_others(low))


_I_AM_GROWN = re.compile(
    rf"(?<!says )(?<!thinks )(?<!that )\b(?:i'?m|i am) (?:now |only |over )?{_GROWN}"
    r"(?! (?:and|but) (?:my|he|she)| next| in | on | soon| tomorrow)"
)


def tells_own_grown_age(low: str) -> bool:
    """Whether a writer tells of an age of 18 or more as their own now.

    :param low: the text as `plain` gives it
    """
    return bool(_I_AM_GROWN.search(low))


_ABOUT = r"(?:about|around|roughly|maybe|probably|only|barely|approx|no more than|not more than|younger than|under|older than|more than)"
_GUESSED = re.compile(  # "a lassie of about 15", "who looks 15 or 16", "can't be more than 14"
    rf"\b(?:looks?|looked|looking|girl|boy|lassie|lass|lad|kid|teen|child|someone|somebody|she'?s|he'?s|be)(?: of| like| to be| is)?"
    rf" {_ABOUT} {_CHILD_AGE}(?!\s?%|\s?(?:{_UNITS})\b)"
    rf"|\blook(?:s|ed|ing)?(?: like)?(?: an?)? {_CHILD_AGE}(?!\s?%|\s?(?:{_UNITS})\b)"
)


def tells_of_guessed_child(low: str) -> bool:
    """Whether a text guesses the age of whom it tells of, and the guess is under 18.

    :param low: the text as `plain` gives it
    """
    return bool(_GUESSED.search(low))
