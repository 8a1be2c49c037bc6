"""The register against official metadata: what agrees, what does not, what cannot be told; marks are raised on exact evidence only."""

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.cli.main import main
from assistant.official.extent import declared, marked
from assistant.official.references import Reference
from assistant.official.tree import OfficialText, Passage
from assistant.proofs.raising import to_raise, write
from assistant.proofs.run import library_of
from assistant.proofs.verify import verify
from assistant.register.load import read_register
from assistant.register.seals import comparison_block
from tests.test_clml import META, NS, OFFICIAL, held

# ruff: noqa: E501  # XML reads better in long lines
SECTION = """<P1group RestrictStartDate="2031-01-01" RestrictExtent="{extent}"{status}><Title>The pot</Title><P1 id="section-1"><Pnumber><CommentaryRef Ref="c1"/>1</Pnumber>
<P1para><P2 id="section-1-1"><Pnumber>1</Pnumber><P2para><Text>A maker must warm the pot for 3 minutes.</Text></P2para></P2>
<P2 id="section-1-2"><Pnumber><Addition CommentaryRef="c2">2</Addition></Pnumber><P2para><Text><Addition CommentaryRef="c2">No milk.</Addition></Text></P2para></P2></P1para></P1></P1group>"""
NOTE = "S. 1 in force at 3.4.2031 by S.I. 2031/7, reg. 2"
ADDED = "S. 1(2) inserted (5.2.2032) by Milk Act 2031 (c. 2), s. 3; S.I. 2032/9, reg. 2"
ENTRY = """# Kept by hand.
id = "tea-s1"
kind = "duty"
act = "Tea Act 2030"
provision = "{provision}"
title = "{title}"
url = "https://example.org/tea/section/1"
extent = [{nations}]  # checked in the library
confidence = "{text_mark}"
checked = 2026-11-22
sources = ["https://example.org/tea/section/1"]
asked = [
  {{ text = "how long must the pot be warmed" }},   # spaces kept
]

{standing}
[[statement]]
id = "warm"
aspect = "duty"
at = "section 1(1)"
text = "Someone who makes tea must warm the pot for three minutes."

[[statement]]
id = "milk"
aspect = "duty"
at = "section 1(2)"
from = {milk}
text = "Nobody may put milk into the pot."
"""
IN_FORCE = '[[in_force]]\nfrom = {day}\nby = "{by}"\nconfidence = "{mark}"\n'
PENDING = '[pending]\nenacted = 2030-01-01\nwhy = "Nobody has started it yet."\n'
SOURCES = """[[text]]
id = "ukpga-2030-1"
act = "Tea Act 2030"
address = "https://example.org/tea"
[[copy]]
text = "ukpga-2030-1"
file = "tea.xml"
form = "clml"
part = "whole"
"""
DEFAULTS = {
    "extent": "E+W",
    "status": "",
    "note": NOTE,
    "provision": "section 1",
    "title": "The pot",
    "nations": '"England and Wales"',
    "day": "2031-04-03",
    "by": "S.I. 2031/7",
    "mark": "two secondary sources",
    "text_mark": "two secondary sources",
    "milk": "2032-02-05",
    "standing": IN_FORCE,
}


@pytest.fixture
def tea(tmp_path):
    """A register of one entry, and the document that it restates; what the case changes, changed."""

    def write_files(**change):
        values = {**DEFAULTS, **change}
        values["standing"] = values["standing"].format(**values)
        corpus, official = tmp_path / "corpus", tmp_path / "official"
        for folder in (corpus / "provisions", corpus / "sources", official):
            folder.mkdir(parents=True, exist_ok=True)
        (corpus / "provisions" / "tea.toml").write_text(ENTRY.format(**values), "utf-8")
        (corpus / "sources" / "texts.toml").write_text(SOURCES, "utf-8")
        notes = f'<Commentaries><Commentary id="c1" Type="I"><Para><Text>{values["note"]}</Text></Para></Commentary><Commentary id="c2" Type="F"><Para><Text>{ADDED}</Text></Para></Commentary></Commentaries>'
        body = f"<Primary><Body>{SECTION.format(**values)}</Body></Primary>{notes}"
        meta = META.replace("2031-01-01", "2033-01-01")
        (official / "tea.xml").write_text(f'<Legislation {NS} RestrictExtent="E+W+S+N.I.">{meta}{body}</Legislation>', "utf-8")
        register = read_register(corpus)
        return register, library_of(register, official)

    return write_files


