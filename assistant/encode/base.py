"""What an encoder is: texts in, unit vectors out, behind LangChain's `Embeddings` interface."""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

Array = NDArray[np.float32]


class Encoder(Embeddings, ABC):
    """A sentence encoder with a name and a fingerprint of its weights."""

    name: str
    dimension: int
    fingerprint: str  # changes when the weights change; part of every cache key and of the manifest

    @abstractmethod
    def encode(self, texts: list[str], batch: int = 32) -> Array:
        """Embed texts.

        :param texts: any strings
        :param batch: texts in one pass
        :return: (len(texts), dimension) float32, rows of length 1, in the order given
        """

    @property
    def readers(self) -> tuple[Encoder, ...]:
        """The encoders whose vectors, side by side, labels are learned and read from: itself first."""
        return (self,)

    def wide(self, texts: list[str]) -> Array:
        """The vectors of all readers, side by side.

        :param texts: any strings
        :return: (len(texts), sum of the dimensions) float32; the first part is what `encode` gives
        """
        return np.hstack([reader.encode(texts) for reader in self.readers])

    def fits(self, text: str) -> bool:  # noqa: ARG002
        """Whether the encoder reads a text to its end; one without a limit reads all."""
        return True

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's name for `encode`, with plain lists."""
        return [[float(x) for x in row] for row in self.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        """LangChain's name for one text."""
        return self.embed_documents([text])[0]
