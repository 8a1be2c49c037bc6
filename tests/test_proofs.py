"""A statement that the official text does not bear out is refused, with file, line and reason."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.cli.main import main
from assistant.errors import RegisterError
from assistant.proofs.counts import tables
from assistant.proofs.coverage import defined_terms
from assistant.proofs.figures import Figure, figures, same
from assistant.proofs.review import review_counts, unreviewed
from assistant.proofs.run import library_of, prove
from assistant.register.faults import located
from assistant.register.load import read_register
from assistant.register.seals import comparison_block, comparisons, seal

ENTRY = """id = "osa-2023-s1"
kind = "duty"
act = "Online Safety Act 2023"
provision = "section 1"
title = "The pot"
url = "https://example.org/tea/section/1"
extent = ["Scotland"]
confidence = "primary text seen"
checked = 2026-11-22
sources = ["https://example.org/tea/section/1"]
{left_out}
asked = [
  { text = "how long must the pot be warmed" }, { text = "b two" }, { text = "c three" }, { text = "d four" },
  { text = "e five" }, { text = "f six" }, { text = "{asked}" },
]
[[in_force]]
from = 2024-01-10
by = "an order"
confidence = "two secondary sources"
[[statement]]
id = "warm"
aspect = "duty"
at = "{at}"
text = "{text}"
{more}
"""
TEXT = """Title: Online Safety Act 2023
Date: 2024-08-23
Identifier: http://example.org/tea

#### The pot

1

1.1

A maker of tea must warm the pot for 3 minutes before any leaves at all are put in by the maker or by anyone else.

1.2

