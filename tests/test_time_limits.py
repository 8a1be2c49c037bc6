"""Time limits to charge: the day on which one falls is worked out, and what is unsure is said beside it."""

from datetime import date

import pytest

from assistant.path.dates import months_after


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2026, 3, 3), 6, date(2026, 9, 3)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 15), 36, date(2029, 12, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_after(day, months, last):
    assert months_after(day, months) == last


def said(assistant, question, as_of):
    answer = assistant.ask(question, "E&W", as_of)
    return " ".join(s.text for b in answer.blocks for s in b.sentences)


def test_a_limit_that_has_run_out_is_told_with_its_doubt_and_the_graver_form(assistant):
    text = said(assistant, "how long do the police have to charge my ex for sharing my nudes on 3 March 2026", "2026-11-24")
    assert "ran out at about 3 September 2026" in text
    assert "not confirmed" in text
    assert "no general time limit" in text


def test_a_limit_that_is_still_open(assistant):
    text = said(assistant, "by when must he be charged for making a fake nude of me on 10 February 2026", "2026-11-24")
    assert "runs out at about 10 February 2029" in text


def test_without_a_date_no_day_is_worked_out(assistant):
    text = said(assistant, "is there a time limit to charge someone who shared my nudes", "2026-11-24")
    assert "at about" not in text
    assert "6 months" in text
