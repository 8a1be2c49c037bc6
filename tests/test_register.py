"""The register is in order; a broken one is refused with file, line and reason."""

from datetime import date
from pathlib import Path

import pytest

from assistant.errors import RegisterError, RegisterMissing, UnknownEntry
from assistant.register.check import check
from assistant.register.load import dump_register, load_register, read_register
from assistant.register.lookup import find_entries

F = "provisions/england-and-wales/soa-2003-s66F.toml"
S = "services/revenge-porn-helpline.toml"


def broken(corpus: Path, name: str, old: str, new: str) -> list[str]:
    path = corpus / name
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), "utf-8")
    try:
        return check(read_register(corpus), today=date(2026, 11, 23))
    except RegisterError as error:
        return error.faults


FAULTS = [
    (F, "checked = 2026-11-22", "checked = 2026-02-31", "cannot be read"),
    (F, "checked = 2026-11-22", "checked = 2027-01-01", "is in the future"),
    (F, "checked = 2026-11-22\n", "", "checked: Field required"),
    (F, 'extent = ["England and Wales"]', 'extent = ["Narnia"]', "extent.0"),
    (F, 'id = "soa-2003-s66F"', 'id = "SOA 66F!"', "id: String should match"),
    (F, 'confidence = "primary text seen"', 'confidence = "certain"', "confidence: Input should be"),
    (F, 'confidence = "primary text seen"\n', "", "confidence: Field required"),
    (F, "from = 2026-02-06\n", "", "give either"),
    (F, "from = 2026-02-06", "from = 1066-02-06", "is not a possible date"),
    (F, "from = 2026-02-06", "from = 2026-02-06\nuntil = 2025-01-01", "must be after the start"),
    (F, 'kind = "offence"', 'kind = "sausage"', "kind: Input should be"),
    (F, 'lead = "rule"', 'lead = "nowhere"', "there is no statement"),
    (F, 'conduct = ["request"]', 'conduct = ["juggling"]', "conduct.0"),
    (F, 'verdict = "yes"\nlead', 'verdict = "perhaps"\nlead', "verdict: Input should be"),
    (F, 'title = ', 'titel = ', "Extra inputs are not permitted"),
    (F, 'url = "https://www.legislation.gov.uk/ukpga/2003/42/section/66F"', 'url = "javascript:alert(1)"', "url: String should match"),
    (S, "checked = 2026-11-22\n", "", "checked: Field required"),
    (S, 'phone_confidence = "primary text seen"\n', "", "phone_confidence"),
    ("words/nations.toml", "[[nation]]", "[[natoin]]", "not something that the register knows"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "reason"), FAULTS, ids=[f"{f[3][:24]}-{i}" for i, f in enumerate(FAULTS)])
def test_a_fault_is_refused_with_its_place_and_reason(small_corpus, name, old, new, reason):
    faults = broken(small_corpus, name, old, new)
    assert any(reason in fault for fault in faults), faults
    assert all(Path(name).stem in fault or "soa-2003-s66F" in fault for fault in faults if reason in fault)


def test_a_start_without_its_instrument_is_refused(small_corpus):
    path = small_corpus / F
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("by = ")]
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(RegisterError, match=r"in_force\.0\.by: Field required"):
        read_register(small_corpus)


def test_a_missing_source_is_refused(small_corpus):
    path = small_corpus / F
    text = path.read_text("utf-8")
    start = text.index("sources = [")
    path.write_text(text[:start] + text[text.index("]", start) + 1 :], "utf-8")
    faults = check(read_register(small_corpus))
    assert any(f.endswith("soa-2003-s66F: sources: a fact needs at least one source") for f in faults)


def test_the_line_of_a_fault_is_told(small_corpus):
    faults = broken(small_corpus, F, 'extent = ["England and Wales"]', 'extent = ["Narnia"]')
    line = next(i for i, row in enumerate((small_corpus / F).read_text("utf-8").splitlines(), 1) if row.startswith("extent"))
    assert any(f"soa-2003-s66F.toml:{line}:" in fault for fault in faults)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00binary", b"", b"id = \n", b"[[[["])
def test_an_unreadable_file_is_named(small_corpus, data):
    (small_corpus / "provisions" / "bad.toml").write_bytes(data)
    with pytest.raises(RegisterError, match=r"bad\.toml"):
        read_register(small_corpus)


WORDS = [
    (
        '[[reply]]\nid = "greeting"\nbehaviour = "answer"\ntext = ["Ring 0999 123 4567."]\n',
        "greeting: text: 0999 123 4567 is the number of no service",
    ),
    (
        '[[reply]]\nid = "greeting"\nbehaviour = "answer"\ntext = ["Hello."]\nhere = { "Scotland" = "Hello from Scotland." }\n',
        "greeting: here: no paragraph has {here}",
    ),
    ('[[cue]]\ncue = "crisis"\nphrases = ["a"]\n\n[[cue]]\ncue = "crisis"\nphrases = ["b"]\n', "cue 'crisis' stands 2 times"),
    ('[[law-in-short]]\nnation = "Scotland"\nshown = "adult"\ncite = ["nothing#rule"]\n', "there is no statement 'nothing#rule'"),
]


@pytest.mark.parametrize(("text", "fault"), WORDS, ids=["number", "here", "cue twice", "law"])
def test_fixed_words_that_do_not_fit_are_named(small_corpus, text, fault):
    (small_corpus / "words" / "more.toml").write_text(text, "utf-8")
    assert any(fault in line for line in check(read_register(small_corpus)))


def test_no_register_says_so(tmp_path):
    with pytest.raises(RegisterMissing, match="No register was found"):
        read_register(tmp_path / "nothing")


def test_the_real_register_is_in_order(register):
    assert check(register) == []


def test_the_real_register_holds_all_that_was_researched(register):
    ids = set(register.documents)
    assert {f"osa-2023-s{n}" for n in range(1, 242)} | {f"osa-2023-sch{n}" for n in range(1, 18)} <= ids
    assert {
        "soa-2003-s66F",
        "asbhsa-2016-s2",
        "jani-2016-s51",
        "ofcom-x-grok",
        "revenge-porn-helpline",
        "ni-lifeline",
        "article",
        "cpa-2026-s99",
    } <= ids
    assert len(register.provisions) >= 82 + 258
    assert all(len(p.asked_as) >= 7 for p in register.provisions)


def test_every_pointer_of_a_lay_question_leads_to_a_statement(register):
    for document in register.documents.values():
        assert all(a.answer in document.statements for a in document.asked if a.answer), document.id


def test_the_register_survives_being_written_and_read(register, tmp_path):
    (tmp_path / "register.json").write_bytes(dump_register(register))
    again = load_register(tmp_path / "register.json")
    assert again.documents == register.documents
    assert again.phrases == register.phrases
    assert dump_register(again) == dump_register(register)


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        ("soa-2003-s66F", ["soa-2003-s66F"]),
        ("SOA-2003-S66f", ["soa-2003-s66F"]),
        ("s.66F", ["soa-2003-s66F"]),
        ("soa-2003-s66B", ["soa-2003-s66B-1", "soa-2003-s66B-2", "soa-2003-s66B-3", "soa-2003-s66B-4"]),
        ("schedule 7 OSA", ["osa-2023-sch7"]),
    ],
)
def test_entries_are_found_by_id_and_by_citation(register, given, ids):
    assert [e.id for e in find_entries(register, given)] == ids


def test_an_unknown_entry_names_its_neighbours(register):
    with pytest.raises(UnknownEntry, match="soa-2003-s66F"):
        find_entries(register, "soa-2003-s66FF")