def outcomes(register, library):
    return {f.what: f.outcome for f in verify(register, library) if f.what != "statement"}


def test_what_agrees(tea):
    register, library = tea()
    assert {f.outcome for f in verify(register, library)} == {"agrees"}
    assert set(outcomes(register, library)) == {"existence", "heading", "extent", "start", "instrument", "standing", "statement start"}
    (start,) = [f for f in verify(register, library) if f.what == "start"]
    assert (start.source.text.id, str(start.source.text.dated), start.source.where) == (
        "ukpga-2030-1",
        "2033-01-01",
        "commencement note on section-1",
    )


WRONG = [
    ({"provision": "section 9"}, "existence", "no such provision"),
    ({"title": "Who may fish from the bridge"}, "heading", "The pot"),
    ({"extent": "S"}, "extent", "Scotland"),
    ({"day": "2031-04-04"}, "start", "2031-04-03 by S.I. 2031/7"),
    ({"by": "S.I. 2031/8"}, "instrument", "S.I. 2031/7"),
    ({"by": "S.I. 2031/71"}, "instrument", "S.I. 2031/7"),
    ({"standing": PENDING}, "standing", "in force"),
    ({"status": ' Status="Prospective"'}, "standing", "prospective"),
    ({"status": ' Status="Repealed"'}, "standing", "repealed"),
    ({"note": "S. 1 not in force at Royal Assent, see s. 9"}, "standing", "prospective"),
    ({"milk": "2032-02-06"}, "statement start", "inserted on 2032-02-05"),
]


@pytest.mark.parametrize(("change", "what", "official"), WRONG, ids=[f"{w[1]}-{next(iter(w[0].values()))[:20]}" for w in WRONG])
def test_what_disagrees(tea, change, what, official):
    found = [f for f in verify(*tea(**change)) if f.outcome == "disagrees" and f.what == what]
    assert found
    assert official in found[0].official
    assert not to_raise(*tea(**change), verify(*tea(**change)))


def test_a_figure_that_does_not_stand_there_disagrees(tea):
    register, library = tea()
    path = register.origins["tea-s1"]
    path.write_text(path.read_text("utf-8").replace("three minutes", "four minutes"), "utf-8")
    found = [f for f in verify(read_register(path.parent.parent), library) if f.outcome == "disagrees"]
    assert [(f.what, f.register) for f in found] == [("statement", "#warm")]


NOT_EXACT = [
    {"note": NOTE.replace("by S.I.", "for specified purposes by S.I.")},
    {"note": NOTE.replace("in force at", "in force for E. at")},
    {"mark": "primary text seen"},
    {"by": "some order"},
    {"day": "2031-05-05"},
]


@pytest.mark.parametrize("change", NOT_EXACT, ids=[next(iter(c.values())) for c in NOT_EXACT])
def test_what_the_evidence_does_not_say_exactly_raises_nothing(tea, change):
    register, library = tea(**change)
    assert to_raise(register, library, verify(register, library)) == []


def test_an_exact_start_is_raised_and_nothing_else_in_the_file_changes(tea):
    register, library = tea()
    path = register.origins["tea-s1"]
    before = path.read_text("utf-8")
    raises = to_raise(register, library, verify(register, library))
    assert [(r.entry, r.what, r.value) for r in raises] == [("tea-s1", "start", "2031-04-03 by S.I. 2031/7")]
    assert write(raises, register, date(2026, 11, 27)) == [path]
    after = path.read_text("utf-8")
    period = IN_FORCE.format(**DEFAULTS)
    block = after[after.index("[[evidence]]") : after.index("[[statement]]")]
    assert after.replace(block, "") == before.replace(period, period.replace("two secondary sources", "primary text seen"))
    entry = read_register(path.parent.parent).provisions[0]
    assert (entry.in_force[0].confidence, entry.confidence) == ("primary text seen", "two secondary sources")
    (evidence,) = entry.evidence
    assert (evidence.what, evidence.text, str(evidence.dated)) == ("start", "ukpga-2030-1", "2033-01-01")
    assert (evidence.where, evidence.on) == ("commencement note on section-1", date(2026, 11, 27))
    again = read_register(path.parent.parent)
    assert to_raise(again, library, verify(again, library)) == []


