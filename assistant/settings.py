"""What the operator can set, by environment variables. Every name here is explained in the README."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def _path(name: str, default: Path) -> Path:
    return Path(os.environ.get(name) or default)


@dataclass(frozen=True)
class Settings:
    """Where things are, and which encoder is used."""

    corpus: Path = field(default_factory=lambda: _path("ASSISTANT_CORPUS", PROJECT / "corpus"))
    index: Path = field(default_factory=lambda: _path("ASSISTANT_INDEX", PROJECT / "index"))
    data: Path = field(default_factory=lambda: _path("ASSISTANT_DATA", PROJECT / "data"))
    encoder: str = field(default_factory=lambda: os.environ.get("ASSISTANT_ENCODER") or "all-MiniLM-L6-v2")
    host: str = field(default_factory=lambda: os.environ.get("ASSISTANT_HOST") or "127.0.0.1")
    port: int = field(default_factory=lambda: int(os.environ.get("ASSISTANT_PORT") or 7860))

    contact: str = field(default_factory=lambda: os.environ.get("ASSISTANT_CONTACT") or "")

    @property
    def official(self) -> Path:
        """The folder with copies of official texts; it may be absent."""
        return self.data / "official"

    @property
    def documents(self) -> Path:
        """The folder of documents that were added; it may be absent."""
        return self.data / "documents"

    @property
    def evaluation_sets(self) -> Path:
        """The public evaluation questions, where the project is a whole checkout."""
        return self.corpus.parent / "evals" / "sets"
