"""Adapters: what the register's lay questions taught the encoder, as small changes to the published weights.

Low-rank adaptation (Hu et al. 2021): each matrix of the network gets the product of two narrow ones added to it. The
published weights stay as they are; the changes are ours, lie beside this file and are made by `assistant.teach`.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

from assistant.encode.base import Array
from assistant.errors import EncoderFault

FOLDER = Path(__file__).parent / "adapters"
QUESTIONS_SHA256 = "2fd450c49fed25885b5d991732330062ee148c166baf25e9ede1b0eed7ca7d61"
PAIRS_SHA256 = "3ff45aaa4538434d0996060e31916a3fe3e0aa2c11d0df78af76b87bcd8c5543"


class Adapter:
    """Changes by the name of the matrix, and further arrays that belong to what was learned."""

    def __init__(self, path: Path, sha256: str) -> None:
        """Load and check an adapter.

        :param path: the file
        :param sha256: what it must hash to
        :raises EncoderFault: when it is missing or is not the one that was measured
        """
        from safetensors.numpy import load

        try:
            data = path.read_bytes()
        except OSError as error:
            raise EncoderFault(f"The encoder's adapter cannot be read: {error.strerror}. Run: make setup") from error
        self.fingerprint = hashlib.sha256(data).hexdigest()
        if self.fingerprint != sha256:
            raise EncoderFault("The encoder's adapter is not the one that was measured (SHA-256 differs). Run: make setup")
        self._arrays = {name: array.astype(np.float32) for name, array in load(data).items()}

    def of(self, name: str) -> Array | None:
        """The change of one matrix.

        :param name: the matrix, such as `encoder.layer.0.attention.self.query`
        :return: as large as the matrix (outputs, inputs); None where it stays as it is
        """
        narrow = self._arrays.get(name + ".a")  # (rank, inputs)
        if narrow is None:
            return None
        change: Array = self._arrays[name + ".b"] @ narrow
        return change

    def array(self, name: str) -> Array:
        """A further array that was learned.

        :param name: its name in the file
        """
        return self._arrays[name]
