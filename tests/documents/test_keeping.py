"""Documents are stored whole or not at all, once, beside each other and apart from the law; titles, days and ids are judged."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from making import LEAD

from assistant.documents.shelf import Shelf
from assistant.official import store, whole
from assistant.official.library import Library

TOMORROW = (date.today() + timedelta(days=1)).isoformat()
DETAILS = [
    ("--title", "x" * 10_000, "10,000 characters; the limit is 300"),
    ("--title", "", "empty"),
    ("--title", "A \x1b[31mred\x1b[0m title", "control characters"),
    ("--title", "A \u202eturned title", "hidden ones"),
    ("--title", "\u6587\u66f8\u7ba1\u7406", "Give one with --id"),
    ("--date", TOMORROW, "in the future"),
    ("--date", "2026-02-30", "must be a real day"),
    ("--date", "12 January 2026", "must be a real day"),
    ("--date", "1066-10-14", "before 1800"),
    ("--id", "../../etc", "small letters"),
    ("--id", "A b", "small letters"),
    ("--id", "x" * 61, "60 at most"),
    ("--id", "", "none can be made"),
    ("--id", "soa-2003-s66f", "an id of the register"),
    ("--id", "article", "an id of the register"),
    ("--id", "ukpga-2023-50", "an id of the register"),
    ("--publisher", "two\nlines", "control characters"),
    ("--licence", "x" * 301, "limit is 300"),
    ("--kind", "law", "invalid choice"),
]


@pytest.mark.parametrize(("option", "value", "why"), DETAILS, ids=[f"{o} {v[:12]!r}" for o, v, _ in DETAILS])
def test_what_is_said_of_a_document_is_judged(desk, option, value, why):
    done = desk.add("a.txt", LEAD, f"{option}={value}", *(() if option != "--title" else ("--title", value)))
    assert done.code == 2 and why in done.err and len(done.err) < 700
    assert desk.stored() == [] and "\x1b" not in done.err


def test_the_list_and_the_record_say_where_a_document_comes_from(desk):
    desk.add("a.txt", LEAD, "--date", "2026-01-12", "--publisher", "The Paper", "--licence", "All rights reserved")
    row = json.loads(desk.run("documents", "--json").out)
    assert row.pop("added")[:10] == date.today().isoformat()
    assert row == {
        "id": "a-report-on-fakes",
        "kind": "news",
        "title": "A report on fakes",
        "publisher": "The Paper",
        "dated": "2026-01-12",
        "licence": "All rights reserved",
        "from": "a.txt",
        "notes": [],
    }
    assert "a-report-on-fakes  [news]  2026-01-12\n    A report on fakes, The Paper" in desk.run("documents").out


def test_the_same_document_is_said_to_be_here_and_not_stored_twice(desk):
    desk.add("a.txt", LEAD)
    before = desk.stored()
    for again in (desk.add("a.txt", LEAD), desk.add("b.txt", LEAD, "--id", "other"), desk.add("c.md", f"{LEAD}\n", "--id", "third")):
        assert again.code == 0 and "here already, as a-report-on-fakes" in again.out
    assert desk.stored() == before and len(before) == 2


def test_another_document_does_not_take_an_id_that_is_used(desk):
    desk.add("a.txt", LEAD)
    done = desk.add("b.txt", f"{LEAD} And more.")
    assert done.code == 2 and "is another document" in done.err
    assert desk.add("b.txt", f"{LEAD} And more.", "--id", "second").code == 0
    assert [r.text for r in Shelf(desk.data).records()] == ["a-report-on-fakes", "second"]


def test_a_document_can_be_taken_away_and_added_again(desk):
    assert desk.run("documents").out == "No documents were added.\n"
    desk.add("a.txt", LEAD)
    assert desk.run("documents", "remove", "a-report-on-fakes").code == 0
    assert desk.stored() == [] and desk.run("show", "a-report-on-fakes").code == 2
    done = desk.run("documents", "remove", "a-report-on-fakes")
    assert done.code == 2 and "no added document 'a-report-on-fakes'" in done.err
    assert desk.run("documents", "remove", "../documents").code == 2
    assert desk.add("a.txt", LEAD).code == 0


def test_a_full_disk_leaves_nothing_half(desk, monkeypatch):
    full = OSError(28, "No space left on device")
    real = whole.write_whole

    def fails_at_the_record(path, data, what):
        if path.name.endswith(store.RECORD):
            raise whole.StorageError(str(path.parent), "No space left on device", what) from full
        real(path, data, what)

    monkeypatch.setattr(store, "write_whole", fails_at_the_record)
    done = desk.add("a.txt", LEAD)
    assert done.code == 6 and "The document could not be written" in done.err and "No space left" in done.err
    assert desk.stored() == [] and desk.run("documents").out == "No documents were added.\n"
    monkeypatch.setattr(store, "write_whole", real)
    assert desk.add("a.txt", LEAD).code == 0


def test_a_write_that_was_cut_off_does_not_count_and_is_swept_away(desk):
    folder = desk.data / "half"
    folder.mkdir(parents=True)
    (folder / "undated-aaaaaaaa.json").write_text('{"blocks": [{"te', "utf-8")
    (folder / "undated-bbbbbbbb.json.77.part").write_text('{"bl', "utf-8")
    assert desk.run("documents").out == "No documents were added.\n"
    desk.add("a.txt", LEAD)
    assert not folder.exists() and len(desk.stored()) == 2


@pytest.mark.parametrize(
    "harm", [lambda p: p.write_bytes(p.read_bytes()[:-9]), lambda p: p.write_bytes(p.read_bytes().replace(b"press", b"judge"))]
)
def test_a_document_that_was_damaged_later_is_named_and_never_shown(desk, harm):
    desk.add("a.txt", LEAD)
    harm(next(p for p in desk.data.rglob("*.json") if not p.name.endswith(store.RECORD)))
    done = desk.run("show", "a-report-on-fakes")
    assert done.code == 7 and "judge" not in done.out
    assert desk.run("documents", "remove", "a-report-on-fakes").code == 0
    assert desk.add("a.txt", LEAD).code == 0 and LEAD in desk.run("show", "a-report-on-fakes").out


def test_two_who_add_at_once_do_not_harm_each_other(desk):
    paths = [desk.file(f"{n}.txt", f"{LEAD} Number {n}.") for n in range(4)]
    code = "import sys; from assistant.cli.main import main; sys.exit(main(sys.argv[1:]))"

    def add(path):
        command = [sys.executable, "-c", code, "add", str(path), "--kind", "own", "--title", f"Report {path.stem}"]
        return subprocess.run(command, capture_output=True, check=False).returncode

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(add, [*paths, paths[0]])) == [0] * 5
    assert [r.text for r in Shelf(desk.data).records()] == [f"report-{n}" for n in range(4)]


def test_a_folder_that_stays_locked_is_said(desk, monkeypatch):
    monkeypatch.setattr("assistant.documents.shelf._PATIENCE", 0.1)
    with store.Store(desk.data).writing():
        done = desk.add("a.txt", LEAD)
    assert done.code == 5 and "the adding of a document, is running" in done.err
    assert desk.stored() == []


def test_documents_are_no_official_texts(desk):
    desk.add("a.txt", LEAD, kind="guidance")
    assert Library(desk.folder / "data" / "official").ids == []


def test_a_data_folder_that_cannot_be_made_is_said(desk):
    (desk.folder / "data").write_text("a file", "utf-8")
    done = desk.add("a.txt", LEAD)
    assert done.code == 6 and "The document could not be written" in done.err
