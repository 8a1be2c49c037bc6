"""Official texts are read into trees without loss; places are read from what statements say."""

import json
import re
from pathlib import Path

import pytest

from assistant.official.labelled import read_labelled
from assistant.official.numbered import MarkdownForm, read_numbered
from assistant.official.references import read_references

PROJECT = Path(__file__).resolve().parent.parent
OFFICIAL = PROJECT.parent / "shared" / "official"
held = pytest.mark.skipif(not OFFICIAL.is_dir(), reason="no copies of official texts beside this checkout")

LABELLED = """Title: Tea Act 2023
Date: 2024-08-23
Identifier: http://example.org/tea

### Making tea

#### The pot

1

1.1

A maker must warm the pot for 3
minutes if—

1.1.a

there is a pot, and

1.1.b

it is cold,

unless the maker is in a hurry.

1.2

Milk goes in last.

## SCHEDULES

  Sugar

Section 1

##### How much

1

1.1

No more than two lumps.
"""

MARKDOWN = """---
title: "Tea Act 2023"
source: "http://example.org/tea"
revision: "2026-09-30"
---
#### 1 The pot

(1) A maker must warm the pot for 3 minutes if—

  (a) there is a pot, and

  (b) it is cold,

unless the maker is in a hurry.

  (c) a third case where—

    (i) it rains, or

    (ii) it snows.

#### 2 Letters

(a) first thing;

(h) eighth thing;

(i) ninth thing.

- (2) After section 1 insert—

> (12AA)
>   (1) No more than [two](https://example.org) lumps.
"""


def test_the_labelled_form(tmp_path):
    path = tmp_path / "tea.txt"
    path.write_text(LABELLED, "utf-8")
    text = read_labelled(path.read_bytes(), "tea")
    assert (text.title, str(text.dated), text.address) == ("Tea Act 2023", "2024-08-23", "http://example.org/tea")
    assert [p.path for p in text.passages] == ["section-1", "schedule-1-paragraph-1"]
    first = text.by_path["section-1-1"]
    assert first.full_text == "A maker must warm the pot for 3 minutes if— there is a pot, and it is cold, unless the maker is in a hurry."
    assert text.by_path["section-1-1-b"].text == "it is cold,"
    assert text.by_path["schedule-1-paragraph-1-1"].text == "No more than two lumps."
    assert text.passages[0].heading == "The pot"


def test_the_markdown_form(tmp_path):
    path = tmp_path / "tea.md"
    path.write_text(MARKDOWN, "utf-8")
    text = read_numbered(path.read_bytes(), MarkdownForm("tea", "Tea Act 2023"))
    assert str(text.dated) == "2026-09-30"
    assert text.by_path["section-1-1-c-ii"].text == "it snows."
    assert text.by_path["section-2-i"].text == "ninth thing."
    assert text.by_path["section-12AA-1"].text == "No more than two lumps."
    assert "unless the maker is in a hurry." in text.by_path["section-1-1"].full_text


def test_a_place_below_what_exists_gives_the_nearest_above(tmp_path):
    path = tmp_path / "tea.txt"
    path.write_text(LABELLED, "utf-8")
    text = read_labelled(path.read_bytes(), "tea")
    assert text.provision("section-1-1-z").path == "section-1-1"
    assert text.provision("section-9") is None


@held
def test_the_plain_text_of_the_act_is_read_without_loss():
    text = read_labelled((OFFICIAL / "text" / "ukpga-2023-50.txt").read_bytes(), "ukpga-2023-50")
    cut = json.loads((OFFICIAL / "text" / "ukpga-2023-50.json").read_text("utf-8"))["provisions"]
    assert len(text.passages) == len(cut) == 564
    differing = []
    for row in cut:
        prefix = "section-" if row["kind"] == "section" else f"schedule-{row['schedule']}-paragraph-"
        other = "".join(p.get("text", "") for p in row["paragraphs"])
        ours = text.by_path[prefix + row["number"]].full_text
        if re.sub(r"\W", "", other) != re.sub(r"\W", "", ours):
            differing.append(prefix + row["number"])
    # the cut form breaks off in these five; the plain text has them whole
    assert set(differing) <= {"section-72", "section-214", "section-221", "section-226", "schedule-16-paragraph-7"}
    whole = (OFFICIAL / "text" / "ukpga-2023-50.txt").read_text("utf-8")
    lost = [p.text for top in text.passages for p in top.walk() if re.sub(r"\s", "", p.text) not in re.sub(r"\s", "", whole)]
    assert not lost


@held
def test_the_markdown_of_the_act_has_the_same_subsections():
    plain = read_labelled((OFFICIAL / "text" / "ukpga-2023-50.txt").read_bytes(), "x")
    marked = read_numbered((OFFICIAL / "text" / "ukpga-2023-50.md").read_bytes(), MarkdownForm("x", "x"))
    for path, passage in marked.by_path.items():
        if path in plain.by_path and passage.text and path.count("-") == 2 and path.startswith("section"):
            assert re.sub(r"\W", "", passage.text)[:60] == re.sub(r"\W", "", plain.by_path[path].text)[:60], path


@held
def test_the_48_hour_rule_stands_in_the_current_section_10():
    text = read_numbered((OFFICIAL / "text" / "osa-current" / "ukpga-2023-50-section-10.md").read_bytes(), MarkdownForm("x", "x"))
    assert "48 hours" in text.by_path["section-10-3A"].full_text
    assert text.by_path["section-10-3A-a"].text.startswith("content in relation to which")


PLACES = [
    ("section 12(3)(a), (5)", ["section-12-3-a", "section-12-5"]),
    ("section 12(9) to (10)", ["section-12-9", "section-12-10"]),
    ("section 12(9)-(10)", ["section-12-9", "section-12-10"]),
    ("section 12(3)(a), (b)", ["section-12-3-a", "section-12-3-b"]),
    ("section 12(3)(a)(i), (ii)", ["section-12-3-a-i", "section-12-3-a-ii"]),
    ("Schedule 13 para 2(1) to (3)", ["schedule-13-paragraph-2-1", "schedule-13-paragraph-2-3"]),
    ("Schedule 13 para 2, para 4(1)", ["schedule-13-paragraph-2", "schedule-13-paragraph-4-1"]),
    ("Schedule 3", ["schedule-3"]),
    ("Schedule 3 Part 2", ["schedule-3"]),
    ("66F(1)", ["section-66F-1"]),
    ("66D(5), (6)(b)", ["section-66D-5", "section-66D-6-b"]),
    ("sections 59 and 60", ["section-59", "section-60"]),
    ("Article 51A(2)", ["article-51A-2"]),
    ("section 10, as amended in 2026", ["section-10"]),
    ("S.I. 2023/1420", []),
    ("none", []),
]


@pytest.mark.parametrize(("at", "paths"), PLACES, ids=[p[0] for p in PLACES])
def test_places(at, paths):
    assert [r.path for r in read_references(at)] == paths


def test_a_place_in_another_act():
    found = read_references("section 3; Tea Act 2023, section 1(1)", ("Tea Act 2023",))
    assert [(r.act, r.path) for r in found] == [(None, "section-3"), ("Tea Act 2023", "section-1-1")]
