"""Whole stories: the answers that the register's people chose for them are taught, and are said."""

import pytest

from assistant.compose.story import is_story
from assistant.register.check import check
from assistant.register.words import Example
from assistant.teach.lessons import lessons_of
from evals.stories import Storyteller, figures, missed, read_stories, statements_of

EVERY = 2  # one story of so many is asked here; `python -m evals stories` asks all
FLOORS = {"right statements said": 0.3, "a right statement leads": 0.4, "right verdict": 0.45}  # they only ever rise


@pytest.fixture(scope="module")
def told(assistant):
    storyteller = Storyteller(assistant)
    return [storyteller.ask(row) for row in read_stories()[::EVERY]]


@pytest.mark.parametrize("name", FLOORS)
def test_stories_get_what_they_need(told, name):
    assert figures(told)[name].value >= FLOORS[name], "\n".join(missed(t) for t in told if not all(t.found))


def test_stories_that_are_kept_back_are_not_taught(register):
    rows = read_stories()
    taught = {example.text for example in register.examples} | {t for d in register.documents.values() for t in d.asked_as}
    assert [row.id for row in rows if row.question in taught] == []
    assert [row.id for row in rows for reference in row.answers if not register.statement(reference)[1].text] == []


def test_a_story_is_a_lesson_for_each_of_its_answers(register):
    story = next(example for example in register.examples if len(example.answers) > 1)
    lessons = [lesson for lesson in lessons_of(register) if lesson.text == story.text]
    assert [f"{x.entry}#{x.answer}" for x in lessons] == list(story.answers)
    assert [x.leads for x in lessons] == [True, *[False] * (len(lessons) - 1)]
    assert all(x.statement not in x.also and len(x.also) == len(lessons) - 1 for x in lessons)


def test_an_answer_that_is_no_statement_is_a_fault(register):
    good = next(example for example in register.examples if example.answers)
    wrong = good.model_copy(update={"answers": ("soa-2003-s66E#no-such-thing",)})
    bare = Example(text="He sent it on", verdict="yes")
    faults = check(register.model_copy(update={"examples": (wrong, bare)}))
    assert any("no-such-thing" in fault for fault in faults)
    assert any("there are no answers" in fault for fault in faults)


def test_a_short_question_is_no_story():
    assert not is_story("is it a crime to make a fake nude of someone")
    assert is_story("my ex put a picture of me on a site for sailors last night and says that he will not take it down, what now")


STORY = (
    "My ex put a video of us on a porn site in March, I found it last week and I feel sick. We live in Leeds. "
    "Is that a crime, and can the papers print my name if I go to the police?"
)


def test_each_thing_that_a_story_asks_is_answered(assistant):
    said = statements_of(assistant.ask(STORY, as_of="2026-11-28"))
    assert any("66B" in each for each in said)
    assert any("anonym" in each for each in said)


def test_nothing_is_said_twice_to_a_story(assistant):
    for row in read_stories()[::20]:
        texts = [s.text for b in assistant.ask(row.question, row.nation, row.as_of).blocks for s in b.sentences]
        assert len(texts) == len(set(texts)), row.id
