"""Dates in questions, relative to the day on which they are asked."""

from datetime import date

import pytest

from assistant.path.dates import span_in
from assistant.path.matching import WordLists, plain
from assistant.path.when import acted_in
from assistant.records import Span

TODAY = date(2026, 11, 23)

ROWS = [
    ("was it illegal in December 2025 to make one", "2025-12-01", "2025-12-31"),
    ("he made it on 5 February 2026", "2026-02-05", "2026-02-05"),
    ("on 5th of Feb 2026", "2026-02-05", "2026-02-05"),
    ("on 2026-02-06 he asked", "2026-02-06", "2026-02-06"),
    ("it happened 31/01/2024", "2024-01-31", "2024-01-31"),
    ("31/1/24 was the day", "2024-01-31", "2024-01-31"),
    ("someone did this in 2022", "2022-01-01", "2022-12-31"),
    ("back in 2019 my ex posted it", "2019-01-01", "2019-12-31"),
    ("two years ago he shared it", "2024-01-01", "2024-12-31"),
    ("3 months ago", "2026-08-01", "2026-08-31"),
    ("10 days ago", "2026-11-13", "2026-11-13"),
    ("yesterday he sent it", "2026-11-22", "2026-11-22"),
    ("last year", "2025-01-01", "2025-12-31"),
    ("last summer", "2026-06-01", "2026-08-31"),
    ("last winter", "2025-12-01", "2026-02-28"),
    ("last christmas", "2025-12-20", "2025-12-31"),
    ("last March", "2026-03-01", "2026-03-31"),
    ("he made one in december, before the law", "2025-12-01", "2025-12-31"),
    ("in March he posted it", "2026-03-01", "2026-03-31"),
    ("last December", "2025-12-01", "2025-12-31"),
    ("in summer 2025", "2025-06-01", "2025-08-31"),
    ("before 6 February 2026", "1900-01-01", "2026-02-05"),
    ("since February 2026", "2026-02-01", "2026-11-23"),
    ("a couple of weeks ago", "2026-11-06", "2026-11-12"),
    ("he made it 14 months ago", "2025-09-01", "2025-09-30"),
    ("eleven years ago", "2015-01-01", "2015-12-31"),
    ("on feb 7 2026 he made it", "2026-02-07", "2026-02-07"),
    ("did it on 4th march", "2026-03-04", "2026-03-04"),
    ("he did it on 24 december", "2025-12-24", "2025-12-24"),
    ("before Christmas he posted it", "2025-11-01", "2025-12-24"),
    ("on New Year's Day", "2026-01-01", "2026-01-01"),
    ("he sent it when i was 17, im 22 now", "2020-01-01", "2021-12-31"),
    ("I'm 22 now and he took it when I was 15", "2018-01-01", "2019-12-31"),
    ("2022. my ex put them online", "2022-01-01", "2022-12-31"),
    ("was it legal before 2015", "1900-01-01", "2014-12-31"),
    ("since 2024 he has shared it", "2024-01-01", "2026-11-23"),
    ("in June last year", "2025-06-01", "2025-06-30"),
    ("airdropped on a train, christmas 2023. an offence then?", "2023-12-20", "2023-12-31"),
    ("over Xmas he filmed me", "2025-12-20", "2025-12-31"),
    ("christmas eve 2022", "2022-12-24", "2022-12-24"),
    ("new years eve 2023", "2023-12-31", "2023-12-31"),
    ("he posted it new year 2024", "2023-12-31", "2024-01-02"),
    ("halloween 2025 he made one of me", "2025-10-31", "2025-10-31"),
    ("at Hallowe'en he made one of me", "2026-10-31", "2026-10-31"),
    ("valentines day 2024", "2024-02-14", "2024-02-14"),
    ("on Valentine's he posted it", "2026-02-14", "2026-02-14"),
    ("easter 2019, upskirted in Leeds", "2019-04-19", "2019-04-22"),
    ("he posted it 2022, leeds", "2022-01-01", "2022-12-31"),
    ("my ex put them up online, this was 2021", "2021-01-01", "2021-12-31"),
    ("2019 he shared it", "2019-01-01", "2019-12-31"),
]


@pytest.mark.parametrize(("text", "first", "last"), ROWS, ids=[r[0] for r in ROWS])
def test_span(text, first, last):
    assert span_in(plain(text), TODAY) == Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        *("is it a crime", "the Online Safety Act 2023", "section 66F", "on 31 February 2026", "he is 22", "48 hours", "may I keep it"),
        *(
            "a christmas card with my nude on it",
            "the Sexual Offences Act 2003, section 66E",
            "Act 2009?",
            "the 2016 Act covers it",
            "2000 users",
        ),
    ],
)
def test_no_date(text):
    assert span_in(plain(text), TODAY) is None


def test_the_same_words_move_with_the_day_on_which_they_are_asked():
    assert span_in("last summer", date(2026, 7, 1)) == Span(date(2025, 6, 1), date(2025, 8, 31))
    assert span_in("last winter", date(2026, 1, 15)) == Span(date(2024, 12, 1), date(2025, 2, 28))


ACTS = [
    ("he made them on 3 january 2026. i only found them in october", "2026-01-03"),
    ("i found it in october. he made it on 3 january 2026", "2026-01-03"),
    ("police arrested him on 1 june 2026, he posted it on 2 may 2026", "2026-05-02"),
    ("my mum died on 3 march 2026. a man is making fake nudes of her", None),
]


@pytest.mark.parametrize(("text", "day"), ACTS, ids=[r[0] for r in ACTS])
def test_the_date_of_the_act_counts(register, text, day):
    span = acted_in(plain(text), TODAY, WordLists(register))
    assert (span and span.first.isoformat()) == day
