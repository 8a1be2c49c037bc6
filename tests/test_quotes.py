"""Quotes are exact or are not shown; they are of the day that is asked about; and they look like what they are."""

import json
import os
import sys
from dataclasses import replace
from datetime import date

import pytest

from assistant.cli.main import main
from assistant.cli.quotes import Printer
from assistant.compose.marking import marked, stems
from assistant.compose.quoting import labels
from assistant.errors import IndexFault
from assistant.index import opened
from assistant.index.build import build
from assistant.index.folder import current_build
from assistant.index.held import FILES
from assistant.index.manifest import hash_files
from assistant.index.opened import open_index
from assistant.path.step3_retrieve import Retrieval
from assistant.records import Enquiry, Question, Span
from tests.conftest import FakeEncoder
from tests.official import BEHIND, WORDS, desk_of, lay_out, passage

TODAY = date(2026, 11, 27)
RULES = ("soa-2003-s66F", "rule")


@pytest.fixture
def rule(register):
    document = register.documents[RULES[0]]
    return document, [document.statements[RULES[1]]]


# Exact or not at all


def test_the_exact_words_come_with_their_labels(register, rule, tmp_path):
    (quote,) = desk_of(tmp_path, passage(), compared=True).of(*rule, TODAY)
    assert [line.text for part in quote.parts for line in part] == WORDS.split("\n")
    kind, place, notes = labels(quote, register.phrases)
    assert kind == "Exact words of the law"
    assert place == "Sexual Offences Act 2003, section 66F(1), text of 19 August 2025"
    assert notes[0].startswith("A second reader compared")
    assert notes[-1] == "Contains public sector information licensed under the Open Government Licence v3.0."


INEXACT = {
    "another word": "(1) A pretend rule about wanting a fake intimate image says—",
    "a capital": "(1) a pretend rule about asking for a fake intimate image says—",
    "a space": "(1) A  pretend rule",
    "two lines joined": "(a) that nobody may, and (b) that a kitten may,",
    "nothing": "",
}


@pytest.mark.parametrize("quote", INEXACT.values(), ids=INEXACT)
def test_a_quote_that_is_not_exact_is_dropped_and_counted(rule, tmp_path, quote):
    desk = desk_of(tmp_path, passage(), quotes=(quote, "but not on Sundays."))
    (found,) = desk.of(*rule, TODAY)
    assert found.pieces == ("but not on Sundays.",)
    assert desk.dropped == 1
    assert desk_of(tmp_path, passage(), quotes=(quote,)).of(*rule, TODAY) == ()


def test_a_passage_that_is_not_the_stored_one_is_not_quoted(rule, tmp_path):
    desk = desk_of(tmp_path, passage(sha256="0" * 64))
    assert desk.of(*rule, TODAY) == ()
    assert desk.dropped == 1


def test_pieces_stand_in_their_order_and_never_twice(rule, tmp_path):
    first, both, last = "(a) that nobody may, and", "(a) that nobody may, and\n(b) that a kitten may,", "but not on Sundays."
    desk = desk_of(tmp_path, passage(), quotes=(last, both, first))
    (quote,) = desk.of(*rule, TODAY)
    assert quote.pieces == (both, last)
    assert [[line.depth for line in part] for part in quote.parts] == [[1, 1], [0]]


# The day


def test_a_text_from_the_future_is_not_shown_for_an_earlier_date(rule, register, tmp_path):
    desk = desk_of(tmp_path, passage())
    assert desk.of(*rule, date(2025, 8, 18)) == () and desk.younger(*rule, date(2025, 8, 18))
    assert desk.of(*rule, date(2025, 8, 19)) and not desk.younger(*rule, date(2025, 8, 19))
    lines = Printer(register.phrases, ("", "")).lines(desk, *rule, date(2025, 1, 1))
    assert lines == ["    | The text that we hold is younger than 1 January 2025, so it is not shown."]


def test_the_version_of_the_day_is_quoted_and_the_compared_one_named(rule, register, tmp_path):
    old = passage(until="2026-09-30")
    new = passage("(1) Newer pretend words.", id="new", dated="2026-09-30", since="2026-09-30")
    desk = desk_of(tmp_path, old, new, compared=True)
    assert [q.passage.id for q in desk.of(*rule, date(2026, 9, 29))] == [old.id]
    (quote,) = desk.of(*rule, date(2026, 9, 30))
    assert quote.passage.id == "new"


NOTES = {
    "behind": ({"unapplied": BEHIND}, "Not up to date"),
    "breaks off": ({"complete": False}, "breaks off"),
    "not in force": ({"status": "prospective"}, "Not in force"),
    "no longer law": ({"status": "repealed"}, "No longer law"),
    "another licence": ({"licence": "CC BY 4.0"}, "Licence: CC BY 4.0."),
}


