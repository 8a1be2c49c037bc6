"""Extent, dates, status and notes against a table that was made by reading the documents themselves, provision by provision."""

import csv
from functools import cache
from pathlib import Path

import pytest

from assistant.official.clml import read_clml
from assistant.official.xhtml import read_xhtml
from tests.test_clml import CLML, OFFICIAL, held

_TABLE = Path(__file__).parent / "data" / "hand_checked_provisions.csv"
ROWS = list(csv.DictReader(_TABLE.read_text("utf-8").splitlines()))


@cache
def opened(name):
    if name.endswith(".xhtml"):
        return read_xhtml((OFFICIAL / "xhtml" / name).read_bytes(), name, "ukpga-2023-50", "Online Safety Act 2023")
    return read_clml((OFFICIAL / "clml" / f"{name}.xml").read_bytes(), name)


def day(given):
    return "None" if given == "assent" else given


def test_the_table_is_large_and_covers_every_kind():
    assert len(ROWS) >= 60
    assert {r["status"] for r in ROWS} == {"in force", "prospective", "repealed"}
    assert len({(r["file"], r["path"]) for r in ROWS}) == len(ROWS)


@held
def test_the_table_covers_every_document_that_has_provisions():
    names = {p.stem for p in CLML if read_clml(p.read_bytes(), p.name).provisions}
    assert names <= {r["file"] for r in ROWS}


@held
@pytest.mark.parametrize("row", ROWS, ids=[f"{r['file']}-{r['path']}" for r in ROWS])
def test_a_hand_checked_provision(row):
    text = opened(row["file"])
    passage = text.by_path[row["path"]]
    assert passage.kind == "provision"
    found = (passage.extent or "", str(passage.start or ""), passage.status or "in force")
    assert found == (row["extent"], row["start"], row["status"])
    events = [(note.kind, event) for note in text.notes_on(passage) for event in note.events]
    if row["commenced"]:
        on, by, purposes, where = row["commenced"].split("|")
        commenced = [(str(e.on), e.by or "", e.purposes, e.where or "") for kind, e in events if kind == "I" and e.what == "in force"]
        assert (day(on), by, purposes, where) in commenced
    elif row["status"] == "prospective":
        assert not [e for kind, e in events if kind == "I" and e.what == "in force"]
    if row["changed"]:
        what, on, by, purposes = row["changed"].split("|")
        assert (what, on, by, purposes) in [(e.what, str(e.on), e.by or "", e.purposes) for kind, e in events if kind in "FC"]
