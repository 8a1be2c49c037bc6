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
    encoder: str = field(default_factory=lambda: os.environ.get("ASSISTANT_ENCODER") or "all-MiniLM-L6-v2")
    host: str = field(default_factory=lambda: os.environ.get("ASSISTANT_HOST") or "127.0.0.1")
    port: int = field(default_factory=lambda: int(os.environ.get("ASSISTANT_PORT") or 7860))
