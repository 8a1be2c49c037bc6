"""The verdict of an answer that a statement leads: claims, the reader of pairs, and the vote of a reviewed lay question."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from assistant.compose.pick import Picked
from assistant.compose.polarity import Polarity
from assistant.encode.pairs import Reading, Readings
from assistant.path.asked_act import asked_act
from assistant.path.form import asks_of_then, form_of, leaning
from assistant.path.matching import WordLists
from assistant.records import Asking, Enquiry, Evidence, Question, Span

DAY = date(2026, 11, 27)
SURE = {"yes": 0.9, "no": 0.05, "depends": 0.03, "unknown": 0.02}
UNSURE = {"yes": 0.4, "no": 0.35, "depends": 0.15, "unknown": 0.1}


class Reader:
    """Says what it was told to say, and remembers what it was asked."""

    def __init__(self, shares):
        self.shares, self.asked = shares, []

    def read(self, question, statements):
        self.asked += [(question, statement) for statement in statements]
        return [Reading(dict(self.shares), 0.1, 0.0) for _ in statements]


def enquiry(text: str, words: WordLists, **more) -> Enquiry:
    question = Question(text, as_of=DAY)
    place = {"nations": ("England and Wales",), "nation_told": False} | more
    return Enquiry(question, text, np.zeros(4, np.float32), on=Span(DAY, DAY), date_told=False, form=form_of(text, words), **place)


@pytest.fixture(scope="module")
def words(register):
    return WordLists(register)


@pytest.fixture
def picked(register):
    document = register.documents["soa-2003-s66E"]
    return Picked(document, next(s for s in document.statement if s.id == "rule"), 1.0)


def verdict(picked, words, reader, asks, **near):
    """The verdict of the picked statement on a question, with the nearest lay question that is given."""
    answers = {"soa-2003-s66E#rule": Asking(**near)} if near else {}
    return Polarity(words).verdict(picked, asks, Evidence((), {}, answers, readings=Readings(reader, asks.text)))


def test_what_when_and_how_long_have_no_verdict(picked, words):
    reader = Reader(SURE)
    assert verdict(picked, words, reader, enquiry("how long can he get for that?", words)) == (None, True)
    assert reader.asked == []


def test_without_a_near_question_the_reader_speaks(picked, words):
    reader = Reader({**SURE, "yes": 0.05, "no": 0.9})
    assert verdict(picked, words, reader, enquiry("is it fine if I keep it?", words)) == ("no", False)
    assert reader.asked == [("is it fine if I keep it?", picked.statement.text)]


@pytest.mark.parametrize(
    ("shares", "similarity", "theirs", "wanted"),
    [
        (UNSURE, 0.95, "no", ("no", True)),  # a near lay question settles what the reader leaves open
        (SURE, 0.56, "no", ("yes", False)),  # a far one does not overrule a sure reader
        (UNSURE, 0.4, "no", ("yes", False)),  # one that is too far has no vote
    ],
)
def test_the_vote_of_the_nearest_lay_question(picked, words, shares, similarity, theirs, wanted):
    near = {"text": "is it a crime if I keep it?", "similarity": similarity, "verdict": theirs}
    assert verdict(picked, words, Reader(shares), enquiry("is it a crime when I keep it?", words), **near) == wanted


def test_a_lay_question_that_leans_the_other_way_is_turned_round(picked, words):
    near = {"text": "is it a crime if I keep it?", "similarity": 0.9, "verdict": "yes"}
    assert verdict(picked, words, Reader(UNSURE), enquiry("is it legal if I keep it?", words), **near) == ("no", False)


def test_a_lay_question_about_another_nation_gives_way_to_the_extent(picked, words):
    near = {"text": "is making one a crime in England?", "similarity": 0.9, "verdict": "yes"}
    there = enquiry("is making one a crime in Scotland?", words, nations=("Scotland",), nation_told=True)
    assert verdict(picked, words, Reader(SURE), there, **near) == ("no", False)


def test_a_first_day_that_is_claimed_is_compared(picked, words):
    reader = Reader({**SURE, "yes": 0.05, "no": 0.9})
    asks = enquiry("it became a crime on 6 February 2026, right?", words)
    assert verdict(picked, words, reader, asks) == ("yes", True)


@pytest.mark.parametrize(
    ("question", "act"),
    [
        ("Is it a crime just to have one on my laptop if somebody else made it and sent it to me?", "possess"),
        ("Her ex leaked it. Offence to download?", "possess"),
        ("Is looking at deepfakes a crime?", "possess"),
        ("Is it a crime to have shared it?", None),
        ("He kept it. Is it a crime to share it?", "share"),
        ("Is taking it enough for a crime in Northern Ireland or does he have to share it?", "take"),
        ("He made it. Is that a crime?", None),
    ],
)
def test_the_act_that_is_asked_about(question, act):
    assert asked_act(question) == act


def test_only_if_leans_neither_way(words):
    assert leaning("Is it only a crime if he does send it?", words) == 0
    assert leaning("Is it a crime if he does send it?", words) == 1


def test_a_question_of_then():
    assert asks_of_then("He filmed me in March. Was it a crime?")
    assert not asks_of_then("We split up in March. Is that a crime?")


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Have ss.66E and 66F been put on the list as announced?", "yes or no"),
        ("Was it 'toddlers' or something else in her words?", "open"),
        ("my ex is thretning to shere my pics, i live in glasgo wot can i do", "open"),
        ("he shared my pics, can you help", "yes or no"),
    ],
)
def test_the_form_of_a_sentence_with_a_point_or_a_choice_in_it(words, question, form):
    assert form_of(question, words) == form
