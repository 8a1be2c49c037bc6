"""A child who writes in danger is spoken to as a child, with 999 and Childline first; a parent as a parent."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("question", "reply"),
    [
        ("im 13 and theres a man outside my house from snapchat", "danger-now-writer"),
        ("i'm 12 and he says he is coming to my house tonight if i dont send more", "child-at-risk-writer"),
    ],
)
def test_a_child_in_danger_hears_words_for_a_child(assistant, question, reply):
    answer = assistant.ask(question)
    said = " ".join(s.text for b in answer.blocks for s in b.sentences)
    assert answer.reply is not None and answer.reply.id.endswith("-writer"), (answer.reply and answer.reply.id, reply)
    assert "999" in said.split(". ")[0] and "0800 1111" in said
    assert "the child" not in said.lower() and "childline" in answer.services


def test_a_parent_is_spoken_to_as_a_parent(assistant):
    answer = assistant.ask("a man online told my daughter, 12, to meet him tonight, she has gone out of the house")
    assert answer.reply is not None and not answer.reply.id.endswith("-writer")


@pytest.mark.parametrize("act", ["made a deepfake nude of", "shared a deepfake nude of"])
def test_realistic_fakes_of_children_date_from_1995(assistant, act):
    answer = assistant.ask(f"someone {act} a 14 year old girl, is it a crime?", nation="E&W")
    said = " ".join(s.text for b in answer.blocks for s in b.sentences)
    assert "1978." not in said.split("The law is")[0] and answer.verdict == "yes"


def test_a_child_who_has_taken_something_is_told_to_call_999_first(assistant):
    answer = assistant.ask("im 16 they posted my pics and ive took loads of paracetamol, what happens to them")
    assert answer.reply is not None
    assert answer.reply.id.startswith("crisis-now")
    assert "999" in answer.blocks[0].sentences[0].text
