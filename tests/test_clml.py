"""CLML and XHTML are read without loss, safely and fast; what is inherited is inherited."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from assistant.errors import OfficialTextFault
from assistant.official.clml import read_clml
from assistant.official.clml_tree import local
from assistant.official.notes import note_of
from assistant.official.numbered import MarkdownForm, read_numbered
from assistant.official.xhtml import read_xhtml
from assistant.official.xml import MOST_BYTES

OFFICIAL = Path(__file__).resolve().parent.parent.parent / "shared" / "official"
held = pytest.mark.skipif(not OFFICIAL.is_dir(), reason="no copies of official texts beside this checkout")
CLML = sorted((OFFICIAL / "clml").glob("*.xml"))
BODIES = {"Primary", "Secondary", "EURetained", "Contents", "ExplanatoryNotes"}
# ruff: noqa: E501  # XML reads better in long lines
NS = 'xmlns="http://www.legislation.gov.uk/namespaces/legislation"'
META = """<ukm:Metadata xmlns:ukm="http://www.legislation.gov.uk/namespaces/metadata" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dct="http://purl.org/dc/terms/"><dc:identifier>http://www.legislation.gov.uk/ukpga/2030/1</dc:identifier><dc:title>Tea Act 2030</dc:title>
 <dc:modified>2031-02-01</dc:modified><dct:valid>2031-01-01</dct:valid><ukm:UnappliedEffects><ukm:UnappliedEffect Type="omitted"
 AffectedProvisions="s. 1(1)" AffectingURI="http://www.legislation.gov.uk/id/ukpga/2031/2" AffectingProvisions="s. 3"><ukm:InForceDates>
 <ukm:InForce Applied="false" Prospective="true"/></ukm:InForceDates></ukm:UnappliedEffect></ukm:UnappliedEffects></ukm:Metadata>"""
BODY = """<Primary><Body><Part id="part-1" RestrictExtent="S"><Number>PART 1</Number><Title>Pots</Title>
<P1group RestrictStartDate="2031-01-01"><Title>The pot</Title><P1 id="section-1"><Pnumber><CommentaryRef Ref="c1"/>1</Pnumber><P1para>
<P2 id="section-1-1"><Pnumber>1</Pnumber><P2para><Text>A maker must warm the pot if<Emphasis>—</Emphasis></Text>
<P3 id="section-1-1-a"><Pnumber>a</Pnumber><P3para><Text>it is <Addition CommentaryRef="c2">cold</Addition>, or</Text></P3para></P3>
<Text>unless in a hurry.</Text></P2para></P2></P1para></P1></P1group>
<P1group Status="Prospective" RestrictExtent="E+W"><Title>Insertion</Title><P1 id="section-2"><Pnumber>2</Pnumber><P1para><Text>After section 3 insert</Text>
<BlockAmendment><P1group><Title>Milk</Title><P1 id="p0001"><Pnumber>3A</Pnumber><P1para><Text>Milk last.</Text></P1para></P1></P1group></BlockAmendment>
<AppendText>.</AppendText></P1para></P1></P1group></Part></Body></Primary>
<Commentaries><Commentary id="c1" Type="I"><Para><Text>S. 1 in force at 3.4.2031 for specified purposes by S.I. 2031/7, reg. 2</Text></Para></Commentary>
<Commentary id="c2" Type="F"><Para><Text>Word in s. 1 inserted (5.2.2031) by Milk Act 2031 (c. 2), s. 3</Text></Para></Commentary></Commentaries>"""


def document(body: str = BODY, root: str = 'RestrictExtent="E+W+S+N.I."') -> bytes:
    return f'<?xml version="1.0"?><Legislation {NS} {root}>{META}{body}</Legislation>'.encode()


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def words_of(data: bytes) -> str:
    root = etree.fromstring(data, etree.XMLParser(remove_comments=True, remove_pis=True))
    return squeezed("".join("".join(b.itertext()) for b in root if local(b) in BODIES))


def words_read(data: bytes) -> str:
    return squeezed(" ".join(p.everything for p in read_clml(data, "x").passages))


def test_a_small_act():
    text = read_clml(document(), "tea.xml")
    assert (text.id, text.title, str(text.dated), str(text.edited)) == ("ukpga-2030-1", "Tea Act 2030", "2031-01-01", "2031-02-01")
    assert [p.path for p in text.provisions] == ["section-1", "section-2"]
    first = text.by_path["section-1-1"]
    assert first.full_text == "A maker must warm the pot if— it is cold, or unless in a hurry."
    assert (first.extent, str(first.start), first.status) == ("S", "2031-01-01", None)
    second = text.by_path["section-2"]
    assert (second.extent, second.status) == ("E+W", "prospective")
    assert "section-3A" not in text.by_path
    assert [p.kind for p in second.walk()].count("amendment") == 1
    assert text.by_path["section-1"].notes == ("c1",)
    assert text.by_path["section-1-1-a"].notes == ("c2",)
    (event,) = text.notes["c1"].events
    assert (event.what, str(event.on), event.by, event.purposes) == ("in force", "2031-04-03", "S.I. 2031/7", "specified")
    (effect,) = text.effects
    assert (effect.kind, effect.affected, effect.prospective, effect.on) == ("omitted", "s. 1(1)", True, None)


NOTES = [
    ("I", "S. 17 in force at 25.5.2018 by S.I. 2018/625, reg. 2(1)(b)", [("in force", "2018-05-25", "S.I. 2018/625", "all")]),
    (
        "I",
        "S. 138 in force at 25.5.2018 in so far as not already in force by S.I. 2018/625, reg. 2",
        [("in force", "2018-05-25", "S.I. 2018/625", "remaining")],
    ),
    ("I", "S. 7 in force at Royal Assent for specified purposes, see s. 212(2)(f)", [("in force", "None", None, "specified")]),
    (
        "I",
        "S. 125 not in force at Royal Assent; s. 125 in force at 23.7.2018 for specified purposes, see s. 212(3)(b)",
        [("not in force", "None", None, "all"), ("in force", "2018-07-23", None, "specified")],
    ),
    ("I", "S. 42  not in force at Royal Assent, see s. 9", [("not in force", "None", None, "all")]),
    (
        "F",
        "S. 20A inserted (29.6.2026) by Crime and Policing Act 2026 (c. 20), ss. 101(3), 255(1); S.I. 2026/689, reg. 2(1)(j)",
        [("inserted", "2026-06-29", "Crime and Policing Act 2026 (c. 20)", "all")],
    ),
    ("I", "S. 7 in operation at 3.2.2022, see s. 6", [("in force", "2022-02-03", None, "all")]),
    ("I", "S. 1 in force for E. at 6.4.2006 by S.I. 2006/1060, art. 2", [("in force", "2006-04-06", "S.I. 2006/1060", "all")]),
    ("I", "s. 9 in force for certain purposes at Royal Assent see s. 270", [("in force", "None", None, "specified")]),
    (
        "F",
        "Words in s. 1 inserted (N.I.) (1.9.2005 for certain purposes, otherwise 16.1.2007) by S.I. 2005/1117 (N.I. 6), art. 1",
        [
            ("inserted", "2005-09-01", "S.I. 2005/1117 (N.I. 6)", "specified"),
            ("inserted", "2007-01-16", "S.I. 2005/1117 (N.I. 6)", "remaining"),
        ],
    ),
    ("C", "S. 5 functions made exercisable by 2006 c. 32, Sch. 3A (as inserted (1.4.2018) by Wales Act 2017 (c. 4))", []),
    ("F", "Words in s. 3 repealed (31.2.2020) by nothing", [("repealed", "None", None, "all")]),
    ("M", "1978 c. 37.", []),
]


@pytest.mark.parametrize(("kind", "text", "events"), NOTES, ids=[n[1][:30] for n in NOTES])
def test_notes_are_read_into_data(kind, text, events):
    assert [(e.what, str(e.on), e.by, e.purposes) for e in note_of("n", kind, text).events] == events


BAD = [
    (b"", "it is empty"),
    (b"   \n", "it is empty"),
    (b"<!DOCTYPE html><html><body>503</body></html>", "web page"),
    (b"<html><body>Not found</body></html>", "web page"),
    (b"<Legislation><Primary>", "not whole"),
    (b"\x00\x01\x02 binary", "not whole or not XML"),
    (b"<feed/>", "not legislation"),
    (f"<Legislation {NS}></Legislation>".encode(), "no text"),
    (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Legislation>&x;</Legislation>', "document type"),
    (b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><Legislation>&b;</Legislation>', "document type"),
    (document(root='RestrictStartDate="2026-01-01" RestrictEndDate="2025-01-01"'), "out of order"),
    (b"<a>" + b" " * MOST_BYTES + b"</a>", "the limit is"),
    (b"<a>" * 6000 + b"</a>" * 6000, "not whole"),
]


@pytest.mark.parametrize(("data", "why"), BAD, ids=[f"{i}-{b[1][:14]}" for i, b in enumerate(BAD)])
def test_what_is_not_a_sound_document_is_refused_with_a_reason(data, why):
    with pytest.raises(OfficialTextFault, match=why):
        read_clml(data, "some.xml")


def test_an_unknown_element_is_kept_as_text_and_reported():
    data = document(BODY.replace("<Text>Milk last.</Text>", "<Text>Milk last.</Text><Novelty>New <b>words</b></Novelty>"))
    text = read_clml(data, "x")
    assert "Novelty" in text.unknown
    assert "New words" in text.by_path["section-2"].full_text
    assert words_read(data) == words_of(data)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Text", "P3para", "Title", "Pnumber", "P2", "Odd", "Part", "UnorderedList", "BlockAmendment"]), st.booleans()
        ),
        max_size=6,
    )
)
@settings(max_examples=150, deadline=None)
def test_no_mutation_of_a_document_loses_a_word(changes):
    """Elements put anywhere, with words in and after them: the tree still has every word in its place."""
    root = etree.fromstring(document())
    body = next(e for e in root.iter() if local(e) == "Body")
    for number, (name, inside) in enumerate(changes):
        places = [e for e in body.iter() if local(e) not in {"CommentaryRef", "UnorderedList", "Novelty"}]
        place = places[(number * 7 + len(name)) % len(places)]
        new = etree.Element(etree.QName(place, name))
        new.text, new.tail = f" in{number} ", f" after{number} "
        place.insert(0 if inside else len(place), new)
    data = etree.tostring(root)
    assert sorted(words_read(data)) == sorted(words_of(data))


@held
@pytest.mark.parametrize("path", CLML, ids=[p.stem for p in CLML])
def test_official_documents_are_read_without_loss(path):
    data = path.read_bytes()
    assert words_read(data) == words_of(data)
    text = read_clml(data, path.name)
    assert text.unknown == ()
    root = etree.fromstring(data)
    own = [
        e.get("id")
        for e in root.iter(f"{{{NS[7:-1]}}}P1")
        if e.get("id") and not any(local(a) in {"BlockAmendment", "Versions"} for a in e.iterancestors())
    ]
    assert [p.path for p in text.provisions] == own
    referred = [note for passage in text.provisions for note in passage.notes]
    assert sum(note not in text.notes for note in referred) <= len(referred) / 100  # a few references of one document lead nowhere


@held
@pytest.mark.parametrize("number", ["10", "20A"])
def test_the_xhtml_form_says_the_same_as_the_markdown(number):
    marked = read_numbered((OFFICIAL / "text" / "osa-current" / f"ukpga-2023-50-section-{number}.md").read_bytes(), MarkdownForm("x", "x"))
    page = read_xhtml((OFFICIAL / "xhtml" / f"ukpga-2023-50-section-{number}.xhtml").read_bytes(), "x", "x", "x")
    assert [(p.path, re.sub(r"\W", "", p.text)) for p in page.passages[0].walk()] == [
        (p.path, re.sub(r"\W", "", p.text)) for p in marked.passages[0].walk()
    ]
    assert page.passages[0].extent == "E+W+S+N.I."
    assert str(page.dated) == "2026-06-29"


@held
def test_the_commencement_of_section_10_is_in_its_notes():
    page = read_xhtml((OFFICIAL / "xhtml" / "ukpga-2023-50-section-10.xhtml").read_bytes(), "x", "x", "x")
    events = [e for n in page.notes.values() if n.kind == "I" for e in n.events]
    assert [(e.what, str(e.on), e.by) for e in events] == [("not in force", "None", None), ("in force", "2024-01-10", "S.I. 2023/1420")]


def test_a_page_that_is_no_provision_is_refused():
    with pytest.raises(OfficialTextFault, match="not a provision"):
        read_xhtml(b"<div>hello</div>", "x", "x", "x")


RICH = """<Primary><Body><P1group RestrictStartDate="2031-01-01"><Title>Words</Title><P1 id="section-1"><Pnumber>1</Pnumber><P1para>
<Text>See <CitationSubRef URI="http://www.legislation.gov.uk/id/ukpga/2018/12/section/3">section 3 of the Data Act</CitationSubRef>.</Text>
<UnorderedList Class="Definition"><ListItem><Para><Text>“<Term id="term-pot">pot</Term>” means a vessel;</Text></Para></ListItem></UnorderedList>
<Tabular><table xmlns="http://www.w3.org/1999/xhtml"><tr><td>Size</td><td>Lumps</td></tr><tr><td>Small</td><td>One</td></tr></table></Tabular>
</P1para></P1></P1group>
<P1group RestrictStartDate="2032-02-02"><Title><Addition CommentaryRef="f1">Late tea</Addition></Title><P1 id="section-1A"><Pnumber><Addition CommentaryRef="f1">1A</Addition>
</Pnumber><P1para><Text><Addition CommentaryRef="f1">Tea after noon is late.</Addition></Text></P1para></P1></P1group>
<P1group RestrictStartDate="2033-03-03"><Title>Gone</Title><P1 id="section-2"><Pnumber>2</Pnumber><P1para><Text>. . . . . <CommentaryRef Ref="f2"/></Text></P1para></P1></P1group>
<P1group Status="Prospective"><Title>Later</Title><P1 id="section-3"><Pnumber>3</Pnumber><P1para><Text>Coming.</Text></P1para></P1></P1group></Body>
<Schedules><Schedule id="schedule-1" RestrictExtent="N.I."><Number>SCHEDULE 1</Number><TitleBlock><Title>Sugar</Title></TitleBlock><Reference>Section 1</Reference><ScheduleBody>
<P1 id="schedule-1-paragraph-1" RestrictStartDate="2031-05-05"><Pnumber>1</Pnumber><P1para><P2 id="schedule-1-paragraph-1-2"><Pnumber>2</Pnumber><P2para><Text>Two lumps.</Text></P2para></P2>
</P1para></P1></ScheduleBody></Schedule></Schedules></Primary>
<Commentaries><Commentary id="f1" Type="F"><Para><Text>S. 1A inserted (2.2.2032 for specified purposes, 3.3.2032 in so far as not already in force) by Tea Act 2031 (c. 9), s. 4</Text></Para></Commentary>
<Commentary id="f2" Type="F"><Para><Text>S. 2 repealed (3.3.2033) by 2033 c. 4, s. 5</Text></Para></Commentary></Commentaries>"""


@pytest.fixture
def rich():
    return read_clml(document(RICH, 'RestrictExtent="E+W" RestrictStartDate="2033-03-03"'), "tea.xml")


def test_references_definitions_and_tables_have_kinds_of_their_own(rich):
    first = rich.by_path["section-1"]
    assert [(link.words, link.address) for p in first.walk() for link in p.links] == [
        ("section 3 of the Data Act", "https://www.legislation.gov.uk/id/ukpga/2018/12/section/3")
    ]
    (definition,) = [p for p in first.walk() if p.kind == "definition"]
    assert (definition.path, definition.text) == ("term-pot", "“pot” means a vessel;")
    (table,) = [p for p in first.walk() if p.kind == "table"]
    assert table.text.split() == ["Size", "Lumps", "Small", "One"]


def test_an_inserted_section_knows_its_notes_with_both_dates(rich):
    inserted = rich.by_path["section-1A"]
    assert (inserted.kind, inserted.heading, str(inserted.start)) == ("provision", None, "2032-02-02")
    (note,) = rich.notes_on(inserted)
    assert [(e.what, str(e.on), e.by, e.purposes) for e in note.events] == [
        ("inserted", "2032-02-02", "Tea Act 2031 (c. 9)", "specified"),
        ("inserted", "2032-03-03", "Tea Act 2031 (c. 9)", "remaining"),
    ]


def test_dots_alone_are_a_repealed_provision_and_what_is_prospective_has_no_first_day(rich):
    gone, later = rich.by_path["section-2"], rich.by_path["section-3"]
    assert (gone.status, str(gone.start)) == ("repealed", "2033-03-03")
    assert (later.status, later.start) == ("prospective", None)


def test_a_paragraph_of_a_schedule_has_the_extent_of_its_schedule(rich):
    paragraph = rich.by_path["schedule-1-paragraph-1-2"]
    assert (paragraph.extent, str(paragraph.start), paragraph.full_text) == ("N.I.", "2031-05-05", "Two lumps.")
    assert rich.by_path["schedule-1"].heading == "Sugar"


@held
def test_unapplied_effects_of_a_real_document_are_data():
    text = read_clml((OFFICIAL / "clml" / "ukpga-1996-16-section-101.xml").read_bytes(), "x")
    assert len(text.effects) == 82
    assert all(e.by.startswith("https://www.legislation.gov.uk/") and e.kind for e in text.effects)
    assert any(e.on for e in text.effects)
    assert any(e.prospective for e in text.effects)
