"""The law watch: statements whose official words have changed are under review, and nothing else is."""

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.cli.main import main
from assistant.official.library import Library
from assistant.official.tree import OfficialText, Passage
from assistant.register.load import read_register
from assistant.register.seals import comparison_block
from assistant.watch.page import as_html
from assistant.watch.report import Item, Report, in_words
from assistant.watch.review import Change, Watch
from assistant.watch.terminal import columns
from assistant.watch.words import differ, near, runs, words_at

PROJECT = Path(__file__).resolve().parent.parent

OLD = """Title: Tea Act 2023
Date: 2024-08-23
Identifier: http://example.org/tea

#### The pot

1

1.1

A maker must warm the pot if—

1.1.a

the pot is cold, or

1.1.b

the maker says “ cold ” ,

unless the maker is in a hurry.

1.2

Milk goes in last.

2

2.1

Sugar is free.

3

3.1

Cups are small.
"""
NEW = """---
title: "Tea Act 2023"
source: "http://example.org/tea"
revision: "2026-09-30"
---
#### 1 The pot

(1) A maker must warm the pot if—

  (a) the pot is cold, or

  (b) the maker says "cold",

unless the maker is in a hurry.

(2) Milk goes in {milk}.

{more}
"""
ENTRY = """id = "tea-{n}"
kind = "duty"
act = "Tea Act 2023"
provision = "section {n}"
title = "The pot"
url = "https://example.org/tea/section/{n}"
extent = ["England and Wales"]
confidence = "primary text seen"
checked = 2026-11-22
sources = ["https://example.org/tea/section/{n}"]
asked = [{{ text = "when does the milk go into section {n}", answer = "milk" }}]
[[in_force]]
from = 2024-01-10
by = "an order"
confidence = "two secondary sources"
[[statement]]
id = "warm"
aspect = "duty"
at = "section {n}(1)(b)"
text = "Someone who makes tea warms a cold pot."
[[statement]]
id = "milk"
aspect = "duty"
at = "section {n}(2)"
text = "Milk is put in after the tea."
[[statement]]
id = "range"
aspect = "duty"
at = "section {n}(1) to (2)"
text = "The pot comes first and the milk after."
{more}
"""
SOURCES = """[[text]]
id = "tea-2023"
act = "Tea Act 2023"
address = "https://example.org/tea"
[[copy]]
text = "tea-2023"
file = "old.txt"
form = "labelled"
part = "whole"
[[copy]]
text = "tea-2023"
file = "new.md"
form = "numbered"
part = "{part}"
"""


@pytest.fixture
def tea(tmp_path):
    """Two versions of a text, and entries that were compared with the older one."""

    def write(milk="first", more="", part="provisions", sections=("1",), dated=date(2024, 8, 23), statement=""):
        corpus, official = tmp_path / "corpus", tmp_path / "official"
        for folder in (corpus / "provisions", corpus / "sources", official):
            folder.mkdir(parents=True, exist_ok=True)
        for n in sections:
            path = corpus / "provisions" / f"tea-{n}.toml"
            path.write_text(ENTRY.format(n=n, more=statement), "utf-8")
        register = read_register(corpus)
        for entry in register.provisions:
            with register.origins[entry.id].open("a", encoding="utf-8") as file:
                file.write(comparison_block(entry, list(entry.statements), "tea-2023", dated, date(2026, 11, 20)))
        (corpus / "sources" / "texts.toml").write_text(SOURCES.format(part=part), "utf-8")
        (official / "old.txt").write_text(OLD, "utf-8")
        (official / "new.md").write_text(NEW.format(milk=milk, more=more), "utf-8")
        return corpus, official

    return write


def reviews(corpus, official):
    register = read_register(corpus)
    return Watch(register, Library(official, register.texts, register.copies)).under_review()


def names(corpus, official):
    return [r.reference for r in reviews(corpus, official)]


def test_only_the_statement_whose_words_changed_is_under_review(tea):
    found = reviews(*tea())
    assert [r.reference for r in found] == ["tea-1#milk", "tea-1#range"]
    (change,) = found[0].changes
    assert (change.path, change.old, change.new) == ("section-1-2", "Milk goes in last.", "Milk goes in first.")
    assert (change.old_day, change.new_day, change.on) == (date(2024, 8, 23), date(2026, 9, 30), date(2026, 9, 30))


def test_white_space_and_typography_are_no_change(tea):
    assert names(*tea(milk="last")) == []


def test_a_version_that_only_holds_other_sections_says_nothing_of_the_rest(tea):
    assert names(*tea(milk="last", sections=("1", "2"))) == []


