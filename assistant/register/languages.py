"""The shape of `corpus/words/languages/` and `corpus/words/matters.toml`: short answers in other languages."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from assistant.register.schema import Conduct, Image, Line, Nation, Sentence, Verdict, _Entry


class LanguagePoint(_Entry):
    """A further sentence of a short answer in another language, said where one of the words stands in the question."""

    words: tuple[str, ...] = Field(min_length=1)
    nations: tuple[Nation, ...] = ("England and Wales",)  # whose law it is
    text: Line
    cite: tuple[str, ...] = Field(min_length=1)  # "entry#statement": what the sentence restates


class Language(_Entry):
    """How another language is known, and the short answer in it. `check` refuses one that lacks what the sentences on the law need."""

    code: str = Field(pattern=r"^[a-z]{2,3}(?:-Latn)?$")
    name: Line
    letters: str = ""  # letters that English does not have
    words: tuple[str, ...] = ()  # common words; marks on letters do not count
    never: tuple[str, ...] = ()  # words of its neighbours that it does not have
    intro: str = ""  # that the answer is short
    text: tuple[str, ...] = Field(min_length=2)  # the law in general, then the helplines
    elsewhere: str = ""  # that the law differs from nation to nation, where none is told
    child: str = ""  # what to do and not to do with a picture of somebody under 18
    after: Line  # what leads to the law in English
    crisis: tuple[str, ...] = Field(min_length=1)  # phrases of somebody who may end their life; "a ... b": b somewhere after a
    crisis_text: Sentence  # the helplines first
    harm: tuple[str, ...] = Field(min_length=1)  # phrases that ask for help to do harm
    refusal: Sentence
    asks_if_crime: tuple[str, ...] = ()
    minor: tuple[str, ...] = ()  # words for somebody under 18
    years: tuple[str, ...] = ()  # words that follow an age
    age_before: tuple[str, ...] = ()  # words that an age follows
    where: dict[Nation, Line] = Field(default_factory=dict)  # "In Scotland"
    says: dict[Verdict, Line] = Field(default_factory=dict)  # a sentence with `{where}` and `{act}` for each verdict
    acts: dict[Conduct | Literal["child"], Line] = Field(
        default_factory=dict
    )  # an act as `says` takes it; `child`: with a picture of somebody under 18
    places: dict[Nation, tuple[str, ...]] = Field(default_factory=dict)  # names of the nation and of places in it
    matters: dict[Conduct, tuple[str, ...]] = Field(default_factory=dict)  # words by which it is known what happened
    points: tuple[LanguagePoint, ...] = ()


class Matter(_Entry):
    """What a question in another language may be about, and the English question that is then answered."""

    needs: tuple[Conduct, ...] = Field(min_length=1)  # all of them must be told
    acts: tuple[Conduct, ...] = Field(min_length=1)
    image: Image | None = None
    english: Line
    child: Line  # the same, where somebody under 18 is shown
