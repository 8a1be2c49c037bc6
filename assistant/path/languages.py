"""Which language a text is in, and whether it tells of danger or asks for harm in it.

A language is known by its own letters, by its common words (whether or not the writer typed the marks on letters), and
by groups of letters that its words have and English ones do not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property, lru_cache

from assistant.register.languages import Language, LanguagePoint
from assistant.register.schema import Nation

_COMMON = frozenset("the my is it he she they that this what and for can was with you how does".split())  # noqa: SIM905
_FEW_KNOWN = 0.4  # share of words that the register knows, up to which a text is taken for another language
_FEWEST_FOREIGN = 4  # words: a shorter text cannot be told to be in a language that we have no words of
_LETTERED = 3  # words with letters of their own that make a language
_LETTER_SHARE = 1 / 5  # the same as a share of all letters
_WORD_SHARE = 0.4  # of the words that must speak for a language that is known by words
_ALIKE = 0.6  # share of a word's letter groups that a language must know for the word to look like it
_ALIKE_WEIGHT = 0.5
_FEWEST = 1.5  # weight that must speak for a language
_SHORT = 3  # words: in so short a text all must speak for the language but one
_UNMARKED = str.maketrans("łŁøØđĐıß", "lLoOdDis")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_BETWEEN = re.compile(r"[\s.,;:!?\u00bf\u00a1\u060c\u061f\u0964\u06d4()\"]+")  # what stands between words, in all scripts of ours
_SHORT_FORM = re.compile(r"'[^\W\d_]{1,3}$")  # the Welsh article and the like that hang on a word: "lluniau'n"


def unmarked(text: str) -> str:
    """A text in lower case without marks on its letters, so that `zdjęcie` is `zdjecie`."""
    low = text.casefold().replace("\u2019", "'").translate(_UNMARKED)
    return "".join(c for c in unicodedata.normalize("NFKD", low) if unicodedata.category(c) != "Mn")


def spoken_words(text: str) -> list[str]:
    """The words of a text, without marks on their letters."""
    return _WORD.findall(unmarked(text))


class LanguageReader:
    """Tells the languages of the register apart from English and from each other."""

    def __init__(self, languages: Iterable[Language], english: frozenset[str]) -> None:
        """
        :param languages: those that the register can answer shortly in
        :param english: words that the register's own texts use
        """
        self._languages = tuple(languages)
        self._english = english

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        return {lang.code: frozenset(map(unmarked, lang.words)) for lang in self._languages}

    @cached_property
    def _never(self) -> dict[str, frozenset[str]]:
        return {lang.code: frozenset(map(unmarked, lang.never)) for lang in self._languages}

    @cached_property
    def _groups(self) -> dict[str, frozenset[str]]:
        return {code: frozenset(g for w in words for g in _groups_of(w)) for code, words in self._words.items()}

    def language(self, text: str) -> Language | None:
        """The language of a text; None for English and for those that the register has no words of.

        :param text: as typed
        """
        low = text.casefold()
        spoken = spoken_words(text)
        letters = [c for c in low if c.isalpha()]
        best: tuple[float, Language] | None = None
        for language in self._languages:
            own = set(language.letters)
            lettered = sum(bool(own & set(word)) for word in _WORD.findall(low)) if own else 0
            by_letters = lettered >= _LETTERED or bool(letters and sum(c in own for c in letters) >= len(letters) * _LETTER_SHARE)
            known, english = self._weighed(language, spoken)
            by_words = self._enough(known, english, len(spoken))
            score = lettered + known - english
            if (by_letters or by_words) and score > 0 and (best is None or score > best[0]):
                best = score, language
        return best[1] if best else self._by_phrase(text)

    def _by_phrase(self, text: str) -> Language | None:
        """The language whose words of danger or harm stand in a text that is plainly not English."""
        if not self.looks_foreign(text):
            return None
        return next((lang for lang in self._languages if says((*lang.crisis, *lang.harm), text)), None)

    def _weighed(self, language: Language, spoken: list[str]) -> tuple[float, float]:
        """How much of a text speaks for a language, and how much for English or a neighbour."""
        words, groups = self._words[language.code], self._groups[language.code]
        known = english = 0.0
        for word in spoken:
            stem = _SHORT_FORM.sub("", word)
            if word in words or stem in words:
                known += 0.5 if word in self._english else 1.0
            elif word in self._never[language.code] or word in self._english or stem in self._english:
                english += 1
            elif len(word) > _SHORT and _share(word, groups) >= _ALIKE:
                known += _ALIKE_WEIGHT
        return known, english

    def _enough(self, known: float, english: float, total: int) -> bool:
        if total <= _SHORT:
            return known >= max(1.0, total - 1) and known > english
        return known >= _FEWEST and known >= _WORD_SHARE * total and known > english

    def looks_foreign(self, text: str) -> bool:
        """Whether a text is in another script, or most of its words stand nowhere in the register.

        :param text: as typed
        """
        letters = [c for c in text if c.isalpha()]
        if len(letters) > 1 and sum(not unicodedata.name(c, "").startswith("LATIN") for c in letters) > len(letters) / 2:
            return True
        words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text.casefold().replace("\u2019", "'"))
        if sum(word in _COMMON for word in words) >= 2:
            return False  # plainly English: no need to look further
        known = sum(word in self._english for word in words)
        marked = any(unmarked(c) != c for word in words for c in word) and not any(word in _COMMON for word in words)
        return len(words) >= _FEWEST_FOREIGN and (marked or known <= _FEW_KNOWN * len(words))


def says(phrases: Iterable[str], text: str) -> bool:
    """Whether one of some phrases stands in a text, marks on letters left aside; "a ... b" is a and, later, b.

    :param phrases: as the register has them; each may begin a longer word, since endings change
    :param text: as typed
    """
    low = " ".join(unmarked(text).split())
    return any(_pattern(phrase).search(low) for phrase in phrases)


def points_of(language: Language, text: str, nations: Iterable[Nation]) -> list[LanguagePoint]:
    """The further sentences of a language whose words stand in a text.

    :param language: of the register
    :param text: as typed
    :param nations: those whose law is told
    """
    typed = set(_BETWEEN.split(unmarked(text)))
    stems = typed | {_SHORT_FORM.sub("", word) for word in typed}
    return [p for p in language.points if set(p.nations) & set(nations) and stems & set(map(unmarked, p.words))]


@lru_cache(2048)
def _pattern(phrase: str) -> re.Pattern[str]:
    parts = (re.escape(part.strip()) for part in unmarked(phrase).split("..."))
    return re.compile(r"(?<!\w)" + r".{0,80}?(?<!\w)".join(parts))


def _groups_of(word: str) -> list[str]:
    padded = f"<{word}>"
    return [padded[i : i + 3] for i in range(len(padded) - 2)]


def _share(word: str, groups: frozenset[str]) -> float:
    mine = _groups_of(word)
    return sum(g in groups for g in mine) / len(mine)