def test_a_passage_that_is_absent_from_a_whole_newer_version_has_changed(tea):
    found = reviews(*tea(milk="last", part="whole", sections=("2",)))
    assert {c.new for r in found for c in r.changes} == {""}
    assert [r.entry for r in found] == ["tea-2", "tea-2", "tea-2"]


def test_a_subsection_that_is_gone_from_a_newer_section_has_changed(tea):
    corpus, official = tea(milk="last")
    path = official / "new.md"
    path.write_text(path.read_text("utf-8").replace("(2) Milk goes in last.", ""), "utf-8")
    assert names(corpus, official) == ["tea-1#milk", "tea-1#range"]


def test_a_record_that_was_renewed_against_the_newest_text_ends_the_review(tea):
    corpus, official = tea()
    register = read_register(corpus)
    entry = register.provisions[0]
    with register.origins[entry.id].open("a", encoding="utf-8") as file:
        file.write(comparison_block(entry, ["milk"], "tea-2023", date(2026, 9, 30), date(2026, 11, 27)))
    assert names(corpus, official) == ["tea-1#range"]


def test_a_statement_that_nobody_compared_or_that_changed_afterwards_is_not_watched(tea):
    corpus, official = tea()
    path = corpus / "provisions" / "tea-1.toml"
    path.write_text(path.read_text("utf-8").replace("Milk is put in after the tea.", "Milk is put in last of all."), "utf-8")
    assert names(corpus, official) == ["tea-1#range"]


def test_a_statement_that_says_until_when_it_held_is_not_under_review_for_the_change_that_ended_it(tea):
    more = '[[statement]]\nid = "old"\naspect = "status"\nat = "section 1(2)"\nuntil = {}\ntext = "Milk was once put in last."\n'
    assert "tea-1#old" not in names(*tea(statement=more.format("2026-09-30")))
    assert "tea-1#old" in names(*tea(statement=more.format("2026-10-01")))


def test_a_copy_that_breaks_off_is_not_believed(tea):
    corpus, official = tea()
    sources = corpus / "sources" / "texts.toml"
    sources.write_text(sources.read_text("utf-8") + "complete = false\n", "utf-8")
    assert names(corpus, official) == []


WORDINGS = [
    ("the pot ,  is “ hot ”", 'the pot, is "hot"', False),
    ("a user\u2019s duty\u2014", "a user's duty", False),
    ("user-to-user", "user to user", True),
    ("[F1 the pot ]", "the pot", False),
    ("section 10 (2)", "section 10(2)", False),
    ("the pot must be warm", "the pot may be warm", True),
    ("48 hours", "24 hours", True),
    ("the pot", "The pot", True),
    ("", "the pot", True),
]


@pytest.mark.parametrize(("old", "new", "other"), WORDINGS, ids=[w[1] for w in WORDINGS])
def test_when_two_wordings_differ(old, new, other):
    assert differ(old, new) is other
    assert any(r.kind != "same" for r in runs(old, new)) >= other


def test_the_words_of_a_place_have_what_leads_to_it_and_what_closes_it():
    closing = Passage("", None, "unless late.", kind="text")
    first = Passage("section-1-1-a", "a", "it is cold, or")
    one = Passage("section-1-1", "1", "Warm it if\u2014", children=(first, Passage("section-1-1-b", "b", "it is wet,"), closing))
    text = OfficialText("x", "x", "", None, (Passage("section-1", "1", "", children=(one,), kind="provision"),))
    assert words_at(text, "section-1-1-a") == "Warm it if\u2014 it is cold, or unless late."
    assert words_at(text, "section-1-1") == "Warm it if\u2014 it is cold, or it is wet, unless late."


def test_only_the_words_near_a_change_are_shown():
    long = " ".join(f"w{n}" for n in range(100))
    found = near(runs(f"{long} old", f"{long} new"))
    assert [r.kind for r in found] == ["same", "gone", "new"]
    assert found[0].words.split() == ["\u2026", *(f"w{n}" for n in range(92, 100))]


CHANGE = Change(
    "tea-2023", "Tea <Act> 2023", "section-1-2", "Milk goes in last.", "Milk goes in first & foremost.", *[date(2024, 8, 23)] * 3
)


@pytest.mark.parametrize("width", [20, 40, 71, 72, 100, 200])
def test_the_columns_keep_to_the_width(width):
    lines = columns(CHANGE.old, CHANGE.new, "as at 2024-08-23", "as at 2026-09-30", width)
    assert max(map(len, lines)) <= max(width, 20)
    assert ("|" in "".join(lines)) == (width >= 72)
    assert "[-last.-]" in " ".join(lines)


