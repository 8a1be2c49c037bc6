"""Questions in which one word, age, place or day was heard wrongly: what leads the answer, and what must not be said."""

import re
import tomllib
from pathlib import Path

import pytest

from assistant.path.ages import ages_of_own_child, tells_own_grown_age
from assistant.path.form import form_of
from assistant.path.matching import WordLists, plain
from assistant.path.step6_show import markdown

TODAY = "2026-11-28"
EW, SC = "E&W", "Scotland"

HEARD = tomllib.loads((Path(__file__).parent / "data" / "heard-rightly.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", HEARD, ids=lambda case: case["question"][:40])
def test_heard_rightly(assistant, case):
    answer = assistant.ask(case["question"], nation=case.get("nation"), as_of=TODAY)
    text = markdown(answer, assistant.register).replace("**", "")
    assert answer.behaviour in case["behaviour"], text
    assert re.search(case["said"], text), text
    assert not re.search(case["never"], text), text


@pytest.mark.parametrize(
    "question",
    [
        "I broke the law and I want to die",
        "my crime reference number is no use, i am going to kill myself tonight",
        "my mate says he'll end his life over the pictures, my late dad would know what to do",
    ],
)
def test_a_cry_for_help_is_still_heard_beside_such_words(assistant, question):
    assert assistant.ask(question, as_of=TODAY).behaviour == "signpost"


def test_a_lay_question_that_is_nearly_the_same_leads(assistant):
    answer = assistant.ask("they've let him out on an undertaking and he's been posting again, can he contact me?", nation=SC, as_of=TODAY)
    assert "undertaking" in answer.blocks[0].sentences[0].text and answer.verdict == "unknown"


def test_the_line_under_an_answer_to_a_suspect_is_not_for_those_to_whom_it_was_done(assistant):
    answer = assistant.ask(
        "i'm due at the police station about an upskirting allegation, should i take a solicitor", nation=EW, as_of=TODAY
    )
    assert not set(answer.services) & {"revenge-porn-helpline", "stopncii", "rape-crisis-ew"}


@pytest.mark.parametrize(
    ("text", "grown"),
    [("i was 17 then, i'm 26 now", True), ("im 18 next month", False), ("the scan says i'm 20", False), ("i'm 15", False)],
)
def test_own_age_of_an_adult(text, grown):
    assert tells_own_grown_age(plain(text)) is grown


@pytest.mark.parametrize(("text", "ages"), [("my son (9) did it", (9,)), ("my wee boy is 7", (7,)), ("our girl's teacher is 40", ())])
def test_ages_of_own_children(text, ages):
    assert ages_of_own_child(plain(text)) == ages


@pytest.mark.parametrize(
    ("question", "form"), [("Old law or new law?", "open"), ("Ofcom or Police Scotland?", "open"), ("legal or illegal?", "yes or no")]
)
def test_one_or_the_other_has_no_yes(register, question, form):
    assert form_of(question, WordLists(register)) == form