@pytest.mark.parametrize(("change", "words"), NOTES.values(), ids=NOTES)
def test_doubts_are_said(rule, register, tmp_path, change, words):
    (quote,) = desk_of(tmp_path, passage(**change)).of(*rule, TODAY)
    assert any(words in note for note in labels(quote, register.phrases)[2])


def test_a_change_that_comes_later_is_no_doubt_yet(rule, tmp_path):
    (quote,) = desk_of(tmp_path, passage(unapplied=BEHIND)).of(*rule, date(2025, 12, 31))
    assert not quote.behind


@pytest.mark.parametrize("kind", ["law", "guidance", "news", "own"])
def test_each_kind_of_words_says_what_it_is(rule, register, tmp_path, kind):
    (quote,) = desk_of(tmp_path, passage(kind=kind)).of(*rule, TODAY)
    label = labels(quote, register.phrases)[0]
    assert ("not law" in label) == (kind != "law")


# Marks


def test_words_in_common_are_marked_whatever_their_ending():
    wanted = stems("Asking for images without consenting is a crime")
    assert marked("A asks, an image; B does not consent", wanted) == [
        ("A ", False),
        ("asks", True),
        (", an ", False),
        ("image", True),
        ("; B does not ", False),
        ("consent", True),
    ]


def test_common_words_are_not_marked_and_nothing_is_lost():
    text = "A person (A) commits — in 48 hours — “nothing” of the section."
    pieces = marked(text, stems("the person of a section commits nothing in 48 hours"))
    assert "".join(t for t, _ in pieces) == text
    assert [t for t, on in pieces if on] == ["commits", "48 hours", "nothing"]


# The index


@pytest.fixture
def built(small_corpus, tmp_path, monkeypatch):
    monkeypatch.setattr(opened, "open_encoder", lambda model: FakeEncoder())
    folder = lay_out(small_corpus, tmp_path / "data" / "official")
    build(small_corpus, tmp_path / "index", FakeEncoder(), official=folder)
    return tmp_path / "index"


def test_statements_are_linked_to_the_subsection_that_they_restate(built):
    index = open_index(built, "fake")
    assert index.manifest.counts["passages"] == len(index.passages.by_id) == index.collections["passages"]._collection.count() > 0
    assert index.manifest.counts["quotes_dropped"] == 0 and index.manifest.official_sha256
    targets = index.links.by_statement["soa-2003-s66F#rule"]
    assert {t.passage for t in targets} == {f"ukpga-2003-42@{day}/section-66F-1" for day in ("2025-08-19", "2026-09-30")}
    exact = index.links.by_statement["soa-2003-s66F#never-made"]  # 66F(6)(a)
    assert exact[0].quotes == ("(6) A pretend rule says that it is wrong—\n(a) whether or not anything comes of it, and",)


def test_what_closes_a_list_is_quoted_with_its_paragraphs(built):
    quotes = open_index(built, "fake").links.by_statement["soa-2003-s66F#any-words"][0].quotes  # 66F(1)(a)
    assert quotes[0].endswith("(a) somebody wants it badly, and")
    assert quotes[-1] == "unless a kitten sits on the keyboard."


@pytest.mark.parametrize("name", sorted(FILES))
@pytest.mark.parametrize("damage", ["a byte", "a line less", "gone"])
def test_a_changed_file_of_official_words_is_refused(built, name, damage):
    path = current_build(built) / name
    data = path.read_bytes()
    new = {"a byte": data[:-20] + bytes([data[-20] ^ 1]) + data[-19:], "a line less": data[: data[:-1].rindex(b"\n") + 1], "gone": None}[
        damage
    ]
    path.unlink() if new is None else path.write_bytes(new)
    with pytest.raises(IndexFault, match=name):
        open_index(built, "fake")


def test_a_file_that_lost_a_row_is_refused_even_with_a_fitting_hash(built):
    folder = current_build(built)
    data = (folder / "passages.jsonl").read_bytes()
    (folder / "passages.jsonl").write_bytes(data[: data[:-1].rindex(b"\n") + 1])
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    (folder / "manifest.json").write_text(json.dumps(manifest | {"files": hash_files(folder)}), "utf-8")
    with pytest.raises(IndexFault, match=r"passages\.jsonl holds"):
        open_index(built, "fake")


def test_a_build_without_official_texts_is_empty_and_keeps_their_vectors(built, small_corpus):
    build(small_corpus, built, FakeEncoder())
    index = open_index(built, "fake")
    assert (index.manifest.counts["passages"], len(index.links), index.manifest.official_sha256) == (0, 0, "")
    encoder = FakeEncoder()
    encoder.encode = lambda texts, batch=32: pytest.fail("embedded again")
    build(small_corpus, built, encoder, official=built.parent / "data" / "official")


