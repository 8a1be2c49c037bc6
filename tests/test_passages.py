"""Official texts are cut into passages without loss, each with its place, its days and its exact words; statements find theirs."""

import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.encode import open_encoder
from assistant.index.cutting import cuts_of
from assistant.index.official import official_texts
from assistant.index.passages import passages_of, place_of
from assistant.index.versions import Version, effects_by_provision
from assistant.official.clml import read_clml
from assistant.official.library import Library
from assistant.official.store import Stored
from assistant.official.tree import Effect, OfficialText, Passage
from assistant.proofs.run import library_of
from assistant.register.load import read_register
from assistant.register.sources import TextCopy, TextSource
from tests.conftest import PROJECT, FakeEncoder
from tests.official import lay_out

OFFICIAL = PROJECT.parent / "shared" / "official"
held = pytest.mark.skipif(not OFFICIAL.is_dir(), reason="no copies of official texts beside this checkout")
PLACES = {
    "section-10": "section 10",
    "section-10-3A-a": "section 10(3A)(a)",
    "schedule-7": "Schedule 7",
    "schedule-7-paragraph-31-1": "Schedule 7, paragraph 31(1)",
    "article-51A-2": "article 51A(2)",
}


def words(count: int, word: str = "tea") -> str:
    return " ".join([word] * count)


def piece(path: str, text: str, *children: Passage) -> Passage:
    return Passage(path, path.split("-")[-1], text, children=children)


def section(*children: Passage, text: str = "", number: str = "1") -> Passage:
    return Passage(f"section-{number}", number, text, "The pot", children, kind="provision")


def text_of(*passages: Passage) -> OfficialText:
    return OfficialText("tea", "Tea Act", "", date(2024, 1, 1), passages)


def cut(text: OfficialText, limit: int = 100):
    return list(cuts_of(text, lambda words: len(words.split()) <= limit))


@pytest.mark.parametrize(("path", "place"), PLACES.items(), ids=PLACES)
def test_a_path_reads_as_people_write_it(path, place):
    assert place_of(path) == place


def test_a_subsection_is_a_passage_with_all_below_it():
    first = piece("section-1-1", "A maker must—", piece("section-1-1-a", words(40) + ","), Passage("", None, "at once.", kind="text"))
    found = cut(text_of(section(first, piece("section-1-2", words(40)))))
    assert [c.path for c in found] == ["section-1-1", "section-1-2"]
    assert found[0].text.split("\n")[0] == "(1) A maker must—"
    assert found[0].text.endswith("at once.")
    assert [line.depth for line in found[0].lines] == [0, 1, 0]


def test_a_short_section_stays_whole():
    found = cut(text_of(section(piece("section-1-1", "Warm the pot."), piece("section-1-2", "Milk goes in last."))))
    assert [(c.path, c.text) for c in found] == [("section-1", "(1) Warm the pot.\n(2) Milk goes in last.")]


def test_words_that_lead_to_subsections_and_close_them_are_kept():
    closing = Passage("", None, "In this section “pot” means a pot.", kind="text")
    found = cut(text_of(section(piece("section-1-1", words(40)), piece("section-1-2", words(40)), closing, text="To begin with—")))
    assert found[0].text.startswith("To begin with—\n(1) ")
    assert found[1].text.endswith("“pot” means a pot.")


def test_a_long_subsection_is_cut_between_its_paragraphs():
    letters = [piece(f"section-1-1-{letter}", words(30, letter * 2)) for letter in "abcdef"]
    found = cut(text_of(section(piece("section-1-1", "These are—", *letters), piece("section-1-2", words(40)))))
    assert [c.path for c in found] == ["section-1-1", "section-1-1-d", "section-1-2"]
    assert all(len(c.text.split()) <= 100 for c in found)
    assert all(line.text.startswith(("(", "These")) for c in found for line in c.lines), "no paragraph is torn"


def test_a_paragraph_that_is_too_long_by_itself_is_cut_after_a_clause():
    text = "; ".join([words(30)] * 8) + "."
    found = cut(text_of(section(piece("section-1-1", text), piece("section-1-2", "Milk."))))
    assert len(found) > 2
    assert all(len(c.text.split()) + 2 <= 100 for c in found)
    assert found[0].text.endswith(";")
    assert " ".join(c.text for c in found[:-1]) == f"(1) {text}"


