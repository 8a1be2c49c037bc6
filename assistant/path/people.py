"""Who writes, and what about them decides which help fits: by exact words of `corpus/words/people.toml`, silent where they do not tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast, get_args

from assistant.path.ages import tells_age_under_18, tells_own_grown_age
from assistant.path.matching import WordLists
from assistant.register.people import Need
from assistant.register.schema import Role, Shown

# The first that speaks is the role: whoever works with it before whoever lives it, and whoever cares for a child before the rest.
_ORDER: tuple[Role, ...] = ("helper", "press", "business", "parent", "teacher")
_TOLD_BY_WORDS = tuple(need for need in get_args(Need) if need != "taken under 18")
OF_CHILDREN: frozenset[Role] = frozenset({"child", "parent", "teacher"})
_HELPS_OTHERS: frozenset[Role] = frozenset({"helper", "press", "business", "parent", "teacher"})
_THEN = re.compile(
    r"\b(?:(?:from )?when (?:i|he|she|they|we) (?:was|were)|(?:img )?taken (?:at|@)|(?:of me|pics?|me) at|@) ?(\d{1,2})\b"
    r"(?!\d|:|\s?(?:am|pm|%))"
)
_SURE = {"victim": 1.2, "helper": 1.3, "press": 2.0, "friend": 1.6, "teacher": 1.6, "parent": 1.6, "business": 1.7, "maker": 2.0}
_A_STORY = 12  # words: shorter texts tell too little by their sound
_SURER, _LITTLE = 2.0, 0.7  # strengths at which how it sounds counts for more than words
_MENTIONED: frozenset[Role] = frozenset({"press", "helper", "teacher", "parent", "business"})
_DID = (
    r"\bi(?:'ve| have|'d)? (?:\w+ )?(?:made|put|posted|shared|sent|asked|used|took|filmed|forwarded|kept|screenshotted|recorded"
    r"|threatened|said|told|texted|created|ran|bought|downloaded|saved|uploaded|generated|typed|faked|showed)\b"
)
_HAS_DONE = re.compile(_DID)
_SAYS_SO = re.compile(rf"{_DID}|\baccus|\b(?:can|could|may|am|would|will) i\b")  # or is accused, or asks whether they may
# A child in somebody's care did it: "my son (14) made a fake"; not "a nude of my daughter made by boys", "my son's ex shared".
_THEIR_CHILD = re.compile(
    r"(?<!of )(?:my|our) [\w ]{0,20}(?:son|daughter|lad|boy|girl|child|kid|teenager|year old|yr old)\b(?!'s)"
    r"(?:(?! by |who| was | were )[^.?!]){0,30}?"
    r"\b(?:made|created|nudified|undressed|forwarded|filmed|used (?:an app|ai)|shared|posted|did (?:this|it)|has been (?:sharing|making))\b"
    r"(?! by|[^.?!]{0,40}(?:self|boyfriend|her own|his own))"
)


def role_of(low: str, words: WordLists, heard: Mapping[str, float] | None = None) -> Role | None:
    """The role of the writer: as exact words tell it, else as the whole text sounds.

    How it sounds never makes a child, and overrules words that only mention somebody of that role ("my daughters", "a client").

    :param low: the text as `plain` gives it
    :param words: the register's word lists
    :param heard: strength of each role label, 1 at its threshold
    :return: None where it cannot be told
    """
    told = _told(low, words)
    sounds = max(heard, key=lambda role: heard[role]) if heard else None
    if not heard or sounds not in _SURE or len(low.split()) < _A_STORY:
        return told
    if sounds == "maker" and not _SAYS_SO.search(low):
        return told
    if told is None:
        return cast(Role, sounds) if heard[sounds] >= _SURE[sounds] else None
    only_mentioned = told in _MENTIONED and heard.get(told, 0.0) < _LITTLE
    return cast(Role, sounds) if only_mentioned and heard[sounds] >= _SURER else told


def _told(low: str, words: WordLists) -> Role | None:
    if words.cue("a helper asks", low):
        return "helper"
    known = next((role for role in _ORDER if words.cue(f"role: {role}", low)), None)
    if known in {"helper", "press", "business"}:
        return known
    if (words.cue("child writes", low) or tells_age_under_18(low)) and not tells_own_grown_age(low):
        return "child"
    if known:
        return known
    if words.cue("need: did it", low) or words.cue("would do it", low):
        return "maker"
    return next((role for role in cast("tuple[Role, ...]", ("friend", "victim")) if words.cue(f"role: {role}", low)), None)


def needs_of(low: str, role: Role | None, shown: Shown | None, words: WordLists) -> tuple[Need, ...]:
    """What else about the people in it decides which help fits.

    :param low: the text as `plain` gives it
    :param role: from `role_of`
    :param shown: whom the pictures show
    :param words: the register's word lists
    """
    told = [need for need in _TOLD_BY_WORDS if words.cue(f"need: {need}", low)]
    if role == "maker" and "did it" not in told and _HAS_DONE.search(low) and not words.cue("would do it", low):
        told.append("did it")
    if role in _HELPS_OTHERS and "did it" in told:
        told.remove("did it")
    if role != "parent" and "their child did it" in told:
        told.remove("their child did it")
    if role == "parent" and their_child_did_it(low) and "their child did it" not in told:
        told.append("their child did it")
    grown = role not in OF_CHILDREN and shown == "child" and any(int(age) < 18 for age in _THEN.findall(low))
    return (*told, *(("taken under 18",) if grown else ()))


def their_child_did_it(low: str) -> bool:
    """Whether a child in somebody's care did it, by the form of the sentence.

    :param low: the text as `plain` gives it
    """
    return bool(_THEIR_CHILD.search(low))


def shown_to_help(role: Role | None, needs: tuple[Need, ...], shown: Shown | None) -> Shown:
    """Whom to take the person shown for when somebody is helped: a child where that may be so, since a child's picture must not be copied.

    :param role: of the writer
    :param needs: from `needs_of`
    :param shown: as understood, if told
    """
    if "age in doubt" in needs:
        return "child"
    return shown or ("child" if role in OF_CHILDREN else "adult")
