"""A question in another language, by exact words: its place, its matter and whose picture; the same in English; the answer in both.

What cannot be told by exact words is not guessed: such a question gets the short reply for all (`replies.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from assistant.compose.numbering import numbered
from assistant.path.ages import ADULT
from assistant.path.languages import points_of, says, unmarked
from assistant.path.matching import WordLists, plain
from assistant.path.step4_decide import Bench, image_of
from assistant.records import Answer, Block, Enquiry, Question, Sentence
from assistant.register.languages import Language, LanguagePoint, Matter
from assistant.register.load import Register
from assistant.register.schema import NATIONS, Conduct, Nation, Shown, Verdict

_PICTURE_ACTS = ("share", "create", "take", "request")  # acts that one law covers where somebody under 18 is shown
_SHORT_NAME = 4  # letters: so short a name of a place in English may be a word of another language, such as "ni"
_YEAR = re.compile(r"(?<!\d)20[0-2]\d(?!\d)")


@dataclass(frozen=True)
class Spoken:
    """What exact words tell of a question in another language."""

    language: Language
    matter: Matter
    nation: Nation | None  # None: not told
    shown: Shown
    asks_if_crime: bool
    years: tuple[int, ...]  # years that are told, other than that of the day of the question
    said: str  # as typed
    question: Question  # the same question in English


@dataclass(frozen=True)
class Interpreter:
    """Reads such questions, and puts the words in their language before the English answer."""

    register: Register
    bench: Bench
    words: WordLists

    def read(self, question: Question) -> Spoken | None:
        """What a question in another language tells.

        :param question: as received
        :return: None where its language, its matter or its place is not one that we have words for, and in a crisis or a request for harm
        """
        language = self.words.language(question.text)
        if language is None or self._is_fixed(question.text) or question.nation == "UK":
            return None
        matter = self._matter(language, question)
        if matter is None or self.words.elsewhere(plain(question.text)):
            return None
        nation = self._nation(language, question)
        shown: Shown = "child" if "groom" in matter.acts or self._is_minor(language, question.text) else "adult"
        years = tuple(sorted({int(y) for y in _YEAR.findall(question.text)} - {question.as_of.year}))
        return Spoken(
            language=language,
            matter=matter,
            nation=nation,
            shown=shown,
            asks_if_crime=says(language.asks_if_crime, question.text),
            years=years,
            said=question.text,
            question=replace(question, text=_in_english(matter, shown, years), nation=nation, history=()),
        )

    def _is_fixed(self, text: str) -> bool:
        """Whether the words call for a crisis reply or a refusal, in whatever language."""
        return any(says((*known.crisis, *known.harm), text) for known in self.register.languages)

    def _matter(self, language: Language, question: Question) -> Matter | None:
        """What the question is about, or else what the user wrote before it."""
        earlier = (t.content for t in reversed(question.history) if t.role == "user")
        for text in (question.text, *earlier):
            told = {conduct for conduct, phrases in language.matters.items() if says(phrases, text)}
            found = next((m for m in self.register.matters if set(m.needs) <= told), None)
            if found:
                return found
        return None

    def _nation(self, language: Language, question: Question) -> Nation | None:
        """The one nation that the question names or that the caller gave; None where none or several are."""
        text = question.text
        named = {nation for nation, places in language.places.items() if says(places, text)}
        if not named:
            long = (w for w in re.findall(r"[^\W\d_]+", plain(text)) if len(w) > _SHORT_NAME)
            named = set(self.words.nations(" ".join(long)))
        if not named and question.nation in NATIONS:
            return question.nation
        return named.pop() if len(named) == 1 else None

    def _is_minor(self, language: Language, text: str) -> bool:
        ages = _ages(language, text)
        if ages:
            return min(ages) < ADULT
        return says(language.minor, text)

    def enquiry(self, spoken: Spoken, english: Enquiry) -> Enquiry:
        """The enquiry that is answered from the register: place and day as the English question has them, the rest from exact words.

        :param spoken: the question
        :param english: the English question understood
        """
        return replace(
            english,
            conducts=spoken.matter.acts,
            spoken=spoken.matter.acts,
            acts=(),
            shown="child" if spoken.shown == "child" else None,
            image=spoken.matter.image,
            asks=("crime",) if spoken.asks_if_crime else ("crime", "support"),
            form="yes or no" if spoken.asks_if_crime else None,
            asks_if_legal=False,
            cited=(),
        )

    def answered(self, spoken: Spoken, english: Answer) -> Answer:
        """The words in the language of the question, before the answer in English.

        :param spoken: the question
        :param english: the answer to the same question in English
        """
        language = spoken.language
        reply = self.register.replies_by_id["other-language"].model_copy(update={"language": language.code})
        paragraphs = [" ".join([language.intro, *self._law(spoken)]), language.text[1]]
        paragraphs += [language.child] if spoken.shown == "child" else []
        points = self._points(spoken)
        blocks = [Block((Sentence(p),), "reply") for p in (*paragraphs, *(p.text for p in points), language.after)]
        blocks += [*english.blocks, *self._cited(points, english)]
        return replace(
            english,
            behaviour=english.behaviour if spoken.asks_if_crime else "signpost",
            verdict=self._for_all(spoken, english.verdict) if spoken.asks_if_crime else None,
            blocks=tuple(blocks),
            citations=numbered(blocks),
            reply=reply,
        )

    def _law(self, spoken: Spoken) -> Iterator[str]:
        """The law on the matter in a sentence for each act; in general, where the years that are told do not settle it."""
        language, nation = spoken.language, spoken.nation or "England and Wales"
        for conduct in spoken.matter.acts:
            verdict = self._verdict(spoken, conduct, nation)
            if verdict is None:
                yield language.text[0]
                return
            act = language.acts["child" if spoken.shown == "child" and conduct in _PICTURE_ACTS else conduct]
            yield language.says[verdict].format(where=language.where[nation], act=act)
        if spoken.nation is None and any(len({self._verdict(spoken, c, n) for n in NATIONS}) > 1 for c in spoken.matter.acts):
            yield language.elsewhere

    def _verdict(self, spoken: Spoken, conduct: Conduct, nation: Nation) -> Verdict | None:
        """What the register's table says of an act; None where the years that are told do not settle it."""
        image = image_of(conduct, spoken.matter.image)
        days = [day for year in spoken.years for day in (date(year, 1, 1), date(year, 12, 31))] or [spoken.question.as_of]
        verdicts = {self.bench.decide(conduct, nation, day, spoken.shown, image).verdict for day in days}
        return verdicts.pop() if len(verdicts) == 1 else None

    def _for_all(self, spoken: Spoken, verdict: Verdict | None) -> Verdict | None:
        """The verdict, or "depends" where it is another for each act: exact words do not tell which of them is denied."""
        found = {self._verdict(spoken, conduct, spoken.nation or "England and Wales") for conduct in spoken.matter.acts}
        return verdict if len(found) < 2 else "depends"

    def _points(self, spoken: Spoken) -> list[LanguagePoint]:
        """Further sentences, where they are about the law that is asked about; no law on adults for a picture of a child."""
        here = (spoken.nation,) if spoken.nation else ("England and Wales",)
        points = [] if spoken.years else points_of(spoken.language, spoken.said, here)
        begun = (p for p in points if all(self._has_begun(reference, spoken.question.as_of) for reference in p.cite))
        return [p for p in begun if spoken.shown == "adult" or set(NATIONS) <= set(p.nations)]

    def _has_begun(self, reference: str, on: date) -> bool:
        start = self.register.statement(reference)[1].from_
        return start is None or start <= on

    def _cited(self, points: Iterable[LanguagePoint], english: Answer) -> list[Block]:
        """The statements that the further sentences restate, as far as the English answer does not say them."""
        told = {s.text for b in english.blocks for s in b.sentences}
        found = [self.register.statement(reference) for p in points for reference in p.cite]
        new = {statement.text: (document, statement) for document, statement in found if statement.text not in told}
        return [Block(tuple(Sentence(text, (pair,)) for text, pair in new.items()), "law")] if new else []


def _in_english(matter: Matter, shown: Shown, years: tuple[int, ...]) -> str:
    asked = matter.child if shown == "child" else matter.english
    return f"{asked} It happened in {' and '.join(map(str, years))}." if years else asked


def _ages(language: Language, text: str) -> list[int]:
    """The ages that a text tells: figures before a word for years, or after a word for age."""
    low = unmarked(text)
    years, before = (f"(?:{'|'.join(re.escape(unmarked(w)) for w in words)})" for words in (language.years, language.age_before))
    found = re.findall(rf"(?<!\d)(\d{{1,2}})[\s-]{{0,2}}{years}", low)
    if language.age_before:
        found += re.findall(rf"(?<!\w){before}\D{{0,6}}(\d{{1,2}})(?!\d)", low)
    return [int(age) for age in found]
