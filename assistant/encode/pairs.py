"""What a statement says to a question, read by a small network: yes, no, it depends, or not known.

The network of the encoder with an adapter of its own reads question and statement together, and was taught by the
register's lay questions, each of which tells its statement and what that says to it. It writes no word of an answer.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from assistant.encode.adapter import FOLDER, VERDICTS_SHA256, Adapter
from assistant.encode.base import Array
from assistant.encode.minilm import packaged_folder, tokenizer_in, weights_in
from assistant.encode.network import Network
from assistant.register.schema import Verdict

VERDICTS: tuple[Verdict, ...] = ("yes", "no", "depends", "unknown")  # the order of the outputs
_MAX_TOKENS = 128  # of question and statement together, as when it was taught


class PairReader:
    """Reads pairs of a question and a statement."""

    def __init__(self, folder: Path | None = None) -> None:
        """
        :param folder: where the published weights lie; default: the packaged ones
        :raises EncoderFault: when a file is missing or is not the one that we checked
        """
        folder = folder or packaged_folder()
        adapter = Adapter(FOLDER / "verdicts.safetensors", VERDICTS_SHA256)
        self._network = Network(weights_in(folder), adapter)
        self._tokenizer = tokenizer_in(folder, _MAX_TOKENS)
        self._shift = adapter.array("types")
        self._hidden = adapter.array("d.weight"), adapter.array("d.bias")
        self._out = adapter.array("o.weight"), adapter.array("o.bias")

    def read(self, question: str, statement: str) -> dict[Verdict, float]:
        """How likely each verdict is.

        :param question: as typed
        :param statement: the text of the statement
        :return: shares that add up to 1
        """
        encoded = self._tokenizer.encode(question, statement)
        pooled = self._network.forward([encoded.ids], [encoded.type_ids], self._shift)[0]
        logits: Array = self._out[0] @ np.tanh(self._hidden[0] @ pooled + self._hidden[1]) + self._out[1]
        shares = np.exp(logits - logits.max())
        return {verdict: float(share) for verdict, share in zip(VERDICTS, shares / shares.sum(), strict=True)}