def test_a_paragraph_of_a_schedule_is_a_passage():
    below = (piece("schedule-2-paragraph-4-1", words(40)), piece("schedule-2-paragraph-4-2", words(40)))
    top = Passage("schedule-2-paragraph-4", "4", "", "Sugar", below, kind="provision")
    assert [c.path for c in cut(text_of(top))] == ["schedule-2-paragraph-4"]


def test_the_dots_of_a_repealed_section_are_no_passage():
    assert cut(text_of(section(text=". . . . ."))) == []


NUMBERS = st.lists(st.integers(1, 60), min_size=1, max_size=6)


@given(st.lists(NUMBERS, min_size=1, max_size=5), st.integers(8, 80))
def test_nothing_is_lost_and_nothing_is_too_long(sizes, limit):
    subs = [
        piece(f"section-1-{n}", f"w{n}", *(piece(f"section-1-{n}-{m}x", words(size, f"v{n}x{m}")) for m, size in enumerate(row)))
        for n, row in enumerate(sizes, 1)
    ]
    text = text_of(section(*subs))
    found = list(cuts_of(text, lambda t: len(t.split()) <= limit))
    said = Counter(re.findall(r"[vw]\d\w*", " ".join(c.text for c in found)))
    assert said == Counter(re.findall(r"[vw]\d\w*", " ".join(p.text for p in text.passages[0].walk())))
    assert all(len(f"The pot. {c.text}".split()) <= limit for c in found)


# Versions


@pytest.fixture
def made(small_corpus, tmp_path):
    folder = lay_out(small_corpus, tmp_path / "official")
    return passages_of(library_of(read_register(small_corpus), folder), lambda text: True)


def test_each_version_is_cut_and_knows_when_the_next_one_replaces_it(made):
    rows = {m.passage.id: m.passage for m in made}
    old, new = rows["ukpga-2003-42@2025-08-19/section-66F-1"], rows["ukpga-2003-42@2026-09-30/section-66F-1"]
    assert (old.until, new.until) == (date(2026, 9, 30), None)
    assert old.address == "https://www.legislation.gov.uk/ukpga/2003/42/section/66F/2025-08-19#section-66F-1"
    assert new.address == "https://www.legislation.gov.uk/ukpga/2003/42/section/66F#section-66F-1"
    assert (old.kind, old.place, old.heading) == ("law", "section 66F(1)", "Wanting a picture")
    assert "nobody agreed" in old.text and "nobody at all agreed" in new.text
    assert old.whole and len(rows) == len(made)


DAYS = [("2025-08-18", []), ("2025-08-19", ["2025-08-19"]), ("2026-09-29", ["2025-08-19"]), ("2026-09-30", ["2026-09-30"])]


@pytest.mark.parametrize(("day", "dated"), DAYS, ids=[d for d, _ in DAYS])
def test_one_version_holds_on_a_day(made, day, dated):
    found = [m.passage for m in made if m.passage.path == "section-66F-1" and m.passage.holds_on(date.fromisoformat(day))]
    assert [str(p.dated) for p in found] == dated


CLML = """<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation" IdURI="http://www.legislation.gov.uk/id/ukpga/2099/1"
 RestrictStartDate="2026-01-01">
<Metadata xmlns="http://www.legislation.gov.uk/namespaces/metadata"><title xmlns="http://purl.org/dc/elements/1.1/">Tea Act 2099</title>
<PrimaryMetadata><UnappliedEffects>
<UnappliedEffect Type="words inserted" AffectedProvisions="s. 1(2)" AffectingURI="http://www.legislation.gov.uk/id/ukpga/2099/2">
<InForceDates><InForce Date="2026-05-01"/></InForceDates></UnappliedEffect>
<UnappliedEffect Type="repealed" AffectedProvisions="s. 2" AffectingURI="http://www.legislation.gov.uk/id/ukpga/2099/3">
<InForceDates><InForce Prospective="true"/></InForceDates></UnappliedEffect>
</UnappliedEffects></PrimaryMetadata></Metadata>
<Primary><Body>
<P1group><Title>Pots</Title>
<P1 id="section-1"><Pnumber>1</Pnumber><P1para><Text>Pots are warmed.</Text></P1para></P1></P1group>
<P1group Status="Prospective"><Title>Milk</Title>
<P1 id="section-2"><Pnumber>2</Pnumber><P1para><Text>Milk is last.</Text></P1para></P1></P1group>
</Body></Primary></Legislation>"""


