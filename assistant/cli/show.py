"""`assistant show`: everything that the register holds on one entry, with links."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from assistant.cli.common import print_json


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser(
        "show", help="show an entry of the register", description="Show everything that the register holds on one entry."
    )
    command.add_argument(
        "entry", help="the entry's id, such as soa-2003-s66F, a citation such as 's.66F', or the id of a document that you added"
    )
    command.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command.

    :return: the exit code
    :raises AssistantError: when there is no such entry, or no register
    """
    from assistant.cli.document_text import show_document
    from assistant.cli.text import entry_text
    from assistant.register.load import as_json
    from assistant.register.lookup import find_entries

    if show_document(arguments.entry, arguments.json):
        return 0
    register = _register()
    reviews = _reviews()
    for number, entry in enumerate(find_entries(register, arguments.entry)):
        if arguments.json:
            print_json(as_json(entry) | _under_review(entry, reviews))
        else:
            print(("\n" if number else "") + entry_text(register, entry, reviews))
    return 0


def _reviews() -> dict[str, date]:
    """The statements under review when the current index was built; none where there is no index."""
    from assistant.index.folder import current_build
    from assistant.index.reviews import read_reviews
    from assistant.settings import Settings

    build = current_build(Settings().index)
    return read_reviews(build) if build else {}


def _under_review(entry: Any, reviews: dict[str, date]) -> dict[str, Any]:
    """One more key for an entry with statements under review: statement -> the day on which its official words changed."""
    found = {reference.partition("#")[2]: str(day) for reference, day in reviews.items() if reference.partition("#")[0] == entry.id}
    return {"under_review": found} if found else {}


def _register() -> Any:
    """The register of the current index where there is one (it is faster to read), else of the corpus."""
    from assistant.index.folder import current_build
    from assistant.register.load import load_register, read_register
    from assistant.settings import Settings

    settings = Settings()
    build = current_build(settings.index)
    if build is not None:
        try:
            return load_register(build / "register.json")
        except (OSError, ValueError):
            pass
    return read_register(settings.corpus)
