"""`assistant corpus ...`: refuse a register with faults, compare it with the official texts, record who compared what."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from assistant.cli import corpus_verify
from assistant.cli.common import tell_faults
from assistant.settings import Settings

_OFFICIAL = "folder with copies of official texts; default: `official` under ASSISTANT_DATA"


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("corpus", help="check the register", description="Work on the register in corpus/.")
    actions = command.add_subparsers(title="actions", dest="action", required=True, metavar="ACTION")
    check = _action(actions, "check", check_all, "check every entry: form, sources, dates, names, references, official texts")
    check.add_argument("--release", action="store_true", help="refuse statements that no second reader has compared")
    prove = _action(actions, "prove", prove_entries, "compare statements with the official texts")
    prove.add_argument("entry", nargs="*", help="ids of entries; default: all")
    beside = _action(actions, "beside", show_beside, "show the official text of an entry beside its statements")
    beside.add_argument("entry", help="id of a provision")
    compared = _action(actions, "compared", record, "record that you compared statements of an entry with a text")
    compared.add_argument("entry", help="id of a provision")
    compared.add_argument("--text", required=True, help="id of the text, such as ukpga-2023-50, or research-notes where no text is held")
    compared.add_argument("--dated", required=True, type=date.fromisoformat, help="the date of that text")
    compared.add_argument("--only", nargs="+", default=[], help="ids of the statements; default: all that are not yet recorded")
    compared.add_argument("--but", nargs="+", default=[], help="ids of statements to leave out")
    corpus_verify.add_options(
        _action(actions, "verify", corpus_verify.run, "compare facts with official metadata: extent, start, instrument, standing, figures")
    )
    _action(actions, "counts", print_counts, "how much the register holds, as Markdown tables")


def _action(actions: Any, name: str, run: Callable[[argparse.Namespace], int], help_: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = actions.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".")
    parser.add_argument("--official", type=Path, default=Settings().official, help=_OFFICIAL)
    parser.set_defaults(run=run)
    return parser


def check_all(arguments: argparse.Namespace) -> int:
    """Run `corpus check`.

    :return: the exit code
    :raises RegisterError: with one line for each fault: file, line, entry, reason
    """
    from assistant.errors import RegisterError
    from assistant.proofs.run import library_of, other_faults, prove
    from assistant.register.check import check
    from assistant.register.faults import located
    from assistant.register.load import read_register

    settings = Settings()
    register = read_register(settings.corpus)
    library = library_of(register, arguments.official)
    proofs = prove(register, library)
    tell_faults(library)
    found = [*other_faults(register, settings.evaluation_sets, arguments.release), *(f for p in proofs for f in p.faults)]
    faults = check(register) + located(found, register)
    if faults:
        raise RegisterError(faults)
    entries = register.documents.values()
    print(
        f"The register is in order: {len(register.documents)} entries, {sum(len(e.statement) for e in entries):,} statements, "
        f"{sum(len(e.asked_as) for e in entries):,} lay questions, {len(register.pitfalls)} pitfalls, "
        f"{len(register.open_questions)} open questions, {len(register.examples):,} examples."
    )
    print("Compared with the official texts." if proofs else f"Not compared with official texts: there are none in {arguments.official}.")
    return 0


def prove_entries(arguments: argparse.Namespace) -> int:
    """Run `corpus prove`.

    :return: 0, or 3 when something was found
    """
    from assistant.errors import RegisterError
    from assistant.proofs.run import library_of, prove
    from assistant.register.faults import located
    from assistant.register.load import read_register

    register = read_register(Settings().corpus)
    library = library_of(register, arguments.official)
    if not library.files:
        print(f"There are no official texts in {arguments.official}. Give their folder with --official.")
        return 0
    only = {provision_of(register, i).id for i in arguments.entry} or None
    proofs = prove(register, library, only)
    tell_faults(library)
    for proof in proofs:
        print(f"{len(proof.faults):5} against: {proof.name}")
    faults = [f for p in proofs for f in p.faults]
    if faults:
        raise RegisterError(located(faults, register))
    return 0


def show_beside(arguments: argparse.Namespace) -> int:
    """Run `corpus beside`.

    :return: the exit code
    """
    from assistant.proofs.beside import beside
    from assistant.proofs.run import library_of
    from assistant.register.load import read_register

    register = read_register(Settings().corpus)
    print(beside(provision_of(register, arguments.entry), library_of(register, arguments.official)))
    return 0


def record(arguments: argparse.Namespace) -> int:
    """Run `corpus compared`: append the record to the entry's file.

    :return: the exit code
    """
    from assistant.errors import UnknownEntry
    from assistant.register.load import read_register
    from assistant.register.seals import comparison_block, comparisons

    register = read_register(Settings().corpus)
    provision = provision_of(register, arguments.entry)
    for name in (*arguments.only, *arguments.but):
        if name not in provision.statements:
            raise UnknownEntry(f"{provision.id}#{name}", list(provision.statements)[:5])
    held = comparisons(provision)
    names = [
        s.id
        for s in provision.statement
        if s.id not in arguments.but and (s.id in arguments.only or (not arguments.only and s.id not in held))
    ]
    if names:
        with register.origins[provision.id].open("a", encoding="utf-8") as file:
            file.write(comparison_block(provision, names, arguments.text, arguments.dated, date.today()))
    print(f"{provision.id}: {len(names)} statements recorded.")
    return 0


def print_counts(_: argparse.Namespace) -> int:
    """Run `corpus counts`.

    :return: the exit code
    """
    from assistant.proofs.counts import tables
    from assistant.register.load import read_register

    print(tables(read_register(Settings().corpus)))
    return 0


def provision_of(register: Any, given: str) -> Any:
    """The provision with an id.

    :raises UnknownEntry: when there is none
    """
    from assistant.errors import UnknownEntry

    found = next((p for p in register.provisions if p.id == given), None)
    if found is None:
        raise UnknownEntry(given, [p.id for p in register.provisions if p.id.casefold() == given.casefold()])
    return found