A child may not pour within 28 days.
"""
SOURCES = """[[text]]
id = "ukpga-2023-50"
act = "Online Safety Act 2023"
address = "https://example.org/tea"
[[copy]]
text = "ukpga-2023-50"
file = "tea.txt"
form = "labelled"
part = "whole"
[[gloss]]
figure = "18"
words = ["child"]
source = "a definition"
"""
GOOD = "Someone who makes tea must warm the pot for three minutes; under-18s may not pour for 28 days."


@pytest.fixture
def tea(tmp_path):
    """A register of one entry, and the text that it restates."""

    def write(text=GOOD, at="section 1", more="", asked="g seven", left_out="") -> tuple[Path, Path]:
        corpus, official = tmp_path / "corpus", tmp_path / "official"
        for folder in (corpus / "provisions", corpus / "sources", official):
            folder.mkdir(parents=True, exist_ok=True)
        entry = ENTRY
        for name, value in {"text": text, "at": at, "more": more, "asked": asked, "left_out": left_out}.items():
            entry = entry.replace("{" + name + "}", value)
        (corpus / "provisions" / "pot.toml").write_text(entry, "utf-8")
        (corpus / "sources" / "texts.toml").write_text(SOURCES, "utf-8")
        (official / "tea.txt").write_text(TEXT, "utf-8")
        return corpus, official

    return write


def faults_of(corpus: Path, official: Path) -> list[str]:
    register = read_register(corpus)
    library = library_of(register, official)
    return located([f for p in prove(register, library, {"osa-2023-s1"}) for f in p.faults], register)


WRONG = [
    ({"text": GOOD.replace("three", "four")}, "text: 4 does not stand", 21),
    ({"text": GOOD.replace("28 days", "28 months")}, "28 months", 21),
    ({"text": GOOD + " Ofcom can fine £5 million."}, "£5 million", 21),
    ({"text": GOOD + " It began on 3 March 2024."}, "2024-03-03", 21),
    ({"text": GOOD + " Section 44 says so."}, "does not stand in section 1", 21),
    ({"at": "section 9"}, "has no section 9", 21),
    ({"text": "Someone who makes tea must warm the pot."}, "28 days is told in no statement", 1),
    ({"text": "A maker of tea must warm the pot for 3 minutes before any leaves at all are put in, and 28 days."}, "official words", 21),
]


@pytest.mark.parametrize(("change", "reason", "line"), WRONG, ids=[w[1] for w in WRONG])
def test_what_the_text_does_not_bear_out_is_refused(tea, change, reason, line):
    found = [f for f in faults_of(*tea(**change)) if reason in f]
    assert found, faults_of(*tea(**change))
    assert f"pot.toml:{line}: osa-2023-s1: " in found[0]


def test_what_the_text_bears_out_is_accepted(tea):
    assert faults_of(*tea()) == []


def test_the_dates_of_the_entry_itself_need_no_proof(tea):
    assert faults_of(*tea(text=GOOD + " That has been law since 10 January 2024.")) == []


def test_a_derived_figure_is_accepted_with_its_reason(tea):
    text = GOOD + " That is 180 seconds."
    assert faults_of(*tea(text=text))
    assert faults_of(*tea(text=text, more='derived = "three minutes in seconds"')) == []


def test_a_figure_that_is_listed_as_left_out_is_accepted(tea):
    row = 'left_out = [{ figure = "28 days", at = "section 1(2)", why = "nobody asks" }]'
    assert faults_of(*tea(text="Someone who makes tea must warm the pot for three minutes.", left_out=row)) == []


def test_without_the_texts_nothing_is_proved_and_nothing_is_claimed(tea, tmp_path, capsys, monkeypatch):
    corpus, _ = tea()
    register = read_register(corpus)
    assert prove(register, library_of(register, tmp_path / "nowhere")) == []
    monkeypatch.setenv("ASSISTANT_CORPUS", str(corpus))
    assert main(["corpus", "prove", "--official", str(tmp_path / "nowhere")]) == 0
    assert "no official texts" in capsys.readouterr().out


def test_a_release_refuses_what_nobody_compared_and_a_change_breaks_the_seal(tea, monkeypatch, capsys):
    corpus, official = tea()
    monkeypatch.setenv("ASSISTANT_CORPUS", str(corpus))
    faults = located(unreviewed(read_register(corpus)), read_register(corpus))
    assert len(faults) == 1
    assert faults[0].startswith("pot.toml:21: osa-2023-s1: statement warm: nobody has compared it")
    command = ["corpus", "compared", "osa-2023-s1", "--text", "ukpga-2023-50", "--dated", "2024-08-23"]
    assert main([*command, "--official", str(official)]) == 0
    register = read_register(corpus)
    assert unreviewed(register) == []
    assert review_counts(register) == {"ukpga-2023-50 as at 2024-08-23": 1}
    path = corpus / "provisions" / "pot.toml"
    path.write_text(path.read_text("utf-8").replace("three minutes", "3 minutes"), "utf-8")
    assert len(unreviewed(read_register(corpus))) == 1
    assert main([*command, "--only", "nothing"]) == 2
    assert main(["corpus", "compared", "osa-2023-s7", "--text", "x", "--dated", "2024-08-23"]) == 2


def test_a_lay_question_that_repeats_an_evaluation_question_is_refused(tea, monkeypatch, capsys):
    corpus, official = tea(asked="May My Daughter pour the tea, please?")
    sets = corpus.parent / "evals" / "sets"
    sets.mkdir(parents=True)
    (sets / "some.jsonl").write_text('{"id": "a9", "question": "may my daughter pour the tea please"}\n', "utf-8")
    monkeypatch.setenv("ASSISTANT_CORPUS", str(corpus))
    assert main(["corpus", "check", "--official", str(official)]) == 3
    assert "pot.toml:14: osa-2023-s1: 'May My Daughter" in capsys.readouterr().err


def test_the_reader_sees_text_and_statements_side_by_side(tea, monkeypatch, capsys):
    corpus, official = tea()
    monkeypatch.setenv("ASSISTANT_CORPUS", str(corpus))
    assert main(["corpus", "beside", "osa-2023-s1", "--official", str(official)]) == 0
    shown = capsys.readouterr().out
    assert "section-1-2: A child may not pour within 28 days." in shown
    assert f"warm: {GOOD}" in shown
    assert "not compared" in shown


def test_the_counts_add_up(register):
    rows = [r for r in tables(register).splitlines() if r.startswith("| ") and "---" not in r]
    held = [r for r in rows if r.count("|") == 6 and "**all**" not in r][1:]
    total = next(r for r in rows if "**all**" in r)
    column = [int(r.split("|")[3].replace(",", "")) for r in held]
    assert sum(column) == int(total.split("|")[3].replace(",", "")) == sum(len(d.statement) for d in register.documents.values())


def test_the_counts_in_the_readme_are_current(register):
    readme = (Path(__file__).parent.parent / "corpus" / "README.md").read_text("utf-8")
    assert tables(register) in readme, "run `assistant corpus counts` and put the tables between the marks of corpus/README.md"


FIGURES = [
    ("£18 million or 10% of its revenue", ["£18 million", "10%"]),
    ("10 per cent, £1.5m", ["£1.5 million", "10%"]),
    ("seven days after 6 February 2026", ["2026-02-06", "7 days"]),
    ("within 28 days of section 12(3)(a) and (b), Schedule 7 paragraph 3", ["28 days"]),
    ("in June 2026, under-18s, or someone aged 16", ["2026-06", "18", "16"]),
    ("48-hour limit; one year; a single day", ["1 years", "48 hours"]),
    ("see paragraphs  1 ,  2  or  3  of Schedule 1 and the 1978 Act (c. 37), S.I. 2023/1420", []),
    ("Category 2A service, section 59 and Schedule 6, Part 3", []),
    ("level 5 on the scale", ["5"]),
]


@pytest.mark.parametrize(("text", "found"), FIGURES, ids=[f[0][:30] for f in FIGURES])
def test_figures(text, found):
    assert [str(f) for f in figures(text)] == found


@given(st.integers(2, 999), st.sampled_from(["hours", "days", "weeks", "months", "years"]))
def test_a_period_is_found_and_is_no_other_period(number, unit):
    found = set(figures(f"Ofcom must answer within {number} {unit} of being asked."))
    assert found == {Figure(str(number), unit.rstrip("s"))}
    assert same(Figure(str(number), unit.rstrip("s")), found)
    assert not same(Figure(str(number + 1), unit.rstrip("s")), found)


def test_the_seal_covers_what_a_reader_compares(register):
    document = register.documents["soa-2003-s66F"]
    first = document.statement[0]
    changes = [{"text": "Other words."}, {"at": "66F(9)"}, {"from_": date(2001, 1, 1)}, {"binds": "nobody at all"}]
    assert len({seal(first), *(seal(first.model_copy(update=c)) for c in changes)}) == 5
    assert seal(first) == seal(first.model_copy(update={"aspect": "example"}))
    assert "soa-2003" not in comparison_block(document, [first.id], "x", date(2024, 1, 1), date(2026, 1, 1))
    assert set(comparisons(document)) <= set(document.statements)


def test_terms_of_an_index_are_found(tmp_path):
    from assistant.official.labelled import read_labelled

    index = "Term Provision   hot water section 3 (2)  tea leaf (in Part 3) section 9 (see also section 4 (1) )"
    text = f"{TEXT}\n236\n\n236.1\n\n“ pot ” means a vessel;\n\n237\n\n{index}\n"
    path = tmp_path / "tea.txt"
    path.write_text(text, "utf-8")
    assert defined_terms(read_labelled(path.read_bytes(), "x")) == ["hot water", "tea leaf", "pot"]


def test_a_register_error_lists_every_fault():
    assert str(RegisterError(["a:1: b", "c:2: d"])).splitlines() == ["The register has 2 faults:", "a:1: b", "c:2: d"]
