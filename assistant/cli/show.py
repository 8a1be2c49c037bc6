"""`assistant show`: everything that the register holds on one entry, with links."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant.cli.common import print_json

if TYPE_CHECKING:
    from pydantic import BaseModel

    from assistant.compose.quoting import QuoteDesk
    from assistant.register.load import Register


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser(
        "show", help="show an entry of the register", description="Show everything that the register holds on one entry."
    )
    command.add_argument(
        "entry", help="the entry's id, such as soa-2003-s66F, a citation such as 's.66F', or the id of a document that you added"
    )
    command.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    command.add_argument("--quotes", action="store_true", help="print the exact words of the law, where official texts are in the index")
    command.add_argument("--as-of", metavar="DATE", help="official texts as they stood on this day; default: today")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command.

    :return: the exit code
    :raises AssistantError: when there is no such entry, or no register
    """
    from assistant.cli.document_text import show_document
    from assistant.path.step0_receive import parse_date
    from assistant.register.lookup import find_entries

    day = parse_date(arguments.as_of)
    if show_document(arguments.entry, arguments.json):
        return 0
    register = _register()
    reviews = _reviews()
    entries = find_entries(register, arguments.entry)
    desk = None if arguments.json and not arguments.quotes else _desk()
    for number, entry in enumerate(entries):
        if number and not arguments.json:
            print()
        _show(register, entry, reviews, desk, day, arguments)
    if desk and desk.dropped:
        print(register.phrases["words_dropped"].format(count=desk.dropped), file=sys.stderr)
    return 0


def _show(
    register: Register, entry: BaseModel, reviews: dict[str, date], desk: QuoteDesk | None, day: date, arguments: argparse.Namespace
) -> None:
    from assistant.cli.quotes import Printer, short_lines
    from assistant.cli.text import entry_text
    from assistant.compose.quoting import row_of
    from assistant.register.load import as_json
    from assistant.register.schema import Document

    document = entry if desk and isinstance(entry, Document) else None
    if arguments.json:
        row = as_json(entry) | _under_review(entry, reviews)
        if document and desk:
            row["quotes"] = {s.id: [row_of(q) for q in desk.of(document, [s], day)] for s in document.statement}
        print_json(row)
    elif document and desk and arguments.quotes:
        print(entry_text(register, entry, reviews, lambda s: Printer(register.phrases).lines(desk, document, [s], day)))
    else:
        print(entry_text(register, entry, reviews))
        if document and desk:
            print("\n".join(short_lines(desk.of(document, document.statement, day), register.phrases)))


def _desk() -> QuoteDesk | None:
    """The official words of the current index, after their files are proved; None where there is no index of this version.

    :raises IndexFault: when the files are damaged
    """
    from assistant.compose.quoting import QuoteDesk
    from assistant.errors import IndexFault
    from assistant.index.folder import current_build
    from assistant.index.held import FILES, open_official
    from assistant.index.manifest import check_files, read_manifest
    from assistant.settings import Settings

    build = current_build(Settings().index)
    if build is None:
        return None
    try:
        manifest = read_manifest(build)
    except IndexFault:
        return None
    check_files(build, manifest, FILES)
    return QuoteDesk(*open_official(build, manifest))


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


def _register() -> Register:
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
