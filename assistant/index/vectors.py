"""Vectors cached by text and by weights, so that a build embeds only what is new."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np

from assistant.encode.base import Array, Encoder

_CHUNK = 256


class VectorCache:
    """A file of vectors for one encoder; unreadable or foreign files are ignored and written anew."""

    def __init__(self, folder: Path, encoder: Encoder, name: str = "vectors") -> None:
        """
        :param folder: where the file lies
        :param encoder: what embeds; its weights are part of the file's name
        :param name: the beginning of the file's name, for texts that are kept apart
        """
        self._path = folder / f"{name}-{encoder.fingerprint[:16]}.npz"
        self._encoder = encoder
        self._known: dict[bytes, Array] = {}
        try:
            with np.load(self._path) as stored:
                keys, vectors = stored["keys"], stored["vectors"]
            if vectors.shape == (len(keys), encoder.dimension):
                self._known = {bytes(k): v for k, v in zip(keys, vectors, strict=True)}
        except (OSError, ValueError, KeyError, EOFError):
            pass

    def embed(self, texts: list[str], progress: Callable[[int], None] = lambda n: None) -> Array:
        """Vectors of texts, from the cache where it has them.

        :param texts: any strings
        :param progress: called with how many texts are newly done
        :return: (len(texts), dimension) float32, rows of length 1
        """
        keys = [_key(t) for t in texts]
        missing = {k: t for k, t in zip(keys, texts, strict=True) if k not in self._known}
        progress(len(texts) - len(missing))
        todo = sorted(missing.items(), key=lambda item: len(item[1]))
        for start in range(0, len(todo), _CHUNK):
            part = todo[start : start + _CHUNK]
            vectors = self._encoder.encode([t for _, t in part])
            self._known.update({k: v for (k, _), v in zip(part, vectors, strict=True)})
            progress(len(part))
        if not keys:
            return np.empty((0, self._encoder.dimension), np.float32)
        return np.stack([self._known[k] for k in keys])

    def save(self, used: set[str] | None = None) -> None:
        """Write the cache in one step; keep only the texts that are still used, if told.

        :raises OSError: when the disk is full or the folder cannot be written
        """
        keep = self._known if used is None else {k: self._known[k] for k in map(_key, sorted(used)) if k in self._known}
        if not keep:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_suffix(".part.npz")
        keys = np.frombuffer(b"".join(keep), np.uint8).reshape(-1, 32)
        np.savez(part, keys=keys, vectors=np.stack(list(keep.values())))
        part.replace(self._path)


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
