"""`assistant changes`: what changed in the official texts, and which statements and answers rest on it."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli.common import print_json
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.official.library import Library
    from assistant.register.load import Register
    from assistant.watch.report import Report

UNDER_REVIEW = 1  # exit code


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser(
        "changes",
        help="what changed in the law since statements were compared with it",
        description="List the official words that have changed since statements were compared with them, old and new side by side, with the"
        " statements and questions that rest on them. Exits 1 when anything is under review, 0 when nothing is.",
    )
    command.add_argument("--text", metavar="ID", help="only this text, such as ukpga-2023-50")
    command.add_argument("--from", dest="old", metavar="DATE", help="compare the text as at this day (or `enacted`) with that at --to")
    command.add_argument("--to", dest="new", metavar="DATE", help="the later day; default: the newest version that is held")
    command.add_argument("--json", action="store_true", help="print one JSON object instead of text")
    command.add_argument("--html", type=Path, metavar="FILE", help="also write a page")
    command.add_argument("--no-questions", action="store_true", help="do not ask the public evaluation questions")
    command.add_argument("--official", type=Path, default=Settings().official, help="folder with official texts")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command.

    :return: 0 when nothing changed, 1 when something is under review or the two versions differ
    :raises AssistantError: when there is no register, a version is not held, or the page cannot be written
    """
    from assistant.errors import BadRequest
    from assistant.official.whole import write_whole
    from assistant.proofs.run import library_of
    from assistant.register.load import read_register
    from assistant.watch.page import as_html
    from assistant.watch.report import as_json
    from assistant.watch.terminal import as_text

    if (arguments.old or arguments.new) and not (arguments.text and arguments.old):
        raise BadRequest("To compare two versions, give --text and --from; without --to the newest version is taken.")
    register = read_register(Settings().corpus)
    library = library_of(register, arguments.official)
    report = _compared(register, library, arguments) if arguments.old else _watched(register, library, arguments)
    if arguments.html:
        write_whole(arguments.html, as_html(report).encode(), "The page")
    if arguments.json:
        print_json(as_json(report))
    else:
        print(as_text(report, shutil.get_terminal_size((100, 24)).columns))
    return UNDER_REVIEW if report.items else 0


def _watched(register: Register, library: Library, arguments: argparse.Namespace) -> Report:
    """What is under review."""
    from assistant.watch.report import Report, changes_of, items_of
    from assistant.watch.rests import lay_questions
    from assistant.watch.review import Watch

    changes = changes_of(Watch(register, library).under_review())
    wanted = {c: names for c, names in changes.items() if arguments.text in (None, c.text)}
    names = list(dict.fromkeys(name for row in wanted.values() for name in row))
    asked = bool(names) and not arguments.no_questions
    public, why = _public(names) if asked else ({}, None)
    notes = ([] if library.files else [f"There are no official texts in {arguments.official}."]) + ([why] if why else []) + library.faults
    items = items_of(wanted, lay_questions(register, names), public)
    return Report(items, asked and why is None, review=True, notes=tuple(notes))


def _public(names: list[str]) -> tuple[dict[str, list[str]], str | None]:
    """The public questions that would be answered with statements; or why they could not be asked."""
    from assistant.cli.common import open_assistant
    from assistant.errors import EncoderFault, IndexFault
    from assistant.watch.rests import public_rows

    sets = Settings().evaluation_sets
    if not sets.is_dir():
        return {}, f"The public questions were not asked: there are none in {sets}."
    try:
        return public_rows(open_assistant(), sets, names), None
    except (IndexFault, EncoderFault) as error:
        return {}, f"The public questions were not asked. {error}"


def _compared(register: Register, library: Library, arguments: argparse.Namespace) -> Report:
    """Two versions side by side."""
    from assistant.watch.between import changes_between, parsed, resting_on
    from assistant.watch.report import Report, items_of
    from assistant.watch.rests import lay_questions

    changes = changes_between(library, arguments.text, parsed(arguments.old), parsed(arguments.new) if arguments.new else None)
    resting = resting_on(register, library, changes)
    names = {c: resting[c.path] for c in changes}
    lay = lay_questions(register, [n for row in names.values() for n in row])
    return Report(items_of(names, lay, {}), asked=False, review=False, notes=tuple(library.faults))
