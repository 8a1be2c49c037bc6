"""Any sentence-transformers model, by name or folder: the reference encoder, and the door to other models.

Needs the `reference` extra (sentence-transformers and torch). With the hub switched off, a name that is not
already on this machine is refused at once instead of being looked up on the network.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import numpy as np

from assistant.encode.base import Array, Encoder
from assistant.errors import EncoderFault


class SentenceTransformerEncoder(Encoder):
    """An adapter to `SentenceTransformer.encode`."""

    def __init__(self, model: str) -> None:
        """Load the model.

        :param model: a folder, or the name of a model that this machine already holds
        :raises EncoderFault: when the extra is not installed, or the model is not on this machine
        """
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise EncoderFault("Other models need the reference extra. Run: make setup-reference") from error
        try:
            self._model = SentenceTransformer(model, device="cpu")
        except (OSError, ValueError) as error:
            raise EncoderFault(f"The model {model!r} is not on this machine. Give the path of its folder.") from error
        self.name = Path(model).name
        self.dimension = int(self._model.get_sentence_embedding_dimension() or 0)
        self.fingerprint = self._hash_of_weights()

    def encode(self, texts: list[str], batch: int = 32) -> Array:
        """Embed texts.

        :param texts: any strings
        :param batch: texts in one pass
        :return: (len(texts), dimension) float32, rows of length 1, in the order given
        """
        rows = self._model.encode(texts, batch_size=batch, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(rows, np.float32)

    def fits(self, text: str) -> bool:
        """Whether the model reads a text to its end."""
        limit = self._model.max_seq_length
        return limit is None or len(self._model.tokenizer(text, truncation=False, verbose=False)["input_ids"]) <= int(limit)

    def _hash_of_weights(self) -> str:
        digest = hashlib.sha256(self.name.encode())
        for name, tensor in sorted(self._model.state_dict().items()):
            digest.update(name.encode())
            digest.update(tensor.detach().cpu().numpy().tobytes())
        return digest.hexdigest()
