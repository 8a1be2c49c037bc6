"""The form of a question: can it be answered yes or no, or does it ask what, when, how, who?"""

from __future__ import annotations

import re

from assistant.path.matching import WordLists, plain
from assistant.records import Form

AUXILIARY = (
    r"(?:is|isn't|isnt|are|aren't|am|was|wasn't|were|weren't|do|does|doesn't|did|didn't|don't|can|can't|could|couldn't|will|won't|would"
    r"|wouldn't|should|shouldn't|must|may|might|has|hasn't|have|haven't|had|shall)"
)
_LEAD_IN = r"(?:(?:and|but|so|ok|okay|then|also|now|please|hi|hello|hey|sorry|anyway|well|or|today)[,:]? )*"
_ASKING = r"(?:what|wot|wat|who|whose|whom|which|when|wen|where|how|why|whats|what's|who's|how's|where's|when's)"
_OPEN = re.compile(
    rf"^{_LEAD_IN}(?:(?:in|on|at|by|for|from|to|under|since) )?"
    rf"(?:list|tell me|explain|describe|give me|show me|summarise|walk me through|{_ASKING})\b(?! if\b| about\b)"
)
_TELLS_WHEN = re.compile(rf"^{_LEAD_IN}when (?:i|he|she|we|they|my|his|her|our)\b[^?]*$")  # "when I was 17, he filmed me" asks nothing
_LOOK_UP = re.compile(r"^(?:date|dates|max|maximum|top sentence|penalty|sentence|number|name|deadline|time limit)\b")
_OPEN_LATER = re.compile(
    r"(?:, |: |; | - |\band )(?:(?:on|in|at|by|for|from|under|since) )?(?:what|who|which|when|where|how|why)\b(?! if\b| about\b| not\b)"
)
_RUN_ON = re.compile(r"\b(?:what|wot|wat) (?:can|do|should|shud|shall|must) (?:i|we|he|she|they) do\b")  # "he has it what do i do"
_SUM = re.compile(r"\b(?:max|maximum|sentence|penalty|jail|prison|fine|punishment|helpline|number|date|deadline)\b")
_YES_NO = re.compile(rf"^{_LEAD_IN}{AUXILIARY}\s+\w+")
SUBJECT = r"(?:i|he|she|it|they|we|you|that|this|there|the|a|an|my|his|her|our|someone|anyone)"
_YES_NO_LATER = re.compile(rf"(?:: |; | - ){AUXILIARY} \w+|(?:, |\band |\bor |\bbut ){AUXILIARY} {SUBJECT}\b")
_TAG = re.compile(r"\b(?:right|correct|yeah|yes|innit|aren't i|isn't it|isn't he|isn't she|doesn't it|don't they|true|true or false)$")
_QUOTED = re.compile(r"(?<!\w)'.{3,60}?'(?!\w)|\"[^\"]{3,60}\"")
_CONDITION = re.compile(
    rf"^{_LEAD_IN}(?:if|when|once|now that) "
    rf"(?:[^?]{{5,120}}, {AUXILIARY} \w+|(?:(?!{_ASKING}\b)[^?,]){{5,120}} {AUXILIARY} (?:{SUBJECT}|its|their)\b)"
)
_FIGURE = r"(?:\d+|one|two|three|four|five|six|seven|ten|twelve|fourteen)"
_EITHER = re.compile(  # "is it 30 or 31 January?"
    rf"\b{AUXILIARY} [^?]*\b{_FIGURE}\b(?! million)[^?,%]{{0,20}} or (?:[a-z]+ ){{0,2}}{_FIGURE}\b(?!%)"
)
_OR_ELSE = re.compile(rf"\b{AUXILIARY} [^?]* or (?:something|anything|somebody|someone|somewhere) else\b")  # "was it X or something else?"
_EITHER_WAY = re.compile(
    rf"^(?!{AUXILIARY}\b)(?:[\w']+ ){{1,3}}or (?:[\w']+ ?){{1,3}}$"
)  # "Old law or new law?", "Ofcom or Police Scotland?"
_NOT_EITHER = re.compile(
    r"\bor (?:not|no|legal|illegal|ok|okay|fine|what|something|anything)\b|\b(?:legal|illegal|crime|offence|allowed|ok|okay|fine) or\b"
)
_ONE_WORD = re.compile(r"^(?:all )?(?:fine|fair|ok|okay|legal|lawful|allowed|illegal|true|bad)$")
_BARE = re.compile(rf"^any(?:thing)?\b|^(?!{_ASKING}\b)[\w'/-]+(?: (?!or )[\w'/-]+){{0,2}}$")  # "intimate image?", "s51?", "any law?"
_NO_BARE = re.compile(r"\b(?:nos|nums?|numbers?|next|steps?|tl|hello|hi|help|advice|options|resources|contacts?|support|or)\b")
_THEN = re.compile(r"\b(?:was|were|did|then|already|yet|at the time|back)\b")
_SENTENCE = re.compile(r"(?:[^.!?\n]|\.(?=\w))+[.!?\n]*")  # no end in "s.66E" or "4chan.org"