def test_changes_that_the_text_does_not_show_are_kept_by_provision(tmp_path):
    (tmp_path / "tea.xml").write_text(CLML, "utf-8")
    assert len(read_clml(CLML.encode(), "tea.xml").effects) == 2
    source = TextSource(id="tea", act="Tea Act 2099", address="https://www.legislation.gov.uk/ukpga/2099/1")
    library = Library(tmp_path, [source], [TextCopy(text="tea", file="tea.xml", form="clml")])
    one, two = (m.passage for m in passages_of(library, lambda text: True))
    assert not one.behind(date(2026, 4, 30)) and one.behind(date(2026, 5, 1))
    assert not two.behind(date(2030, 1, 1)), "a change without a start date is not law yet"
    assert (one.status, two.status) == (None, "prospective")
    assert (one.heading, two.heading) == ("Pots", "Milk")


RANGES = {"ss. 2-4": ["2", "3", "4"], "s. 3(1)(a)": ["3"], "Sch. 1": [], "Pt. 2": []}


@pytest.mark.parametrize(("affected", "numbers"), RANGES.items(), ids=RANGES)
def test_a_change_touches_the_provisions_that_it_names(affected, numbers):
    effect = Effect("repealed", affected, "", "", None, False)
    text = OfficialText("tea", "Tea Act", "", None, tuple(section(text="Tea.", number=n) for n in "12345"), effects=(effect,))
    assert list(effects_by_provision(text)) == [f"section-{n}" for n in numbers]


def stored(**facts: object) -> Stored:
    known = {"text": "tea-page", "title": "How to make tea", "address": "https://www.gov.uk/tea", "asked": "https://www.gov.uk/tea"}
    known |= {
        "fetched": "2026-11-20T10:00:00Z",
        "dated": None,
        "licence": "Open Government Licence v3.0",
        "form": "govuk",
        "kind": "guidance",
    }
    return Stored.of(b"tea", **(known | facts))


SINCE = [
    ("ukpga-2099-1", date(2026, 1, 2), None, date(2026, 1, 2)),
    ("ukpga-2099-1", None, None, date(2099, 1, 1)),  # as enacted: not before its year
    ("tea-page", None, stored(), date(2026, 11, 20)),  # without a date: as it was when it was fetched
]


@pytest.mark.parametrize(("name", "dated", "record", "since"), SINCE, ids=["dated", "as enacted", "page"])
def test_the_first_day_of_a_version(name, dated, record, since):
    source = None if record else TextSource(id=name, act="Tea Act 2099", address="https://www.legislation.gov.uk/ukpga/2099/1")
    text = OfficialText(name, "Tea", "", dated, ())
    assert Version(TextCopy(text=name, file="tea", form="clml"), text, source, record).since == since


def test_a_page_is_cut_at_its_headings():
    inner = Passage("milk", None, "", "Milk", (Passage("", None, "Milk is last.", kind="text"),), kind="group")
    page = Passage("tea", None, "", "Tea", (Passage("", None, "Warm the pot.", kind="text"), inner), kind="group")
    found = cut(text_of(page))
    assert [(c.provision.heading, c.text) for c in found] == [("Tea", "Warm the pot."), ("Milk", "Milk is last.")]


def test_without_a_folder_there_are_none(register, tmp_path):
    for folder in (None, tmp_path / "nowhere"):
        texts = official_texts(register, folder, FakeEncoder())
        assert (texts.made, texts.fingerprint) == ([], "")


# Real copies


@held
def test_the_held_texts_are_cut_without_loss_and_read_whole_by_the_encoder(register):
    encoder = open_encoder()
    library = library_of(register, OFFICIAL)
    made = passages_of(library, encoder.fits)
    assert len({m.passage.id for m in made}) == len(made) > 2000
    assert [m.passage.id for m in made if not encoder.fits(m.row.text)] == []
    for copy, text in library.texts("ukpga-2023-50"):
        ours = " ".join(m.cut.text for m in made if (m.passage.text_id, m.passage.dated) == (text.id, text.dated))
        missing = [p.path for top in text.passages for p in top.walk() if _bare(p.text)[:80] not in _bare(ours)]
        assert missing == [], copy.file


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text)


@held
def test_the_text_before_the_48_hours_is_the_one_of_an_earlier_day(register):
    made = passages_of(library_of(register, OFFICIAL), lambda text: True)
    paths = {day: {m.passage.path for m in made if m.passage.holds_on(date.fromisoformat(day))} for day in ("2025-06-01", "2026-11-01")}
    assert "section-10-3A" not in paths["2025-06-01"] and "section-10-3A" in paths["2026-11-01"]
    assert "section-10-3" in paths["2025-06-01"] & paths["2026-11-01"]
