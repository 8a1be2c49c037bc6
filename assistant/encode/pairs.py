"""Whether a statement answers a question, and what it says to it, read by a small network.

The network of the encoder with an adapter of its own reads question and statement together, and was taught by the
register's lay questions, each of which tells its statement and what that says to it. It writes no word of an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from assistant.encode.adapter import FOLDER, PAIRS_SHA256, Adapter
from assistant.encode.base import Array
from assistant.encode.minilm import packaged_folder, tokenizer_in, weights_in
from assistant.encode.network import Network
from assistant.register.schema import Verdict

VERDICTS: tuple[Verdict, ...] = ("yes", "no", "depends", "unknown")  # the order of the outputs; a last one: cannot be answered so
_MAX_TOKENS = 192  # of question and statement together, as when it was taught


@dataclass(frozen=True)
class Reading:
    """What was read from a question and a statement."""

    shares: dict[Verdict, float]  # how likely each verdict is, if the question can be answered so; they add up to 1
    open: float  # how likely it is that it cannot: "what", "when", "how long"
    fit: float  # how well the statement answers, to be compared with others on the same question only: a difference is of log odds

    @property
    def verdict(self) -> Verdict:
        """The likeliest."""
        return max(self.shares, key=lambda v: self.shares[v])


class Reads(Protocol):
    """What reads pairs."""

    def read(self, question: str, statements: Sequence[str]) -> list[Reading]:
        """A reading of each statement with the question."""


class PairReader:
    """Reads pairs of a question and a statement."""

    def __init__(self, folder: Path | None = None) -> None:
        """
        :param folder: where the published weights lie; default: the packaged ones
        :raises EncoderFault: when a file is missing or is not the one that we checked
        """
        folder = folder or packaged_folder()
        adapter = Adapter(FOLDER / "pairs.safetensors", PAIRS_SHA256)
        self._network = Network(weights_in(folder), adapter)
        self._tokenizer = tokenizer_in(folder, _MAX_TOKENS)
        self._shift = adapter.array("types")
        self._verdicts, self._fits = _Head(adapter, "d", "o"), _Head(adapter, "e", "f")

    def read(self, question: str, statements: Sequence[str]) -> list[Reading]:
        """Read a question with each of several statements.

        :param question: as typed
        :param statements: the texts of the statements
        :return: a reading of each, in their order
        """
        encoded = self._tokenizer.encode_batch([(question, statement) for statement in statements])
        if not encoded:
            return []
        pooled = self._network.forward([e.ids for e in encoded], [e.type_ids for e in encoded], self._shift)
        shares = np.exp(self._verdicts(pooled))
        shares /= shares.sum(1, keepdims=True)
        return [_reading(row, fit) for row, fit in zip(shares.tolist(), self._fits(pooled)[:, 0].tolist(), strict=True)]


def _reading(shares: list[float], fit: float) -> Reading:
    *told, unanswerable = shares
    whole = sum(told)
    return Reading({verdict: share / whole for verdict, share in zip(VERDICTS, told, strict=True)}, unanswerable, fit)


class _Head:
    """Two layers over the pooled vector."""

    def __init__(self, adapter: Adapter, hidden: str, out: str) -> None:
        self._hidden = adapter.array(f"{hidden}.weight"), adapter.array(f"{hidden}.bias")
        self._out = adapter.array(f"{out}.weight"), adapter.array(f"{out}.bias")

    def __call__(self, pooled: Array) -> Array:
        """(n, width) to (n, outputs)."""
        out: Array = np.tanh(pooled @ self._hidden[0].T + self._hidden[1]) @ self._out[0].T + self._out[1]
        return out


class Readings:
    """What was read about one question, so that no pair is read twice."""

    def __init__(self, reader: Reads, question: str) -> None:
        """
        :param reader: what reads
        :param question: as typed
        """
        self._reader, self._question = reader, question
        self._known: dict[str, Reading] = {}

    def of(self, statements: Sequence[str]) -> list[Reading]:
        """The reading of each statement with the question.

        :param statements: their texts
        :return: in their order
        """
        new = [text for text in dict.fromkeys(statements) if text not in self._known]
        self._known.update(zip(new, self._reader.read(self._question, new), strict=True))
        return [self._known[text] for text in statements]