def form_of(question: str, words: WordLists) -> Form | None:
    """The form of a question.

    The last sentence with a question mark counts, else the last one. A first clause that opens with an auxiliary verb, or a tag at the
    end, makes it a yes-or-no question; one that opens with a question word makes it an open one.

    :param question: as typed
    :param words: the register's word lists
    :return: None where it cannot be told
    """
    asked = _QUOTED.sub("that", asking_sentence(question))
    sentence = asked.rstrip("?!. \"')")
    if not sentence:
        return None
    if _EITHER_WAY.search(sentence) and not _NOT_EITHER.search(sentence):
        return "open"
    if _EITHER.search(sentence) or _OR_ELSE.search(sentence) or _LOOK_UP.search(sentence):
        return "open"
    if _opens(sentence) and not _CONDITION.search(sentence):
        return _or_if_a_crime(sentence, words)
    if _ONE_WORD.search(sentence) or _YES_NO.search(sentence) or _CONDITION.search(sentence) or _TAG.search(sentence):
        return "yes or no"
    if _OPEN_LATER.search(sentence) or _RUN_ON.search(sentence):
        return _or_if_a_crime(sentence, words)
    if _YES_NO_LATER.search(sentence):
        return "yes or no"
    if _SUM.search(sentence) and not words.cue("asks if a crime", sentence):
        return "open"
    bare = (asked.endswith("?") or sentence.startswith("any")) and _BARE.search(sentence) and not _NO_BARE.search(sentence)
    return "yes or no" if bare or words.cue("yes or no", sentence) else None


def _or_if_a_crime(sentence: str, words: WordLists) -> Form:
    """An open question, unless its later clause asks if something is a crime: "who helps, and is it illegal"."""
    later = _YES_NO_LATER.search(sentence)
    return "yes or no" if later and words.cue("asks if a crime", sentence[later.start() :]) else "open"


def _opens(sentence: str) -> bool:
    """Whether a sentence opens with a question word that asks."""
    return bool(_OPEN.search(sentence)) and not _TELLS_WHEN.search(sentence)


def opens_like_a_question(sentence: str) -> bool:
    """Whether a sentence opens with a question word or an auxiliary verb.

    :param sentence: as `plain` gives it
    """
    return _opens(sentence) or bool(_YES_NO.search(sentence))


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, with their marks.

    :param text: as typed, or as `plain` gives it
    """
    return [s.strip() for s in _SENTENCE.findall(text) if s.strip()]


def questions(text: str) -> list[str]:
    """The sentences that end with a question mark, as `plain` gives them.

    :param text: as typed
    """
    return [s for s in sentences_of(plain(text)) if s.rstrip(" \"')").endswith("?")]


def asking_sentence(question: str) -> str:
    """The sentence that asks: the last with a question mark, else the last that opens like a question, else the last.

    :param question: as typed
    :return: as `plain` gives it; empty where there is no sentence
    """
    sentences = sentences_of(plain(question))
    asking = [s for s in sentences if s.rstrip(" \"')").endswith("?")] or [s for s in sentences if opens_like_a_question(s)]
    return (asking or sentences or [""])[-1]


def asks_of_then(question: str) -> bool:
    """Whether the sentence that asks speaks of the past: "was it a crime then?", "did he break the law?".

    :param question: as typed
    """
    return bool(_THEN.search(asking_sentence(question)))


def leaning(question: str, words: WordLists) -> int:
    """1 for "is it a crime", -1 for "is it legal" or "so it is no crime", 0 where neither is asked: yes to the one is no to the other.

    The sentence that asks counts before the story that it follows.

    :param question: as typed
    :param words: the register's word lists
    """
    return next((lean for text in (asking_sentence(question), plain(question)) if (lean := _lean(text, words))), 0)


def _lean(text: str, words: WordLists) -> int:
    if words.cue("asks if only", text):
        return 0
    if words.cue("asks if legal", text) or words.cue("denies the crime", text):
        return -1
    return 1 if words.cue("asks if a crime", text) else 0