def test_passages_are_found_beside_the_entries_and_leave_their_ranking_alone(built):
    index = open_index(built, "fake")
    search = Retrieval(index)

    def asked(text: str, day: str) -> Enquiry:
        on = date.fromisoformat(day)
        return Enquiry(Question(text, as_of=on), text, index.encoder.encode([text])[0], ("England and Wales",), False, Span(on, on), False)

    text = "asking for a fake intimate image"
    plain, both = (search.retrieve(asked(text, "2026-01-01"), official) for official in (False, True))
    assert plain.passages == () and both.passages
    assert replace(both, passages=()) == plain
    assert {p.passage.dated for p in both.passages} == {date(2025, 8, 19)}
    assert both.passages[0].passage.text_id == "ukpga-2003-42"
    assert search.retrieve(asked(text, "2025-08-18"), True).passages == ()


# The command line


@pytest.fixture
def run(built, small_corpus, monkeypatch, capsys):
    monkeypatch.setenv("ASSISTANT_INDEX", str(built))
    monkeypatch.setenv("ASSISTANT_CORPUS", str(small_corpus))

    def run(*arguments):
        code = main(arguments)
        return code, *capsys.readouterr()

    return run


def test_show_prints_the_exact_words_between_bars(run):
    code, out, _ = run("show", "soa-2003-s66F", "--quotes", "--as-of", "2026-01-01")
    assert code == 0 and "in our own words" in out
    assert "    | EXACT WORDS OF THE LAW: Sexual Offences Act 2003, section 66F(6), text of 19 August 2025" in out
    assert "(a) whether or not anything comes of it, and" in out.replace("**", "")
    assert "licensed under the Open Government Licence v3.0" in out
    assert "text of 30 September 2026" not in out


def test_show_gives_the_short_form_by_default(run):
    _, out, _ = run("show", "soa-2003-s66F", "--as-of", "2026-11-01")
    assert 'section 66F(2), text of 30 September 2026: "(2) A pretend rule about details' in out
    assert "licensed under" not in out


def test_marks_are_bold_on_a_screen_and_stars_elsewhere(run, monkeypatch):
    assert "**" in run("show", "soa-2003-s66F", "--quotes")[1]
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    out = run("show", "soa-2003-s66F", "--quotes")[1]
    assert "\x1b[1m" in out and "**" not in out


def test_show_as_json_has_quotes_only_when_they_are_asked_for(run):
    assert "quotes" not in json.loads(run("show", "soa-2003-s66F", "--json")[1])
    row = json.loads(run("show", "soa-2003-s66F", "--json", "--quotes")[1])
    (quote,) = row["quotes"]["never-made"]
    assert quote["kind"] == "law" and quote["dated"] == "2026-09-30" and quote["pieces"]


def test_show_counts_what_it_had_to_drop(run, built):
    folder = current_build(built)
    path = folder / "links.jsonl"
    path.write_text(path.read_text("utf-8").replace("whether or not anything", "whether or not something"), "utf-8")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    (folder / "manifest.json").write_text(json.dumps(manifest | {"files": hash_files(folder)}), "utf-8")
    code, out, err = run("show", "soa-2003-s66F", "--quotes")
    assert code == 0 and "something comes of it" not in out
    assert "Left out because they are not exact:" in err


def test_show_refuses_damaged_official_words(run, built):
    path = current_build(built) / "passages.jsonl"
    path.write_bytes(path.read_bytes().replace(b"kitten", b"mitten"))
    code, _, err = run("show", "soa-2003-s66F")
    assert code == 4 and "passages.jsonl has changed" in err and "Traceback" not in err


def test_a_bad_day_is_told(run):
    code, _, err = run("show", "soa-2003-s66F", "--as-of", "2026-02-30")
    assert code == 2 and "not a date" in err


def test_an_index_without_official_words_shows_what_it_did(run, built, small_corpus):
    build(small_corpus, built, FakeEncoder())
    code, out, _ = run("show", "soa-2003-s66F", "--quotes")
    assert code == 0 and "EXACT WORDS" not in out and "even if the image is never made" in out


def test_a_full_build_reads_the_texts_and_can_leave_them_out(small_corpus, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("assistant.encode.open_encoder", lambda model=None: FakeEncoder())
    lay_out(small_corpus, tmp_path / "data" / "official")
    for name, value in {"CORPUS": small_corpus, "INDEX": tmp_path / "index", "DATA": tmp_path / "data"}.items():
        monkeypatch.setenv(f"ASSISTANT_{name}", str(value))

    def says(*more: str) -> str:
        assert main(["build", *more]) == 0
        return capsys.readouterr().out

    assert " 8 passages, " in says()
    assert "up to date" in says("--if-needed")
    assert "up to date" not in says("--if-needed", "--no-official")
    assert "up to date" in says("--if-needed", "--no-official")
    assert " 8 passages, " in says("--if-needed")
    os.truncate(tmp_path / "data" / "official" / "new.md", 300)
    assert "up to date" not in says("--if-needed")
