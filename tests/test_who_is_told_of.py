"""Who is told of and what is asked: guessed ages, a story's people and its writer, follow-ups that put another person in the question."""

from __future__ import annotations

import pytest

from assistant.path.ages import tells_age_under_18, tells_of_guessed_child
from assistant.path.step6_show import markdown
from assistant.records import Turn

DAY = "2026-11-27"


@pytest.mark.parametrize(
    ("text", "child"),
    [
        ("a video of what looks like a lassie of about 15", True),
        ("she looks 15 or 16", True),
        ("she can't be more than 14", True),
        ("he's about 10 minutes away", False),
        ("it looks 15% off to me", False),
        ("must be older than 18", False),
    ],
)
def test_a_guessed_age_is_an_age(text, child):
    assert tells_of_guessed_child(text) is child


def test_a_girl_of_15_in_the_story_is_not_the_writer():
    assert tells_age_under_18("girl, 15, and i dont know what to do")
    assert not tells_age_under_18("one girl, 15, and i run the youth club")


def test_a_grown_client_is_no_child_at_risk(assistant):
    question = "Client M22, student, NI. Match recorded him on a video call and is demanding £500 now. Who does he tell?"
    answer = assistant.ask(question, as_of=DAY)
    assert answer.reply is None
    assert "childline" not in answer.services


def test_a_victim_who_fears_trouble_is_not_told_yes(assistant):
    question = "someone recorded me on a video call and wants £600. i paid 200. will i get in trouble for doing the video?"
    answer = assistant.ask(question, nation="E&W", as_of=DAY)
    assert answer.verdict != "yes"
    assert not answer.blocks[0].sentences[0].text.startswith("Yes")


KEEPING = "Is it a crime to keep a sexual deepfake of an adult on my phone?"


def test_another_person_in_the_same_question(assistant):
    told = [Turn("user", KEEPING), Turn("assistant", "No offence of possessing an adult deepfake was found in England and Wales.")]
    answer = assistant.ask("What if she's 17?", nation="E&W", as_of=DAY, history=told)
    assert answer.verdict == "yes"
    assert answer.blocks[0].sentences[0].text.startswith("Yes")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("can ofcom just order this one post of me down?", ()),
        ("he took a picture down my top on the bus", ("downblouse",)),
        ("my ex held up his phone and showed two colleagues my nudes", ("share",)),
    ],
)
def test_acts_that_words_must_name(assistant, text, named):
    found = assistant.understand(text, as_of=DAY).conducts
    assert set(named) <= set(found)
    assert ("downblouse" in found) == ("downblouse" in named)


def test_two_who_are_17_are_under_18(assistant):
    assert assistant.understand("Both 17, together two years, swapping nudes nobody else sees.", as_of=DAY).shown == "child"


def test_where_no_nation_is_told_what_holds_in_one_says_so(assistant, register):
    answer = assistant.ask("Do I have to prove he wanted to upset me?", as_of=DAY)
    assert "England and Wales" in markdown(answer, register)
