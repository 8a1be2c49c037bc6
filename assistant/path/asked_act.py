"""The act that the asking sentence is about, whatever else is told: "is taking it enough for a crime, or must he share it?"."""

from __future__ import annotations

import re

from assistant.path.form import asking_sentence
from assistant.register.schema import Conduct

_WRONG = r"(?:crime|illegal|offence|legal|lawful|unlawful|against the law|allowed|criminal)"
_DONE = r"(?:\w+ed|made|sent|taken|been|put|shown|kept|got|given|sold|run|written|set|hidden|sex|consent|had)"
_VERBS: dict[Conduct, tuple[str, str]] = {  # after "a crime to", and before "a crime"
    "possess": (
        rf"(?:have (?!{_DONE}\b)|keep|download|save|look at|watch|view|own|possess|store)",
        r"(?:having|keeping|downloading|saving|looking at|watching|viewing|owning|possessing|storing)",
    ),
    "take": (r"(?:take|film|record|photograph)", r"(?:taking|filming|recording|photographing)"),
    "create": (r"(?:make|create|generate)", r"(?:making|creating|generating)"),
    "share": (r"(?:share|post|send|forward|show|pass on|repost)", r"(?:sharing|posting|sending|forwarding|showing|passing on|reposting)"),
}
_JUST = r"(?:(?:in|for) \w+(?: \w+)? )?(?:(?:just|simply|even|only|merely|actually) )*"
_ASKED = {
    conduct: re.compile(
        rf"\b{_WRONG} {_JUST}(?:to {verb}|for {doing})\b"
        rf"|^(?:[^,.?]*\b)?(?:is|are|was) {_JUST}{doing}\b(?: (?!if\b|that\b)[\w']+){{0,8}} (?:{_WRONG}|enough)\b"
    )
    for conduct, (verb, doing) in _VERBS.items()
}


def asked_act(question: str) -> Conduct | None:
    """The one act of those that are often confused that the sentence that asks is about.

    :param question: as typed
    :return: None where it names none of them, or several
    """
    asked = asking_sentence(question)
    found = [conduct for conduct, pattern in _ASKED.items() if pattern.search(asked)]
    return found[0] if len(found) == 1 else None
