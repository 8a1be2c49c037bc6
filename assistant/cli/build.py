"""`assistant build`: make the index from the register."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from assistant.settings import Settings


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser(
        "build",
        help="build the index from the register",
        description="Build the index from the register and swap it in whole. What was there serves until then.",
    )
    command.add_argument("--if-needed", action="store_true", help="do nothing when the index is whole and fits the register")
    command.add_argument("--no-official", action="store_true", help="leave out the passages of official texts, also where they are held")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command.

    :return: the exit code
    :raises AssistantError: when the register has faults, another build runs, or the disk is full
    """
    settings = Settings()
    if arguments.if_needed and _fits(settings, not arguments.no_official):
        print("The index is up to date.")
        return 0
    return build_now(settings, not arguments.no_official)


def build_now(settings: Settings, passages: bool = True) -> int:
    """Build the index, with a bar that shows how far it is.

    :param settings: where everything lies
    :param passages: whether the index gets the passages of the official texts
    :return: the exit code
    :raises AssistantError: when the register has faults, another build runs, or the disk is full
    """
    from tqdm import tqdm

    from assistant.encode import open_encoder
    from assistant.index.build import build

    encoder = open_encoder(settings.encoder)
    with tqdm(desc="Building the index", unit=" texts", file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done)

        texts = (settings.official, passages, settings.documents)
        built = build(settings.corpus, settings.index, encoder, progress, *texts)
    counts = ", ".join(f"{n:,} {name.replace('_', ' ')}" for name, n in built.manifest.counts.items())
    print(f"The index is ready: {counts}.")
    return 0


def _fits(settings: Settings, passages: bool) -> bool:
    """Whether the current index is whole, of this encoder, and made from register, official texts and added documents as they are now."""
    import hashlib

    from assistant.encode import open_encoder
    from assistant.errors import IndexFault
    from assistant.index.folder import current_build
    from assistant.index.manifest import check_files, read_manifest
    from assistant.index.official import fingerprint_of
    from assistant.index.reviews import read_reviews, reviews_of
    from assistant.register.load import dump_register, read_register

    folder = current_build(settings.index)
    if folder is None:
        return False
    try:
        manifest = read_manifest(folder)
        check_files(folder, manifest)
    except IndexFault:
        return False
    if manifest.encoder_fingerprint != open_encoder(settings.encoder).fingerprint:
        return False
    register = read_register(settings.corpus)
    if hashlib.sha256(dump_register(register)).hexdigest() != manifest.register_sha256:
        return False
    if fingerprint_of(register, settings.official if passages else None, settings.documents) != manifest.official_sha256:
        return False
    return read_reviews(folder) == reviews_of(register, settings.official)
