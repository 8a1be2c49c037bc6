"""`assistant documents`: list the documents that were added, and take one away."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from assistant.cli.common import print_json
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.official.store import Stored


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser(
        "documents", help="list or remove the documents that you added", description="List the documents that were added, or remove one."
    )
    command.add_argument("--json", action="store_true", help="print one JSON object a document")
    command.set_defaults(run=run)
    parts = command.add_subparsers(title="commands", metavar="COMMAND")
    remove = parts.add_parser("remove", help="take a document away", description="Take a document away.")
    remove.add_argument("id", help="as the list shows it")
    remove.set_defaults(run=run_remove)


def run(arguments: argparse.Namespace) -> int:
    """Print the list.

    :return: the exit code
    """
    from assistant.documents.shelf import Shelf

    shelf = Shelf(Settings().documents)
    records = shelf.records()
    for record in records:
        if arguments.json:
            print_json(as_row(record))
        else:
            print("\n".join(_lines(record)))
    for fault in shelf.faults:
        print(fault, file=sys.stderr)
    if not records and not arguments.json:
        print("No documents were added.")
    return 0


def run_remove(arguments: argparse.Namespace) -> int:
    """Take a document away.

    :return: the exit code
    :raises AssistantError: when there is none of this id, or the folder cannot be written
    """
    from assistant.documents.shelf import Shelf

    Shelf(Settings().documents).remove(arguments.id)
    print(f"Removed {arguments.id}. The next assistant build takes it out of the index.")
    return 0


def as_row(record: Stored) -> dict[str, Any]:
    """A document as JSON data."""
    return {
        "id": record.text,
        "kind": record.kind,
        "title": record.title,
        "publisher": record.publisher,
        "dated": record.dated and record.dated.isoformat(),
        "licence": record.licence,
        "from": record.address or record.asked,
        "added": record.fetched.isoformat(),
        "notes": list(record.remarks),
    }


def _lines(record: Stored) -> list[str]:
    publisher = f", {record.publisher}" if record.publisher else ""
    rows = [f"{record.text}  [{record.kind}]  {record.dated or 'without a date'}", f"    {record.title}{publisher}"]
    return [*rows, *(f"    Note: {remark}" for remark in record.remarks)]