def test_what_is_new_or_gone_is_said():
    assert "(was not there)" in "\n".join(columns("", "Milk.", "a", "b", 80))
    assert "(is gone)" in "\n".join(columns("Milk.", "", "a", "b", 80))


def test_the_page_escapes_the_words_and_marks_them():
    html = as_html(Report((Item(CHANGE, ("tea-1#milk",), ("milk <b>?",), ()),), False, True))
    assert "Tea &lt;Act&gt; 2023, section 1(2)" in html
    assert "<ins>first &amp;" in html
    assert "milk &lt;b&gt;?" in html
    assert "<script" not in html
    assert "Open Government Licence" in html
    assert "No statement is under review" in as_html(Report((), False, True))


def test_places_in_words():
    assert in_words("section-10-3A-a") == "section 10(3A)(a)"
    assert in_words("schedule-7-paragraph-30-1") == "schedule 7 paragraph 30(1)"


def run(monkeypatch, corpus, official, *arguments):
    monkeypatch.setenv("ASSISTANT_CORPUS", str(corpus))
    monkeypatch.setenv("ASSISTANT_INDEX", str(corpus / "no-index"))
    monkeypatch.setenv("COLUMNS", "100")
    return main(["changes", "--official", str(official), *arguments])


def test_the_command_exits_1_with_both_wordings_and_what_rests_on_them(tea, monkeypatch, capsys, tmp_path):
    page = tmp_path / "page.html"
    assert run(monkeypatch, *tea(), "--html", str(page)) == 1
    text = capsys.readouterr().out
    for words in ("Tea Act 2023, section 1(2)", "[-last.-]", "{+first.+}", "tea-1#milk", "when does the milk go into section 1"):
        assert words in text
    assert "The public questions were not asked: there are none in" in text
    assert "<del>last.</del>" in page.read_text("utf-8")


def test_the_command_exits_0_when_nothing_is_under_review(tea, monkeypatch, capsys):
    assert run(monkeypatch, *tea(milk="last")) == 0
    assert "No statement is under review" in capsys.readouterr().out
    corpus, _ = tea()
    assert run(monkeypatch, corpus, corpus / "nothing") == 0
    assert "There are no official texts" in capsys.readouterr().out


def test_the_command_as_json(tea, monkeypatch, capsys):
    assert run(monkeypatch, *tea(), "--json", "--no-questions") == 1
    row = json.loads(capsys.readouterr().out)
    assert row["under_review"] == ["tea-1#milk", "tea-1#range"]
    (change,) = row["changes"]
    assert (change["path"], change["old"], change["new"]) == ("section-1-2", "Milk goes in last.", "Milk goes in first.")
    assert change["lay_questions"] == ["when does the milk go into section 1"]


def test_two_versions_side_by_side(tea, monkeypatch, capsys):
    corpus, official = tea(more="#### 1A Lemon\n\n(1) Lemon is an extra.\n")
    assert run(monkeypatch, corpus, official, "--text", "tea-2023", "--from", "2024-09-01", "--json") == 1
    rows = json.loads(capsys.readouterr().out)["changes"]
    assert [(r["path"], bool(r["old"]), bool(r["new"])) for r in rows] == [("section-1", True, True), ("section-1A", False, True)]
    assert set(rows[0]["statements"]) == {"tea-1#warm", "tea-1#milk", "tea-1#range"}
    assert run(monkeypatch, corpus, official, "--text", "tea-2023", "--from", "2024-09-01", "--to", "2025-01-01") == 0
    assert "No words differ." in capsys.readouterr().out


BAD = [
    (("--from", "2024-08-23"), "give --text and --from"),
    (("--text", "tea-2023", "--to", "2024-08-23"), "give --text and --from"),
    (("--text", "tea-2023", "--from", "August"), "'August' is not a date"),
    (("--text", "tea-2023", "--from", "2020-01-01"), "Held are: 2026-09-30, 2024-08-23."),
    (("--text", "coffee", "--from", "2024-08-23"), "Nothing of it is held"),
    (("--text", "tea-2023", "--from", "enacted"), "no version of 'tea-2023' as at 'enacted'"),
]


@pytest.mark.parametrize(("arguments", "words"), BAD, ids=[" ".join(b[0]) for b in BAD])
def test_bad_input_has_words_and_exit_code_2(tea, monkeypatch, capsys, arguments, words):
    assert run(monkeypatch, *tea(), *arguments) == 2
    assert words in capsys.readouterr().err
