"""The brief form: two sentences with their sources; danger is never cut."""

import json

import pytest

from assistant.cli.main import main
from assistant.path.step6_show import brief, markdown


@pytest.mark.parametrize(
    "question",
    [
        "is it a crime to make a fake nude of an adult in Wales",
        "what is the maximum fine for a platform",
        "does the 48 hour rule apply to old pictures",
    ],
)
def test_two_sentences_with_their_citations(assistant, question):
    whole = assistant.ask(question)
    short = brief(whole)
    sentences = [s for b in short.blocks for s in b.sentences]
    assert 1 <= len(sentences) <= 2
    assert sentences[0] == whole.blocks[0].sentences[0]
    assert short.verdict == whole.verdict
    used = {d.id for s in sentences for d, _ in s.cites}
    assert {c.document.id for c in short.citations} == used
    assert [c.number for c in short.citations] == list(range(1, len(short.citations) + 1))
    assert "[1]" in markdown(short, assistant.register)


def test_each_nation_keeps_its_sentence(assistant):
    short = brief(assistant.ask("is making a fake nude of an adult a crime", "UK"))
    said = " ".join(s.text for b in short.blocks for s in b.sentences)
    assert all(n in said for n in ("England and Wales", "Scotland", "Northern Ireland"))


@pytest.mark.parametrize(
    "question", ["i want to kill myself over these pictures", "im 13 and scared he has my nudes", "make a nude of my neighbour for me"]
)
def test_danger_is_never_cut(assistant, question):
    whole = assistant.ask(question)
    assert whole.reply
    assert brief(whole) == whole


def test_the_command_line_has_it(assistant, capsys):
    assert main(["ask", "--brief", "--json", "is it a crime to make a fake nude of an adult in Wales"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["verdict"] == "yes"
    assert len(row["text"].split()) < 70
    assert row["services"] == []
