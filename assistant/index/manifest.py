"""The manifest of a build: what is in it, what made it, and the hash of every file."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import IndexFault

FORMAT = 2
NAME = "manifest.json"


class Manifest(BaseModel):
    """Written last, read first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int
    built: str  # ISO date and time, UTC
    register_sha256: str
    official_sha256: str  # of the official texts that it was built with; "" without any
    register_date: str  # the newest `checked` date in the register, ISO
    encoder: str
    encoder_fingerprint: str
    dimension: int
    versions: dict[str, str]
    counts: dict[str, int]
    probes: dict[str, str]  # text -> row that must be its own nearest neighbour
    files: dict[str, str]  # relative path -> SHA-256


def hash_files(build: Path) -> dict[str, str]:
    """SHA-256 of every file in a build except the manifest.

    :param build: folder of the build
    :return: relative path with forward slashes -> hex digest
    """
    files = sorted(p for p in build.rglob("*") if p.is_file() and p.name != NAME)
    return {p.relative_to(build).as_posix(): _sha256(p) for p in files}


def read_manifest(build: Path) -> Manifest:
    """Read a build's manifest.

    :raises IndexFault: when it is missing, unreadable, or of another format
    """
    try:
        manifest = Manifest.model_validate_json((build / NAME).read_bytes())
    except OSError as error:
        raise IndexFault("its manifest is missing.") from error
    except ValidationError as error:
        raise IndexFault("its manifest is damaged or was made by another version.") from error
    if manifest.format != FORMAT:
        raise IndexFault(f"it was made by another version (format {manifest.format}, this is {FORMAT}).")
    return manifest


def check_files(build: Path, manifest: Manifest, only: frozenset[str] | None = None) -> None:
    """Prove that every file is there and unchanged.

    :param build: folder of the build
    :param manifest: its manifest
    :param only: names of the files to look at; None: all
    :raises IndexFault: with the name of the first file that is missing, changed or too many
    """
    found = hash_files(build) if only is None else {name: _sha256(build / name) for name in only if (build / name).is_file()}
    for name, digest in manifest.files.items():
        if only is not None and name not in only:
            continue
        if name not in found:
            raise IndexFault(f"the file {name} is missing.")
        if found[name] != digest:
            raise IndexFault(f"the file {name} has changed since it was built.")
    extra = sorted(found.keys() - manifest.files.keys())
    if extra:
        raise IndexFault(f"the file {extra[0]} does not belong to it.")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
