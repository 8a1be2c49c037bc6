"""The law watch on what really happened: the Online Safety Act from 2024 to 2026, the Data Protection Act in its three versions."""

from datetime import date
from pathlib import Path

import pytest

from assistant.official.library import Library
from assistant.register.load import read_register
from assistant.register.schema import Compared
from assistant.register.seals import comparison_block, seal
from assistant.register.sources import TextCopy, TextSource
from assistant.watch.between import changes_between, resting_on
from assistant.watch.review import Watch
from tests.test_clml import OFFICIAL, held

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def law():
    register = read_register(PROJECT / "corpus")
    return register, Library(OFFICIAL, register.texts, register.copies)


def as_if_compared(register, entry, text, dated):
    """An entry all of whose statements were compared with one version."""
    found = next(p for p in register.provisions if p.id == entry)
    rows = tuple(f"{s.id} {seal(s)}" for s in found.statement)
    record = Compared(text=text, dated=dated, on=date(2026, 11, 27), statements=rows)
    return register.model_copy(update={"provisions": (found.model_copy(update={"compared": (record,)}),)})


@held
@pytest.mark.parametrize("section", ["10", "20", "20A", "21", "23", "66", "67"])
def test_replay_of_the_online_safety_act_from_2024_to_2026(law, section):
    """What the Crime and Policing Act 2026 did to these sections: 10, 21 and 23 changed, 20, 66 and 67 did not, 20A is new."""
    register, library = law
    then = as_if_compared(register, f"osa-2023-s{section}", "ukpga-2023-50", date(2024, 8, 23))
    found = Watch(then, library).under_review()
    changed = {c.path for r in found for c in r.changes if c.path.split("-")[1] == section}
    if section in {"20", "66", "67"}:
        assert changed == set()
        return
    expected = {"10": "section-10-4", "21": "section-21", "23": "section-23-3", "20A": "section-20A"}[section]
    assert any(path.startswith(expected) for path in changed)
    if section == "10":
        assert {c.on for r in found for c in r.changes if c.path in {"section-10-4", "section-10-3A"}} == {date(2026, 6, 29)}
        assert not any(path.startswith(("section-10-2", "section-10-8")) for path in changed)
        assert any("no later than 48 hours" in c.new and not c.old for r in found for c in r.changes)
    today = as_if_compared(register, f"osa-2023-s{section}", "ukpga-2023-50", date(2026, 9, 30))
    assert Watch(today, library).under_review() == []


@held
def test_the_real_register_rests_on_the_newest_texts_that_are_held(law):
    assert [r.reference for r in Watch(*law).under_review()] == []


DATA_ACT = """id = "dpa"
kind = "general"
act = "Data Protection Act 2018"
provision = "section {section}"
title = "A section of the Data Protection Act"
url = "https://www.legislation.gov.uk/ukpga/2018/12"
extent = ["England and Wales", "Scotland", "Northern Ireland"]
confidence = "primary text seen"
checked = 2026-11-22
sources = ["https://www.legislation.gov.uk/ukpga/2018/12"]
[[in_force]]
from = 2018-05-25
by = "S.I. 2018/625"
confidence = "primary text seen"
[[statement]]
id = "whole"
aspect = "rule"
at = "section {section}"
text = "This is about one section of the Act."
"""
DPA_FILES = {"enacted": "clml/ukpga-2018-12-enacted.xml", "2023": "clml/ukpga-2018-12-2023-01-01.xml", "2026": "clml/ukpga-2018-12.xml"}
DPA_DAYS = {"enacted": date(2018, 5, 23), "2023": date(2022, 12, 5), "2026": date(2026, 4, 7)}


@pytest.fixture(scope="module")
def data_act():
    copies = [TextCopy(text="ukpga-2018-12", file=file, form="clml", part="whole") for file in DPA_FILES.values()]
    source = TextSource(id="ukpga-2018-12", act="Data Protection Act 2018", address="https://www.legislation.gov.uk/ukpga/2018/12")
    return Library(OFFICIAL, [source], copies)


# section, version it was compared with, whether it is under review, and the day on which it changed
DPA = [
    ("144", "enacted", False, None),
    ("144", "2023", False, None),
    ("7", "enacted", True, "2023-01-25"),
    ("7", "2023", True, "2023-01-25"),
    ("7", "2026", False, None),
    ("125", "enacted", True, "2025-08-20"),
    ("125", "2023", True, "2025-08-20"),
    ("14", "2023", True, "2026-02-05"),
    ("1", "2023", True, "2025-11-17"),
    ("1", "2026", False, None),
    ("17", "enacted", True, "2020-12-31"),
    ("17", "2023", False, None),
]


@held
@pytest.mark.parametrize(("section", "version", "under", "on"), DPA, ids=[f"{d[0]}-{d[1]}" for d in DPA])
def test_replay_of_the_data_protection_act_in_its_three_versions(tmp_path, data_act, section, version, under, on):
    path = tmp_path / "corpus" / "provisions" / "dpa.toml"
    path.parent.mkdir(parents=True)
    path.write_text(DATA_ACT.format(section=section), "utf-8")
    entry = read_register(tmp_path / "corpus").provisions[0]
    path.write_text(
        path.read_text("utf-8") + comparison_block(entry, ["whole"], "ukpga-2018-12", DPA_DAYS[version], date(2026, 11, 20)), "utf-8"
    )
    found = Watch(read_register(tmp_path / "corpus"), data_act).under_review()
    assert bool(found) is under
    assert [str(r.on) for r in found] == ([on] if on else [])


@held
def test_the_three_versions_of_the_data_protection_act_beside_each_other(data_act):
    early = changes_between(data_act, "ukpga-2018-12", "enacted", "2023-01-01")
    late = changes_between(data_act, "ukpga-2018-12", "2023-01-01", "2026-04-07")
    both = changes_between(data_act, "ukpga-2018-12", "enacted")
    paths = [{c.path for c in changes} for changes in (early, late, both)]
    assert "section-164A" in paths[1] - paths[0]
    assert "schedule-6-paragraph-1" in paths[0] - paths[1]
    assert not paths[2] - paths[0] - paths[1]  # what differs at the end has changed on the way
    added = next(c for c in late if c.path == "section-164A")
    assert (added.old, added.on) == ("", date(2025, 6, 19))
    assert resting_on(read_register(PROJECT / "corpus"), data_act, late[:3]) == {c.path: [] for c in late[:3]}
