"""Whether just having or seeing a picture is what is asked: "is it a crime to keep one that somebody else made and sent me?"."""

from __future__ import annotations

import re

from assistant.path.form import asking_sentence

_WRONG = r"(?:crime|illegal|offence|legal|lawful|unlawful|against the law|allowed|criminal)"
_DONE = r"(?:\w+ed|made|sent|taken|been|put|shown|kept|got|given|sold|run|written|set|hidden|sex|consent|had)"
_VERB = rf"(?:have (?!{_DONE}\b)|keep|download|save|look at|watch|view|own|possess|store)"
_DOING = r"(?:having|keeping|downloading|saving|looking at|watching|viewing|owning|possessing|storing)"
_JUST = r"(?:(?:in|for) \w+(?: \w+)? )?(?:(?:just|simply|even|only|merely|actually) )*"
_HAVING = re.compile(rf"\b{_WRONG} {_JUST}(?:to {_VERB}|for {_DOING}\b)|\b(?:is|are|was) {_JUST}{_DOING}\b[^,.?]*\b{_WRONG}\b")


def asks_of_having(question: str) -> bool:
    """Whether the sentence that asks is about having or seeing a picture, whatever else was done with it before.

    :param question: as typed
    """
    return bool(_HAVING.search(asking_sentence(question)))
