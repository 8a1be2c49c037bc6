"""Triage: danger, harm, and what is not ours, before anything else and without a model.

Exact words and labelled examples both speak; where they disagree on danger, the safer one wins. The reply's words
are fixed and reviewed; they stand in `corpus/words/replies.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.path.matching import WordLists, plain
from assistant.reading.labels import Scores
from assistant.records import Enquiry, Evidence, Question
from assistant.register.load import Register
from assistant.register.words import Language, Reply

# In the order of urgency: the first that speaks is the one that is answered.
_SURE: dict[str, float] = {
    "crisis": 0.8,
    "crisis of another": 1.0,
    "danger now": 0.85,
    "hides harm": 1.0,
    "asks for harm": 0.9,
    "child writes": 1.0,
    "injection": 1.0,
    "domestic abuse": 1.15,
    "out of scope": 1.1,
    "greeting": 1.1,
    "gibberish": 1.15,
}
_URGENT = ("crisis", "crisis of another", "danger now")
_ORDINARY = ("out of scope", "greeting", "gibberish")  # moments that give way to a question about the register
_SPOKEN = ("crisis", "crisis of another", "danger now", "child writes")  # moments that exact words can also name
_HARM = ("asks for harm", "hides harm")
_FEWEST_WORDS = 5  # of a question that is left when orders are taken out
_SENTENCE = re.compile(r"[^.!?:;\n]+[.!?:;\n]*")
_LOOK_UP = 8  # words: a short text that cites a provision is a look-up, whatever else it looks like
_ABOUT_OURS = 0.62  # a text this near to the register is in scope whatever the label says


@dataclass(frozen=True)
class TriageDesk:
    """The stage, with what it needs."""

    register: Register
    words: WordLists

    def moment(self, enquiry: Enquiry, scores: Scores) -> str | None:
        """The moment that a question is in, if it is one that has fixed words.

        :param enquiry: the question understood
        :param scores: strength of every label
        :return: the id of the moment, such as `crisis`
        """
        low = plain(enquiry.question.text)
        short = len(low.split()) <= _LOOK_UP
        if self.words.language(enquiry.question.text):
            return "other language"
        foreign = self.words.looks_foreign(enquiry.question.text)
        for moment, sure in _SURE.items():
            if foreign and moment not in _URGENT:
                return "other language"
            if moment == "crisis" and self.words.cue("crisis of another", low) and not self.words.cue("crisis", low):
                continue
            spoken = moment in _SPOKEN and self.words.cue(moment, low)
            if moment == "child writes" and not spoken and not self.words.cue("sounds young", low):
                continue
            if not spoken and (self.words.cue(f"not {moment}", low) or (moment in _HARM and self._asks_the_law(enquiry, low))):
                continue
            labelled = not (short and enquiry.cited) and scores.of(f"triage:{moment}") >= sure
            if spoken or labelled:
                return moment
        return None

    def _asks_the_law(self, enquiry: Enquiry, low: str) -> bool:
        """Whether it only asks if something is legal or a crime: that is answered with the law, whoever asks."""
        return enquiry.form == "yes or no" and (enquiry.asks_if_legal or self.words.cue("asks if a crime", low))

    def without_orders(self, question: Question) -> Question | None:
        """The question without the sentences that try to give orders, where enough of it is left to be answered.

        :param question: a question that carries an injection
        """
        kept = [s for s in _SENTENCE.findall(question.text) if not self.words.cue("gives orders", plain(s))]
        text = " ".join(" ".join(kept).split()).strip(" :;-\"'[]")
        if len(kept) == len(_SENTENCE.findall(question.text)) or len(text.split()) < _FEWEST_WORDS:
            return None
        return replace(question, text=text)

    def reply(self, moment: str | None, enquiry: Enquiry, evidence: Evidence) -> Reply | None:
        """The fixed words for a moment.

        :param moment: from `moment`
        :param enquiry: the question understood
        :param evidence: a question near to the register is answered even if it looks out of scope
        :return: the reply; None where the question is to be answered
        """
        if moment in _ORDINARY and (evidence.best >= _ABOUT_OURS or enquiry.cited):
            return None
        table = self.register.replies_by_id
        language = self.words.language(enquiry.question.text) if moment == "other language" else None
        if language:
            return self._in_language(language, enquiry)
        name = (moment or "").replace(" ", "-")
        if enquiry.shown == "child" and f"{name}-child" in table:
            name += "-child"
        return table.get(name)

    def _in_language(self, language: Language, enquiry: Enquiry) -> Reply:
        """The short answer in another language, the points that the question's words call for, and the law in English."""
        spoken = set(re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", plain(enquiry.question.text)))
        points = [p for p in language.points if spoken & set(p.words)]
        base = self.register.replies_by_id["other-language"]
        cite = tuple(dict.fromkeys([*(c for p in points for c in p.cite), *base.cite]))
        text = (*language.text, *(p.text for p in points), language.after)
        return base.model_copy(update={"behaviour": "signpost", "text": text, "cite": cite, "language": language.code})
