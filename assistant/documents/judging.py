"""What the words of a document are like: whether they try to give orders, and whether they are English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bm25s.stopwords import STOPWORDS_EN_PLUS

from assistant.documents.blocks import Reading
from assistant.path.matching import WordLists, plain

_ENGLISH = frozenset(STOPWORDS_EN_PLUS)
_FEW_ENGLISH = 0.15  # share of common English words; English prose has 0.3 and more
_FEWEST = 12  # words below which a language cannot be told
_LOOKED_AT = 400  # words
_PART = 15  # words in which a language is looked for at a time
_CUE = "orders to an assistant"  # in `corpus/words/cues.toml`


def remarks_on(reading: Reading, words: WordLists) -> Iterator[str]:
    """What the person who adds a document should know of its words.

    :param reading: the document
    :param words: the register's word lists
    """
    orders = sum(words.cue(_CUE, plain(block.text)) for block in reading.blocks)
    if orders:
        places = "one place" if orders == 1 else f"{orders} places"
        yield f"Instructions to an assistant were found in it ({places}). They are kept as quoted words and never followed."
    language = other_language(reading.words, words)
    if language is not None:
        yield f"It is not in English{language}. Questions in English will seldom find it."


def other_language(text: str, words: WordLists) -> str | None:
    """What to say of the language of a text that is not English: " but in Polish", or "" where the language is not known.

    :param text: the text
    :param words: the register's word lists
    :return: None for English, and for texts that are too short to tell
    """
    spoken = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", plain(text))[:_LOOKED_AT]
    if len(spoken) < _FEWEST or sum(word in _ENGLISH for word in spoken) > _FEW_ENGLISH * len(spoken):
        return None
    parts = (" ".join(spoken[n : n + _PART]) for n in range(0, len(spoken), _PART))
    names = Counter(found.name for part in parts if (found := words.language(part)))
    return f" but in {names.most_common(1)[0][0]}" if names else ""
