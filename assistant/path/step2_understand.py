"""Understand: nation, date, conduct, who is shown, what is asked, exact citations; a follow-up takes over from the history.

Meaning comes from the labelled examples (`assistant.reading`), names and dates from exact rules over the register's
word lists. Nothing is decided about the law here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import cast, get_args

from assistant.encode import Encoder
from assistant.path.ages import ADULT, tells_of_guessed_child, tells_of_own_child
from assistant.path.asked_act import asked_act
from assistant.path.citations import CitationReader
from assistant.path.form import form_of, leaning
from assistant.path.matching import WordLists, plain
from assistant.path.people import needs_of, role_of
from assistant.path.spelling import Speller
from assistant.path.when import acted_in, acts_in
from assistant.reading.labels import LabelReader, Scores
from assistant.records import Enquiry, Question, Span
from assistant.register.schema import NATIONS, Conduct, Image, Nation, Shown
from assistant.register.words import Ask

_AS_LIKELY = 0.8  # strength of an adult from which somebody under 18 is only believed beside a word or an age that tells of one
_OF_A_CHILD = ("words of a child", "child shown", "sounds young", "a child's picture", "child writes")
_LIKELY = 0.5  # strength from which a conduct below its threshold may be meant
_MOST_CONDUCTS = 3
_BEFORE_HAVING: frozenset[Conduct] = frozenset({"create", "request", "share"})  # how a picture came to be, and came to whoever has it
_NAMED: frozenset[Conduct] = frozenset({"downblouse", "upskirt", "flashing lights"})  # believed only beside a word that names it
_HOW: tuple[tuple[Conduct, str], ...] = (("create", "with an app"), ("share", "on a screen"))  # told by how it was done
_NOT_CRIME: frozenset[Ask] = frozenset({"support", "evidence", "duty"})  # asked in exact words: "is it a crime" is not
_MANY_MARKS = re.compile(r"([?!.])[?!.\s]*(?=[?!.])[?!.]")  # "???" says no more than "?"
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]+")  # they change a vector and say nothing
_SHORT = 18  # words: a follow-up is short
_AGE = re.compile(
    r"\b(\d{1,2})\s?(?:-?\s?(?:years?|yrs?)[\s-]?old|y/?o|yrs?)\b"
    r"|\b(?:aged?|caller|she'?s|he'?s|who'?s|girlfriend'?s|boyfriend'?s|daughter'?s|son'?s|we'?re both|both|she is|he is|who is"
    r"|girl of|boy of|woman of|man of|daughter,|son,|sister,|brother,|of me[^.?!]{0,40}[.?!] i'?m|of me, their teacher[.,] i'?m) \(?"
    r"(\d{2})\b(?!\s?(?:%|times|days?|weeks?|months?|hours?|minutes?|pounds?|pictures?|photos?))"
    r"|(?<!')\b[fm] ?(1\d|[2-6]\d)\b(?!\d|:|[-.]\d)|\b(1\d|[2-6]\d)[fm]\b"  # "F16", "m 34", "16F": a helpline's shorthand
)

_WRITER = re.compile(r"\b(?:i'?m|i am) (\d{2})\b(?! ?(?:weeks|months|minutes|%))")
_WAS_THEN = re.compile(  # "I was 17 when he made it"
    r"\b(?:i|she|he|we|they) (?:was|were) (?:only |just |both )*(\d{1,2}) when "
    r"(?!i (?:made|took|set|filmed|sent|did|shared|posted|asked|put|used))"
)
_THEN = re.compile(r"\b(?:when (?:i|he|she|they|we) (?:was|were)|of me at|taken at|pics? at|me at|@) ?(\d{1,2})\b(?!\d|:|\s?(?:am|pm|%))")


@dataclass(frozen=True)
class Understanding:
    """The stage, with what it needs."""

    encoder: Encoder
    labels: LabelReader
    words: WordLists
    citations: CitationReader
    speller: Speller

    def read(self, question: Question) -> tuple[Enquiry, Scores]:
        """Understand a question.

        :param question: as received
        :return: the enquiry, and the strength of every label for the triage
        """
        enquiry, scores = self._alone(question, question.text)
        if question.history and self._is_follow_up(enquiry, question):
            enquiry = self._with_history(enquiry, question)
        return enquiry, scores

    def _alone(self, question: Question, text: str) -> tuple[Enquiry, Scores]:
        text = " ".join(_EMOJI.sub(" ", text).split()) or text
        text = self.speller.mend(self.words.without_courtesy(_MANY_MARKS.sub(r"\1", text)))
        wide = self.encoder.wide([text])[0]
        vector = wide[: self.encoder.dimension]
        scores = self.labels.read(text, wide)
        low = plain(text)
        nations, told = self._nations(question, low)
        span = None if self.words.cue("talks of news", low) else acted_in(low, question.as_of, self.words)
        spoken = tuple(c for c in get_args(Conduct) if self.words.cue(f"does: {c}", low))
        conducts = self._conducts(scores, spoken, low)
        enquiry = Enquiry(
            question=question,
            text=text,
            vector=vector,
            nations=nations,
            nation_told=told,
            on=span or Span(question.as_of, question.as_of),
            date_told=span is not None,
            conducts=conducts,
            acts=acts_in(low, conducts, question.as_of, self.words),
            spoken=spoken,
            shown=(shown := _shown(scores, low, self.words)),
            image=self._image(scores, low, shown),
            asks=self._asks(scores, low),
            cited=self.citations.read(text, nations if told else ()),
            not_held=self.citations.missing(text),
            elsewhere=self.words.elsewhere(low),
            asks_if_legal=leaning(text, self.words) < 0,
            consent_told=self.words.cue("tells of consent", low),
            motive_told=self.words.cue("tells the motive", low),
            about_here=self.words.cue("about here", low),
            claims=self.words.cue("makes a claim", low),
            before_the_law=span is None and self.words.cue("before the law", low),
            across_the_border=self._across(low),
            form=form_of(text, self.words),
            role=(role := role_of(low, self.words, scores.all_of("role"))),
            needs=needs_of(low, role, shown, self.words),
        )
        return enquiry, scores

    def _nations(self, question: Question, low: str) -> tuple[tuple[Nation, ...], bool]:
        named = self.words.nations(low)
        if question.nation in NATIONS and question.nation not in named and self.words.cue("up here", low):
            return (question.nation,), True
        if (
            named
            and "England and Wales" not in named
            and not question.history
            and not question.nation
            and self.words.cue("the same in", low)
        ):
            return ("England and Wales", *named), True  # "when did it become a crime, and is it the same in Scotland?"
        if named:
            return named, True
        if question.nation == "UK":
            return NATIONS, True
        if question.nation:
            return (question.nation,), True
        return ("England and Wales",), False

    def _conducts(self, scores: Scores, spoken: tuple[Conduct, ...], low: str) -> tuple[Conduct, ...]:
        """The conducts that labels and exact words tell, without one that the question itself denies, where another is left."""
        told = [v for v, _ in scores.told("conduct") if v in get_args(Conduct)]
        spoken = (*spoken, *(c for c, how in _HOW if self.words.cue(f"does: {c}, {how}", low)))
        if self.words.cue("makes an app", low):
            told = ["make tool", *(c for c in told if c not in {"create", "make tool"})]  # what its users do with it is theirs
        found = cast("tuple[Conduct, ...]", tuple(dict.fromkeys([*told[:_MOST_CONDUCTS], *spoken])))
        asked = asked_act(low)
        if asked in found:
            before = _BEFORE_HAVING if asked == "possess" else frozenset()
            found = (asked, *(c for c in found if c != asked and c not in before))
        found = tuple(c for c in found if c not in _NAMED or self.words.cue(f"names: {c}", low))
        done = tuple(c for c in found if not self.words.cue(f"does not: {c}", low))
        return done or self._next_likely(scores, found, low) or found

    def _next_likely(self, scores: Scores, denied: tuple[Conduct, ...], low: str) -> tuple[Conduct, ...]:
        """Where all that the labels tell is denied ("I never sent it"): the next likeliest conduct that is not."""
        likely = sorted(scores.all_of("conduct").items(), key=lambda each: (-each[1], each[0]))
        left = (c for c, strength in likely if strength >= _LIKELY and c in get_args(Conduct) and c not in denied)
        return cast("tuple[Conduct, ...]", tuple(c for c in left if not self.words.cue(f"does not: {c}", low))[:1]) if denied else ()

    def _across(self, low: str) -> bool:
        """Whether someone or something is abroad, while the law of a nation here is asked."""
        return self.words.cue("across the border", low) or self.words.someone_elsewhere(low)

    def _image(self, scores: Scores, low: str, shown: Shown | None) -> Image | None:
        if shown == "child" and self.words.cue("shows a drawing", low):
            return "drawn"
        if self.words.cue("shows a fake", low):
            return "fake"
        return "real" if self.words.cue("shows a real picture", low) else cast("Image | None", scores.one("image"))

    def _asks(self, scores: Scores, low: str) -> tuple[Ask, ...]:
        spoken = [ask for ask in get_args(Ask) if self.words.cue(f"asks: {ask}", low)]
        told = [
            v
            for v, _ in scores.told("ask")
            if not (v == "crime" and set(spoken) & _NOT_CRIME and not self.words.cue("asks if a crime", low))
        ]
        return cast("tuple[Ask, ...]", tuple(dict.fromkeys([*spoken, *told])))

    def _is_follow_up(self, enquiry: Enquiry, question: Question) -> bool:
        if enquiry.cited or len(question.text.split()) > _SHORT:
            return False
        return not enquiry.conducts or self.words.cue("follow-up", plain(question.text))

    def _with_history(self, enquiry: Enquiry, question: Question) -> Enquiry:
        """Fill what the follow-up leaves out from the last thing that the user asked."""
        earlier = [t.content for t in question.history if t.role == "user" and t.content]
        if not earlier:
            return enquiry
        before, _ = self._alone(replace(question, history=()), earlier[-1])
        if self._is_follow_up(before, before.question) and len(earlier) > 1:
            before = self._with_history(before, replace(before.question, history=question.history[: -_last_user(question)]))
        text = f"{before.text} {question.text}"
        varied = self._varied(enquiry, before)
        return replace(
            enquiry,
            varied=varied,
            text=text,
            vector=self.encoder.encode([text])[0],
            nations=enquiry.nations if self.words.nations(plain(enquiry.text)) else before.nations,
            nation_told=enquiry.nation_told or before.nation_told,
            on=enquiry.on if enquiry.date_told else before.on,
            date_told=enquiry.date_told or before.date_told,
            conducts=(enquiry.conducts if enquiry.spoken or not before.conducts else before.conducts),
            shown=enquiry.shown or before.shown,
            image=enquiry.image or before.image,
            asks=before.asks if varied else enquiry.asks or before.asks,
            cited=enquiry.cited or before.cited,
            form=enquiry.form or before.form,
            role=enquiry.role or before.role,
            needs=tuple(dict.fromkeys([*enquiry.needs, *before.needs])),
            asks_if_legal=enquiry.asks_if_legal if enquiry.form else before.asks_if_legal,
        )

    def _varied(self, enquiry: Enquiry, before: Enquiry) -> bool:
        """Whether a follow-up only puts another person in the same question: "what if she's 17?"."""
        changed = enquiry.shown is not None and enquiry.shown != (before.shown or "adult")
        return changed and not enquiry.spoken and bool(before.conducts) and self.words.cue("varies the question", plain(enquiry.text))


def _last_user(question: Question) -> int:
    """How many turns from the end the last message of the user stands."""
    backwards = [t.role for t in reversed(question.history)]
    return backwards.index("user") + 1


def _shown(scores: Scores, low: str, words: WordLists) -> Shown | None:
    told = scores.one("shown")
    if told == "child" and scores.of("shown:adult") >= _AS_LIKELY and not any(words.cue(cue, low) for cue in _OF_A_CHILD):
        told = "adult"
    ages = [int(next(filter(None, found))) for found in _AGE.findall(low)]
    if ages and max(ages) < ADULT and not words.cue("adult shown", low):
        return "child"
    if any(int(age) < ADULT for age in (*_THEN.findall(low), *_WAS_THEN.findall(low))):
        return "child"
    if tells_of_guessed_child(low):
        return "child"
    own = _WRITER.search(low)
    if own and int(own[1]) >= ADULT and words.cue("of the writer", low):
        return "adult"
    if ages and min(ages) >= ADULT:
        return "adult"
    if tells_of_own_child(low) and not words.cue("need: their child did it", low):
        return "child"
    if told is None and ages:
        return "child"
    if told is None and words.cue("child shown", low):
        return "child"
    if told is None and words.cue("adult shown", low):
        return "adult"
    return cast("Shown | None", told)
