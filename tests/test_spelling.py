"""Misspelt words are mended; words that are right, or strange, are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.path.spelling import Speller

SPELLER = Speller(["someone shared an intimate picture of me in scotland"] * 3 + ["she may scare him"], ["Northern Ireland"])

CASES = [
    ("somone shraed an intmiate pictrue", "someone shared an intimate picture"),
    ("in Scotlnad", "in scotland"),
    ("onrthern ierland", "northern ireland"),
    ("he scares her, scaring", "he scares her, scaring"),
    ("Ofcom xyzzyplugh", "Ofcom xyzzyplugh"),
    ("teh pic", "teh pic"),
    ("zdjęcie shareed", "zdjęcie shared"),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "mended"), CASES, ids=[c[0] or "empty" for c in CASES])
def test_mending(typed, mended):
    assert SPELLER.mend(typed) == mended


@given(st.text(max_size=60))
def test_any_text_is_taken_and_mending_twice_changes_nothing_more(text):
    once = SPELLER.mend(text)
    assert SPELLER.mend(once) == once


def test_no_word_of_the_register_is_changed(register):
    from assistant.path.matching import WordLists

    speller = WordLists(register).speller()
    texts = [s.text for d in register.documents.values() for s in d.statement][:500]
    assert all(speller.mend(t) == t for t in texts)
