"""`assistant corpus check`: refuse a register with faults, and say where and why."""

from __future__ import annotations

import argparse
from typing import Any

from assistant.settings import Settings


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("corpus", help="check the register", description="Work on the register in corpus/.")
    actions = command.add_subparsers(title="actions", dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="check every entry: form, sources, dates, names, references")
    check.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Run `corpus check`.

    :return: the exit code
    :raises RegisterError: with one line for each fault
    """
    from assistant.errors import RegisterError
    from assistant.register.check import check
    from assistant.register.load import read_register

    register = read_register(Settings().corpus)
    faults = check(register)
    if faults:
        raise RegisterError(faults)
    entries = register.documents.values()
    print(
        f"The register is in order: {len(register.documents)} entries, {sum(len(e.statement) for e in entries):,} statements, "
        f"{sum(len(e.asked_as) for e in entries):,} lay questions, {len(register.pitfalls)} pitfalls, "
        f"{len(register.open_questions)} open questions, {len(register.examples):,} examples."
    )
    return 0