def test_the_mark_of_the_text_is_raised_when_a_second_reader_compared_all_that_relies_on_it(tea):
    register, library = tea(mark="primary text seen")
    path = register.origins["tea-s1"]
    entry = register.provisions[0]
    kept = path.read_text("utf-8")
    path.write_text(kept + comparison_block(entry, ["warm"], "ukpga-2030-1", date(2033, 1, 1), date(2026, 11, 20)), "utf-8")
    some = read_register(path.parent.parent)
    assert to_raise(some, library, verify(some, library)) == []
    path.write_text(kept + comparison_block(entry, ["warm", "milk"], "ukpga-2030-1", date(2033, 1, 1), date(2026, 11, 20)), "utf-8")
    every = read_register(path.parent.parent)
    raises = to_raise(every, library, verify(every, library))
    assert [(r.what, r.period) for r in raises] == [("text", None)]
    write(raises, every, date(2026, 11, 27))
    raised = read_register(path.parent.parent).provisions[0]
    assert raised.confidence == "primary text seen"
    assert raised.evidence[0].value == "2 statements compared by a second reader, last on 2026-11-20"


def run(monkeypatch, library, register, *arguments):
    monkeypatch.setenv("ASSISTANT_CORPUS", str(register.origins["tea-s1"].parent.parent))
    return main(["corpus", "verify", "--official", str(library.files[0].parent), *arguments])


def test_the_command_says_what_agrees_and_exits_0(tea, monkeypatch, capsys):
    register, library = tea()
    assert run(monkeypatch, library, register, "--all") == 0
    text = capsys.readouterr().out
    assert "tea-s1 start: 2031-04-03 by S.I. 2031/7; the official text says" in text
    assert "DISAGREES\n  nothing" in text


def test_the_command_exits_3_on_a_disagreement_also_as_json(tea, monkeypatch, capsys):
    register, library = tea(day="2031-04-04")
    assert run(monkeypatch, library, register) == 3
    assert "tea-s1 start: 2031-04-04" in capsys.readouterr().out
    assert run(monkeypatch, library, register, "--json", "--raise") == 3
    row = json.loads(capsys.readouterr().out)
    assert row["counts"]["start: disagrees"] == 1
    assert row["raised"] == []
    assert {f["outcome"] for f in row["findings"]} == {"agrees", "disagrees"}


def test_an_unknown_entry_and_a_missing_folder_have_words(tea, monkeypatch, capsys):
    register, library = tea()
    assert run(monkeypatch, library, register, "tea-s9") == 2
    assert "tea-s9" in capsys.readouterr().err
    monkeypatch.setenv("ASSISTANT_CORPUS", str(register.origins["tea-s1"].parent.parent))
    assert main(["corpus", "verify", "--official", "/nowhere"]) == 0
    assert "no text of this Act is held" in capsys.readouterr().out


def test_an_extent_is_read_from_the_section_on_extent():
    rows = [
        ("1", "Subject to the following, this Act extends to England and Wales, Scotland and Northern Ireland.", ()),
        ("2", "The following provisions extend to England and Wales and Northern Ireland—", ("sections 3 to 5;", "section 6 (1) .")),
        ("3", "Section 6 (2) extends to Scotland only.", ()),
    ]
    pieces = tuple(
        Passage(f"section-9-{n}", n, t, children=tuple(Passage(f"section-9-{n}-{i}", str(i), w) for i, w in enumerate(below)))
        for n, t, below in rows
    )
    six = Passage("section-6", "6", "", kind="provision", children=(Passage("section-6-1", "1", "a"), Passage("section-6-2", "2", "b")))
    text = OfficialText("x", "x", "", None, (six, Passage("section-9", "9", "", "Extent", pieces, kind="provision")))
    everywhere = {"England and Wales", "Scotland", "Northern Ireland"}
    wanted = {"1": everywhere, "4": everywhere - {"Scotland"}, "5": everywhere - {"Scotland"}, "6": everywhere, "7": everywhere}
    assert {n: set(declared(text, Reference("section", n))[0]) for n in wanted} == wanted
    assert declared(text, Reference("section", "6", ("2",)))[0] == {"Scotland"}
    assert marked("E+W+N.I.") == {"England and Wales", "Northern Ireland"}


@held
def test_the_register_agrees_with_the_official_texts_that_are_held():
    register = read_register(Path(__file__).resolve().parent.parent / "corpus")
    findings = verify(register, library_of(register, OFFICIAL))
    assert [f for f in findings if f.outcome == "disagrees"] == []
    raised = {f.entry for f in findings if f.what == "start" and f.exact}
    assert {"osa-2023-s10", "osa-2023-s20A"} <= raised
    marks = {p.id: p.in_force[0].confidence for p in register.provisions if p.id in raised}
    assert set(marks.values()) == {"primary text seen"}
