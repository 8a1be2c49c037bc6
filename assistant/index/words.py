"""Word matching over whole entries and over lay questions: BM25 as `bm25s` computes it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from assistant.encode.base import Array


class WordIndex:
    """BM25 over texts that have a name."""

    def __init__(self, folder: Path, names: list[str]) -> None:
        import bm25s

        self._bm25 = bm25s.BM25.load(folder, load_corpus=False, show_progress=False)
        self._names = names

    def scores(self, text: str) -> dict[str, float]:
        """BM25 of each text that shares a word with the question, scaled so that the best has 1.

        :param text: the question
        :return: name -> score in (0, 1]
        """
        words = _tokens([text])[0]
        if not words:
            return {}
        scores: Array = self._bm25.get_scores(words)
        top = float(scores.max(initial=0.0))
        if top <= 0:
            return {}
        return {self._names[i]: float(scores[i]) / top for i in np.flatnonzero(scores > 0)}


def build_words(folder: Path, bags: list[str]) -> None:
    """Index the bags of words.

    :param folder: where to write
    :param bags: the texts, in the order of their names
    """
    import bm25s

    bm25 = bm25s.BM25()
    bm25.index(_tokens(bags), show_progress=False)
    bm25.save(folder, show_progress=False)


def _tokens(texts: list[str]) -> list[list[str]]:
    import bm25s

    found = bm25s.tokenize(texts, stopwords="en", return_ids=False, show_progress=False)
    return [list(t) for t in found]
