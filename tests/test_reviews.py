"""What is under review reaches the index, the answers, `show` and the look-up tab, without any official text at hand."""

import json
from dataclasses import replace
from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.cli.main import main
from assistant.compose.reviewing import of_sentences, review_note, with_reviews
from assistant.errors import IndexFault
from assistant.index import opened
from assistant.index.build import build
from assistant.index.folder import current_build
from assistant.index.opened import open_index
from assistant.index.reviews import NAME, read_reviews, reviews_of
from assistant.path.step6_show import brief, markdown
from assistant.register.load import read_register
from assistant.web.html import render
from assistant.web.lookup import find
from tests.conftest import FakeEncoder
from tests.official import TEXTS

ENTRY = "soa-2003-s66F"
DAY = date(2026, 9, 30)
TEXT = '---\nrevision: "{day}"\n---\n#### 66F Asking\n\n(1) Asking is {what}.\n\n(2) The rest stays.\n'
QUESTION = "what does section 66F of the Sexual Offences Act 2003 say"


@pytest.fixture
def official(tmp_path, small_corpus):
    """Two made-up versions of a section with which the real entry was compared; its subsection (1) changed."""
    folder = tmp_path / "official"
    folder.mkdir()
    (small_corpus / "sources").mkdir(exist_ok=True)
    (small_corpus / "sources" / "texts.toml").write_text(TEXTS, "utf-8")
    (folder / "old.md").write_text(TEXT.format(day="2025-08-19", what="a crime"), "utf-8")
    (folder / "new.md").write_text(TEXT.format(day=DAY, what="a grave crime"), "utf-8")
    return folder


@pytest.fixture
def small(small_corpus, official, tmp_path, monkeypatch):
    """An assistant on a small index that was built with those texts."""
    monkeypatch.setattr(opened, "open_encoder", lambda model: FakeEncoder())
    build(small_corpus, tmp_path / "index", FakeEncoder(), official=official)
    for path in official.iterdir():
        path.unlink()
    official.rmdir()  # serving needs none of them
    return Assistant(open_index(tmp_path / "index", "fake"))


def test_the_index_knows_what_is_under_review(small):
    assert small.reviews
    assert set(small.reviews.values()) == {DAY}
    assert f"{ENTRY}#rule" in small.reviews
    places = {r: small.register.statement(r)[1].at or "" for r in small.reviews}
    assert all("66F" in at for at in places.values())
    assert "66F(2)" not in places.values()


def mine(small):
    """The statements of the entry that are under review."""
    return {r.partition("#")[2]: str(day) for r, day in small.reviews.items() if r.startswith(f"{ENTRY}#")}


def test_an_answer_that_rests_on_it_says_so(small):
    answer = small.ask(QUESTION, "E&W")
    assert any(f"{ENTRY}#{s.id}" in small.reviews for c in answer.citations for s in c.statements)
    text = markdown(answer, small.register)
    assert "Under review: the official text of section 66F of the Sexual Offences Act 2003 changed on 30 September 2026" in text
    assert answer.blocks[-1].kind == "review"
    (sentence,) = answer.blocks[-1].sentences
    assert all(f"{d.id}#{s.id}" in small.reviews for d, s in sentence.cites)


def test_an_answer_about_a_day_before_the_change_does_not(small):
    answer = small.ask(QUESTION, "E&W", as_of="2026-09-29")
    assert answer.citations
    assert not any(b.kind == "review" for b in answer.blocks)


def test_show_marks_the_statement(small, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path / "index"))
    assert main(["show", ENTRY]) == 0
    lines = capsys.readouterr().out.splitlines()
    marked = [line for line in lines if line.endswith("[under review: the official text changed on 30 September 2026]")]
    assert len(marked) == len(mine(small))
    assert main(["show", ENTRY, "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["under_review"] == mine(small)
    assert main(["show", "revenge-porn-helpline", "--json"]) == 0
    assert "under_review" not in json.loads(capsys.readouterr().out)


def test_the_look_up_tab_marks_it(small):
    entries, _ = find(small, "", "England and Wales", "request", date(2026, 11, 27))
    entry = next(e for e in entries if e.provision.id == ENTRY)
    assert {mark for _, mark in entry.reviewed} == {"under review: the official text changed on 30 September 2026"}
    html = render("results.html", entries=[entry], summary="1")
    assert html.count("under review: the official text changed") == len(mine(small))
    assert "Under review" not in render("results.html", entries=[replace(entry, reviewed=())], summary="1")


def test_nothing_is_under_review_without_official_texts_or_when_nothing_changed(small_corpus, official):
    register = read_register(small_corpus)
    assert reviews_of(register, None) == {}
    assert reviews_of(register, official / "absent") == {}
    assert reviews_of(register, official)
    (official / "new.md").write_text(TEXT.format(day=DAY, what="a crime"), "utf-8")
    assert reviews_of(read_register(small_corpus), official) == {}


@pytest.mark.parametrize("content", ["", "[]", '{"a": "soon"}', '{"a": 3}'])
def test_a_damaged_list_is_refused(tmp_path, content):
    (tmp_path / NAME).write_text(content, "utf-8")
    with pytest.raises(IndexFault, match="under review is damaged"):
        read_reviews(tmp_path)


def test_the_list_is_covered_by_the_manifest(small, tmp_path):
    path = current_build(tmp_path / "index") / NAME
    path.write_text("{}", "utf-8")
    with pytest.raises(IndexFault, match=f"{NAME} has changed"):
        open_index(tmp_path / "index", "fake")
    path.unlink()
    with pytest.raises(IndexFault, match=f"{NAME} is missing"):
        open_index(tmp_path / "index", "fake")


def test_a_brief_answer_keeps_the_note_on_what_it_keeps(assistant, register):
    whole = assistant.ask("is it illegal to ask for a deepfake nude of an adult", "E&W")
    kept = brief(whole)
    first = [f"{d.id}#{s.id}" for b in kept.blocks for x in b.sentences for d, s in x.cites]
    later = [f"{c.document.id}#{s.id}" for c in whole.citations for s in c.statements if f"{c.document.id}#{s.id}" not in first]
    assert first
    assert later
    noted = with_reviews(whole, {first[0]: DAY}, register, date(2026, 11, 27))
    assert brief(noted).blocks[-1].kind == "review"
    assert len(brief(noted).blocks[0].sentences) == len(kept.blocks[0].sentences)
    other = with_reviews(whole, {later[0]: DAY}, register, date(2026, 11, 27))
    assert not any(b.kind == "review" for b in brief(other).blocks)
    assert of_sentences(whole, whole.blocks[0].sentences) == []


def test_each_day_has_one_sentence_and_long_lists_are_cut(assistant, register):
    answer = assistant.ask("is it a crime to make, ask for or share a fake nude", "UK")
    references = [f"{c.document.id}#{s.id}" for c in answer.citations for s in c.statements]
    two = with_reviews(answer, {references[0]: DAY, references[-1]: date(2026, 1, 2)}, register, date(2026, 11, 27)).blocks[-1]
    assert ["2 January 2026" in s.text for s in two.sentences] == [True, False]
    every = with_reviews(answer, dict.fromkeys(references, DAY), register, date(2026, 11, 27)).blocks[-1]
    assert len(every.sentences) == 1
    places = {c.document.id for c in answer.citations}
    assert ("other places" in every.sentences[0].text) == (len(places) > 3)
    assert with_reviews(answer, {}, register, date(2026, 11, 27)) is answer


def test_the_mark_of_a_statement(register):
    assert review_note(DAY, register) == "under review: the official text changed on 30 September 2026"
