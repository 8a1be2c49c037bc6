"""Whole-word matching of the register's word lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from assistant.path.languages import LanguageReader
from assistant.path.spelling import Speller
from assistant.reading.features import tokens
from assistant.register.languages import Language
from assistant.register.load import Register
from assistant.register.schema import NATIONS, Nation

_GAP = r"(?![\w&])[^.?!]{1,60}?(?<![\w&])"  # between the parts of a phrase: a few words of the same sentence


def plain(text: str) -> str:
    """A text ready for matching: lower case, straight apostrophes, single spaces."""
    return " ".join(text.casefold().replace("\u2019", "'").split())


def whole_words(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of some names as whole words, the longest first; "a ... b" is a and, later in the sentence, b."""
    longest_first = sorted({plain(n) for n in names}, key=lambda n: (-len(n), n))
    patterns = (_GAP.join(map(re.escape, name.split(" ... "))) for name in longest_first)
    return re.compile(r"(?<![\w&])(?:" + "|".join(patterns) + r")(?![\w&])")


@dataclass(frozen=True)
class WordLists:
    """The register's word lists, compiled once."""

    register: Register

    @cached_property
    def _nations(self) -> list[tuple[Nation, re.Pattern[str]]]:
        return [(row.nation, whole_words((*row.names, *row.places))) for row in self.register.nations]

    @cached_property
    def _elsewhere(self) -> list[tuple[str, re.Pattern[str]]]:
        return [(row.name, whole_words(row.names)) for row in self.register.elsewhere]

    @cached_property
    def _cues(self) -> dict[str, tuple[re.Pattern[str], re.Pattern[str] | None]]:
        return {c.cue: (whole_words(c.phrases), whole_words(c.unless) if c.unless else None) for c in self.register.cues}

    @cached_property
    def _english(self) -> frozenset[str]:
        """Every word that the register's own texts use."""
        texts = [t for d in self.register.documents.values() for t in (*d.asked_as, *(s.text for s in d.statement))]
        texts += [name for row in self.register.nations for name in (*row.names, *row.places)]
        texts += [e.text for e in self.register.examples if e.triage != "gibberish"]
        return frozenset(tokens("\n".join(texts)))

    def speller(self) -> Speller:
        """A speller that knows the words of the register's texts, lay questions, examples, places and Acts."""
        documents = self.register.documents.values()
        texts = [t for d in documents for t in (*d.asked_as, *(s.text for s in d.statement))]
        texts += [e.text for e in self.register.examples if e.triage != "gibberish"]
        names = [name for row in self.register.nations for name in (*row.names, *row.places)]
        names += [name for place in self.register.elsewhere for name in place.names]
        names += [name for act in self.register.acts for name in act.names]
        names += [phrase for cue in self.register.cues for phrase in cue.phrases]
        return Speller(texts, names)

    @cached_property
    def _languages(self) -> LanguageReader:
        return LanguageReader(self.register.languages, self._english)

    def looks_foreign(self, text: str) -> bool:
        """Whether a text is in another script, or most of its words stand nowhere in the register.

        :param text: as typed
        """
        return self._languages.looks_foreign(text)

    def language(self, text: str) -> Language | None:
        """The language of a text, where it is one of those that the register can answer shortly in.

        :param text: as typed
        """
        return self._languages.language(text)

    def without_courtesy(self, text: str) -> str:
        """A text without its greetings and thanks, which say nothing of what is asked; the text itself where nothing else is left."""
        if "courtesy" not in self._cues:
            return text
        rest = re.sub(self._cues["courtesy"][0].pattern + r"[ ,!.;:]*(?=\W|\w|$)", " ", text, flags=re.I)
        rest = re.sub(r"\s*,\s*(?=[?!.]*\s*$)", "", " ".join(rest.split())).strip(" ,")
        return rest if len(rest.split()) >= 2 else text

    def nations(self, text: str) -> tuple[Nation, ...]:
        """The nations that a text names, in the order of their naming; all three for "UK" alone.

        :param text: as `plain` gives it
        """
        hidden = text
        for _, pattern in self._elsewhere:
            hidden = pattern.sub(lambda match: "#" * len(match[0]), hidden)
        claimed: list[tuple[int, Nation]] = []
        for nation, pattern in sorted(self._nations, key=lambda item: item[0] != "Northern Ireland"):
            found = list(pattern.finditer(hidden))
            hidden = pattern.sub(lambda match: "#" * len(match[0]), hidden)
            if found:
                claimed.append((found[0].start(), nation))
        named = tuple(nation for _, nation in sorted(claimed))
        return named or (NATIONS if self.cue("whole uk", text) else ())

    def elsewhere(self, text: str) -> str | None:
        """A place named in a text whose law the register does not hold."""
        return next((name for name, pattern in self._elsewhere if pattern.search(text)), None)

    @cached_property
    def _someone_elsewhere(self) -> re.Pattern[str]:
        who = whole_words(p for c in self.register.cues if c.cue == "may be abroad" for p in c.phrases).pattern
        places = whole_words(n.removeprefix("in ").removeprefix("from ") for row in self.register.elsewhere for n in row.names).pattern
        return re.compile(rf"{who} (?:in|from|to|by|over in) {places}")

    def someone_elsewhere(self, text: str) -> bool:
        """Whether a text says that someone or something is in a place whose law the register does not hold.

        :param text: as `plain` gives it
        """
        return bool(self._someone_elsewhere.search(text))

    def cue(self, name: str, text: str) -> bool:
        """Whether the words of a cue stand in a text.

        :param name: the cue's name in `corpus/words/cues.toml`
        :param text: as `plain` gives it
        """
        if name not in self._cues:
            return False
        pattern, unless = self._cues[name]
        return bool(pattern.search(text)) and not (unless and unless.search(text))

    def found(self, name: str, text: str) -> list[str]:
        """The phrases of a cue that stand in a text.

        :param name: the cue's name
        :param text: as `plain` gives it
        """
        return self._cues[name][0].findall(text) if name in self._cues else []
