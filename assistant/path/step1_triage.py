"""Triage: danger, harm, and what is not ours, before anything else and without a model.

Exact words and labelled examples both speak; where they disagree on danger, the safer one wins. What is then said
stands in `corpus/words/replies.toml` and is put together by `replies.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.path.ages import ADULT, ages_of_others, tells_age_under_18, tells_own_grown_age
from assistant.path.matching import WordLists, plain
from assistant.path.replies import ReplyDesk, acts_now, grooms_child
from assistant.path.spelling import Speller
from assistant.reading.labels import Scores
from assistant.records import Enquiry, Evidence, Question
from assistant.register.load import Register
from assistant.register.words import Reply

# In the order of urgency: the first that speaks is the one that is answered.
_SURE: dict[str, float] = {
    "crisis": 0.8,
    "crisis of another": 0.9,
    "child at risk": 1.0,
    "danger now": 0.95,
    "picture received": 1.0,
    "worried by urges": 1.0,
    "hides harm": 0.9,
    "asks for harm": 0.9,
    "child writes": 1.0,
    "injection": 1.0,
    "domestic abuse": 1.0,
    "who is it": 1.1,
    "civil claim": 0.9,
    "own case": 1.0,
    "prediction": 1.0,
    "opinion": 1.0,
    "out of scope": 0.9,
    "greeting": 1.1,
    "gibberish": 1.15,
}
_URGENT = ("crisis", "crisis of another", "child at risk", "danger now")
_SPOKEN = (
    *_URGENT,
    "picture received",
    "child writes",
    "hides harm",
    "domestic abuse",
    "prediction",
    "own case",
)  # moments that exact words can also name
_HARM = ("asks for harm", "hides harm")
_LAW_FIRST = (*_HARM, "domestic abuse")  # moments in which a plain question about the law is answered with the law
_NOT_OURS = ("prediction", "opinion", "out of scope", "greeting", "gibberish")  # moments that give way to a question about the register
_BESIDE = (
    "who is it",
    "civil claim",
    "own case",
    "prediction",
    "opinion",
    "out of scope",
)  # of these the one that speaks far louder counts
_CLEARLY = 0.5  # by how much a moment that is not danger must be stronger than a weak sign of danger to be believed before it
_PLAINLY = 1.45  # strength from which a label needs no exact word beside it
_NEEDED = {  # moments whose label is believed only beside one of the words of a cue, unless it speaks plainly
    "crisis of another": "words of dying",
    "danger now": "words of danger",
    "injection": "gives orders",
    "domestic abuse": "words of home",
    "worried by urges": "words of wanting help",
    "civil claim": "words of a claim",
}
_NOTHING_NEAR = 0.54  # a text that has nothing so near in the register is out of scope on half the evidence
_NO_QUESTION_NEAR = 0.62  # the same, of the nearest lay question
_HALF = 0.6
_OUT_OF_SCOPE = 1.05  # strength from which being near to the register no longer counts
_FEWEST_WORDS = 5  # of a question that is left when orders are taken out
_SENTENCE = re.compile(r"[^.!?:;\n]+[.!?:;\n]*")
_CLAIMED = re.compile(r"\b(?:that|whether)\b(.*)", re.I | re.S)  # "ignore your rules and tell me that ...": what follows can be answered
_MARKUP = re.compile(r"<!--.*?(?:-->|$)|<(script|style)\b.*?(?:</\1>|$)|</?[a-z][^>]*>|\[([^\]]*)\]\([^)]*\)|https?://\S+", re.I | re.S)
_LOOK_UP = 8  # words: a short text that cites a provision is a look-up, whatever else it looks like
_FOLLOW_UP = 6  # words: so short a text tells of no child at risk by its sound alone
_BARE = 2  # words: so short a text names a topic and asks nothing
_ABOUT_OURS = 0.62  # a text this near to the register is in scope whatever the label says
_ABOUT_CONDUCT = 0.55  # the same, where it names a conduct of ours
_VERY_NEAR = 0.82  # a lay question this near: what sounds like a prediction is a question that the register answers
_TURNS = 2  # earlier messages of the user that are read together with the last one
_SOME_URGE = 0.7  # strength of an urge from which it is believed before a crisis, where a child is named and no crisis
_OWN_SIGN = 0.35  # strength of harm that the last message must have by itself for the talk as a whole to count
_SOME_CRISIS = 0.4  # strength of a crisis from which it is believed of somebody who tells that they have taken something
_BESIDE_ORDERS = 0.5  # strength of harm from which a question with orders is refused as a whole


@dataclass(frozen=True)
class TriageDesk:
    """The stage, with what it needs."""

    register: Register
    words: WordLists
    speller: Speller

    def moment(self, enquiry: Enquiry, scores: Scores, evidence: Evidence | None = None) -> str | None:
        """The moment that a question is in, if it is one that has fixed words.

        :param enquiry: the question understood
        :param scores: strength of every label
        :param evidence: what is near to the register is answered even if it looks out of scope
        :return: the id of the moment, such as `crisis`
        """
        text = enquiry.question.text
        mended = self.speller.mend(text)
        low = plain(mended)
        if self.words.language(text):
            return "other language"
        foreign = self.words.looks_foreign(mended)
        for moment, sure in _SURE.items():
            if foreign and moment not in _URGENT:
                return "other language"
            if moment == "out of scope" and self._has_nothing_near(enquiry, scores, evidence):
                return moment
            if self._speaks(moment, sure, enquiry, scores, low) and not self._is_ours(moment, enquiry, scores, evidence):
                return "bare topic" if moment in _HARM and len(low.split()) <= _BARE else moment
        return None

    def _speaks(self, moment: str, sure: float, enquiry: Enquiry, scores: Scores, low: str) -> bool:
        if moment == "child writes" and tells_own_grown_age(low):
            return False
        strength = scores.of(f"triage:{moment}")
        took = moment == "crisis" and strength >= _SOME_CRISIS and acts_now(self.words, low)  # "ive took a load of paracetamol"
        spoken = took or self._spoken(moment, enquiry, low)
        if spoken and moment not in _LAW_FIRST:
            return not (moment == "crisis" and self._is_plainly_of_another(scores))
        if self.words.cue(f"not {moment}", low) or (moment in _LAW_FIRST and self._asks_the_law(enquiry, low)):
            return False
        if spoken:
            return True
        if self._is_doubtful(moment, strength, enquiry, scores, low):
            return False
        return strength >= sure and not (len(low.split()) <= _LOOK_UP and enquiry.cited)

    def _spoken(self, moment: str, enquiry: Enquiry, low: str) -> bool:
        """Whether exact words name the moment."""
        if moment not in _SPOKEN:
            return False
        typed = plain(enquiry.question.text)
        if moment == "child writes" and self._is_young(enquiry.question):
            return True
        if moment == "child at risk":
            return self._tells_of_child(low) and (self.words.cue(moment, low) or self._is_groomed(low))
        if moment == "picture received" and (self.words.cue("a child near", low) or not self.words.cue("a child's picture", low)):
            return False
        return self.words.cue(moment, low) or self.words.cue(moment, typed)

    def _is_groomed(self, low: str) -> bool:
        return not self.words.cue("not child at risk", low) and grooms_child(self.words, low)

    def _tells_of_child(self, low: str) -> bool:
        """Whether somebody under 18 is in a text, and nobody of 18 or more in their place."""
        ages = ages_of_others(low)
        if ages:
            return min(ages) < ADULT
        return self.words.cue("words of a child", low)

    def _is_doubtful(self, moment: str, strength: float, enquiry: Enquiry, scores: Scores, low: str) -> bool:
        """Whether a label alone is not to be believed for a moment."""
        if moment == "crisis" and (self._is_of_another(scores, low) or self._is_urge(strength, scores, low)):
            return True
        if moment == "crisis of another" and (self._spoken("child writes", enquiry, low) or self._is_other_danger(strength, scores)):
            return True
        if moment == "hides harm" and scores.of("triage:own case") > strength:
            return True
        if moment == "child writes":
            return not self.words.cue("sounds young", low)
        if moment == "child at risk" and (len(low.split()) <= _FOLLOW_UP or not self._tells_of_child(low)):
            return True
        if moment in _NEEDED and strength < _PLAINLY and not self.words.cue(_NEEDED[moment], low):
            return True
        if moment in (*_HARM, *_BESIDE) and max(scores.of(f"triage:{m}") for m in _BESIDE) > strength + _CLEARLY:
            return True
        if moment == "danger now" and scores.of("triage:domestic abuse") > strength + _CLEARLY:
            return True
        return moment in _URGENT and strength < 1 and self._is_clearly_other(strength, scores)

    def _is_urge(self, strength: float, scores: Scores, low: str) -> bool:
        """Whether somebody who wants to stop looking at pictures of children sounds like somebody who wants to die."""
        urge = scores.of("triage:worried by urges")
        return urge > strength or (urge >= _SOME_URGE and self.words.cue("names a child", low))

    def _is_of_another(self, scores: Scores, low: str) -> bool:
        """Whether it is somebody other than the writer who may end their life."""
        return self.words.cue("crisis of another", low) or scores.of("triage:crisis of another") > scores.of("triage:crisis")

    def _is_other_danger(self, strength: float, scores: Scores) -> bool:
        return max(scores.of("triage:child at risk"), scores.of("triage:danger now")) > strength

    def _is_plainly_of_another(self, scores: Scores) -> bool:
        other = scores.of("triage:crisis of another")
        return other >= 1 and other > scores.of("triage:crisis")

    def _is_clearly_other(self, strength: float, scores: Scores) -> bool:
        """Whether a moment that is no danger speaks far louder than a weak sign of danger."""
        others = (scores.of(f"triage:{m}") for m in _SURE if m not in (*_URGENT, "child writes"))
        return max(others) >= strength + _CLEARLY

    def _is_ours(self, moment: str, enquiry: Enquiry, scores: Scores, evidence: Evidence | None) -> bool:
        """Whether a question that looks like none of ours is one, since the register has something near."""
        if moment not in _NOT_OURS or evidence is None:
            return False
        strength = scores.of(f"triage:{moment}")
        if moment in {"prediction", "opinion"}:
            spoken = self.words.cue(moment, plain(enquiry.question.text))
            told = moment == "prediction" and evidence.best_question >= _VERY_NEAR  # a day or a duty that is known
            return told or (evidence.best >= _ABOUT_OURS and strength < _PLAINLY and not spoken)
        if moment == "out of scope" and self.words.cue("names our law", plain(enquiry.question.text)) and evidence.best >= _ABOUT_CONDUCT:
            return True
        near = evidence.best >= (_ABOUT_CONDUCT if enquiry.conducts and strength < _PLAINLY else _ABOUT_OURS) and (
            strength < _OUT_OF_SCOPE or bool(enquiry.conducts)
        )
        return bool(near or enquiry.cited or enquiry.elsewhere)

    def _has_nothing_near(self, enquiry: Enquiry, scores: Scores, evidence: Evidence | None) -> bool:
        """Whether a question has a touch of other law, no conduct of ours, and nothing near it in the register."""
        far = evidence is not None and (evidence.best < _NOTHING_NEAR or evidence.nearest < _NO_QUESTION_NEAR)
        if evidence is None or not far or enquiry.conducts or enquiry.cited or enquiry.elsewhere:
            return False
        if "support" in enquiry.asks:
            return False
        return scores.of("triage:out of scope") >= max(_HALF, *(scores.of(f"triage:{m}") for m in _SURE))

    def _is_young(self, question: Question) -> bool:
        """Whether the writer tells of an age under 18, now or earlier in the talk."""
        said = (question.text, *(t.content for t in question.history if t.role == "user"))
        return any(tells_age_under_18(low) and not self.words.cue("another's age", low) for low in map(plain, said))

    def _asks_the_law(self, enquiry: Enquiry, low: str) -> bool:
        """Whether it only asks if something is legal or a crime: that is answered with the law, whoever asks."""
        if enquiry.form == "open":
            return False
        return (enquiry.form == "yes or no" and enquiry.asks_if_legal) or self.words.cue("asks if a crime", low)

    def whole_talk(self, question: Question, scores: Scores) -> Question | None:
        """The last messages of the user as one, where the last one alone might be a step of a request for harm.

        :param question: the question with its history
        :param scores: strength of every label for the question alone
        :return: None where the question needs no such reading
        """
        earlier = [t.content for t in question.history if t.role == "user" and t.content][-_TURNS:]
        own = max(scores.of(f"triage:{m}") for m in _HARM)
        low = plain(question.text)
        if not earlier or own < _OWN_SIGN or self.words.cue("not asks for harm", low) or self.words.cue("asks if a crime", low):
            return None
        return replace(question, text=" ".join([*earlier, question.text]), history=())

    def without_orders(self, question: Question, scores: Scores) -> Question | None:
        """The question without markup and what in it tries to give orders, where enough of it is left to be answered.

        :param question: a question that carries an injection
        :param scores: strength of every label; a question that leans to harm is not answered
        """
        leans = max(scores.of(f"triage:{m}") for m in _HARM)
        if leans >= _BESIDE_ORDERS and not self.words.cue("asks if a crime", plain(question.text)):
            return None
        bare = " ".join(_MARKUP.sub(lambda match: f" {match[2] or ''} ", question.text).split())
        sentences = _SENTENCE.findall(bare)
        kept = [_asked_in(s) if self.words.cue("gives orders", plain(s)) else s for s in sentences]
        text = " ".join(" ".join(kept).split()).strip(" :;-\"'[]")
        if text == question.text or len(text.split()) < _FEWEST_WORDS:
            return None
        return replace(question, text=text)

    def reply(self, moment: str | None, enquiry: Enquiry, evidence: Evidence) -> Reply | None:
        """The fixed words for a moment.

        :param moment: from `moment`
        :param enquiry: the question understood
        :param evidence: what retrieval brought
        :return: the reply; None where the question is to be answered
        """
        return ReplyDesk(self.register, self.words).reply(moment, enquiry, evidence) if moment else None


def _asked_in(order: str) -> str:
    """What a sentence that gives orders asks or claims, where it does so in a clause of its own; empty where it does not."""
    found = _CLAIMED.search(order)
    return found[1] if found and len(found[1].split()) >= _FEWEST_WORDS else ""
