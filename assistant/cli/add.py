"""`assistant add`: add a document of your own: a news article, guidance, an explanation."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any, get_args

from assistant.register.sources import Kind
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.documents.adding import Taken
    from assistant.register.load import Register

_KINDS = [kind for kind in get_args(Kind) if kind != "law"]
_ABOUT = """Add a document (txt, md, html, pdf, docx, xml) from a file, or from an address on a host that corpus/sources/ lists, to the data
folder that ASSISTANT_DATA names. Its words are kept, and nothing else of it. It is cited as what it is, never as law, and changes
no verdict."""


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("add", help="add a document of your own", description=_ABOUT)
    command.add_argument("document", metavar="PATH_OR_URL", help="the file, or its https address")
    command.add_argument("--kind", required=True, choices=_KINDS, help="news, official guidance, or an explanation of your own")
    command.add_argument("--title", help="default: what the document says")
    command.add_argument("--date", metavar="DATE", help="the day on which it was published, such as 2026-01-12; default: without a date")
    command.add_argument("--id", help="how it is called here; default: made from the title")
    command.add_argument("--publisher", help="who published it")
    command.add_argument("--licence", help="on which terms it may be used; default: that of the host, or not stated")
    command.add_argument("--build", action="store_true", help="also build the index, so that the document is found at once")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command.

    :return: the exit code
    :raises AssistantError: when the document is refused, or the data folder cannot be used
    """
    from assistant.documents.adding import add_document
    from assistant.documents.details import Given
    from assistant.documents.shelf import Shelf
    from assistant.register.load import read_register

    settings = Settings()
    register = read_register(settings.corpus)
    taken, licence = _taken(arguments.document, register, settings)
    fields = (arguments.kind, arguments.title, arguments.date, arguments.id, arguments.publisher, arguments.licence or licence)
    added = add_document(taken, Given(*fields), Shelf(settings.documents), register)
    record = added.record
    if not added.new:
        print(f"This document is here already, as {record.text} (added {record.fetched.date()}). Nothing was stored.")
        return 0
    for remark in record.remarks:
        print(f"Note: {remark}", file=sys.stderr)
    print(f"Added {record.text}: {record.title} ({record.kind}, {record.dated or 'without a date'}).")
    if arguments.build:
        from assistant.cli.build import build_now

        return build_now(settings)
    print(f"assistant show {record.text} shows it. The next assistant build puts it into the index (--build does so at once).")
    return 0


def _taken(given: str, register: Register, settings: Settings) -> tuple[Taken, str | None]:
    """The document, and the licence of its host where it was fetched."""
    from assistant.documents.adding import Taken
    from assistant.documents.fetching import fetched, is_address
    from assistant.documents.file import take

    if not is_address(given):
        return Taken(*take(given)), None
    from assistant.sync.client import Manners
    from assistant.sync.transport import PinnedTransport

    return fetched(given, register, PinnedTransport(), Manners(contact=settings.contact))
