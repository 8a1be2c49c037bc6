"""`assistant sync`: fetch the official texts that `corpus/sources/` lists into the data folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.settings import Settings

if TYPE_CHECKING:
    import httpx

    from assistant.register.load import Register
    from assistant.sync.plan import Target
    from assistant.sync.run import Report

_ABOUT = """Fetch the Acts, instruments and pages that corpus/sources/ lists into the folder that ASSISTANT_DATA names. Only https and
only listed hosts are asked, one request a second. Whatever goes wrong, what was stored before serves on; a run that broke
off goes on where it stopped."""
_COUNTS = ("new", "unchanged", "fresh", "absent", "failed", "not asked")


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("sync", help="fetch the official texts", description=_ABOUT)
    command.add_argument("only", nargs="*", metavar="ID", help="ids of texts and pages, such as ukpga-2003-42; default: all")
    command.add_argument("--from", dest="folder", type=Path, help="take the files of this folder instead of asking the network")
    command.add_argument("--all", action="store_true", help="with --from: take also what corpus/sources/ does not list")
    command.add_argument("--again", action="store_true", help="ask also for what was asked for in the last 20 hours")
    command.add_argument(
        "--every", type=float, default=1.0, metavar="SECONDS", help="least time between two requests; default and least: 1"
    )
    command.add_argument("--list", action="store_true", help="print what would be asked for, and ask for nothing")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command.

    :return: 0, or 8 when something could not be fetched
    :raises AssistantError: when the register, the arguments or the data folder cannot be used, or another sync runs
    """
    from assistant.register.load import read_register
    from assistant.sync.plan import plan

    settings = Settings()
    register = read_register(settings.corpus)
    targets = plan(register, arguments.only)
    if arguments.folder:
        return _replayed(arguments, settings, register, targets)
    if arguments.list:
        return _listed(targets)
    from assistant.sync.transport import PinnedTransport

    if not settings.contact:
        print("Set ASSISTANT_CONTACT to an address where the publishers can reach you.", file=sys.stderr)
    return _told(_fetched(arguments, settings, register, targets, PinnedTransport()))


def _replayed(arguments: argparse.Namespace, settings: Settings, register: Register, planned: list[Target]) -> int:
    from assistant.errors import BadRequest
    from assistant.sync.replay import FolderTransport, look_through, matched

    if not arguments.folder.is_dir():
        raise BadRequest(f"There is no folder {arguments.folder}.")
    found = look_through(arguments.folder, register)
    files, lacking = matched(found, planned, arguments.all and not arguments.only)
    if arguments.only:
        files = [f for f in files if f.target.text in arguments.only]
    targets = [f.target for f in files]
    if arguments.list:
        return _listed(targets)
    report = _fetched(arguments, settings, register, targets, FolderTransport(files))
    report.notes.append(f"{lacking} of {len(planned)} listed addresses have no file in {arguments.folder}.")
    return _told(report)


def _fetched(
    arguments: argparse.Namespace, settings: Settings, register: Register, targets: list[Target], transport: httpx.BaseTransport
) -> Report:
    from tqdm import tqdm

    from assistant.official.library import STORE
    from assistant.official.store import Store
    from assistant.sync.addresses import Allowed
    from assistant.sync.client import Client, Manners
    from assistant.sync.run import Run

    allowed = Allowed(register.hosts)
    store = Store(settings.official / STORE)
    every = None if arguments.folder else max(1.0, arguments.every)
    client = Client(allowed, transport, Manners(contact=settings.contact, every_seconds=every))
    with store.writing(), tqdm(desc="Fetching", unit=" texts", total=len(targets), file=sys.stderr) as bar:
        try:
            sync = Run(store, client, lambda address: allowed.host(address).licence)
            return sync.fetch(targets, arguments.again, _progress(bar))
        finally:
            client.close()


def _progress(bar: Any) -> Callable[[Target], None]:
    def step(target: Target) -> None:
        bar.total = max(bar.total or 0, bar.n + 1)  # pages of a feed come on top
        bar.set_postfix_str(target.text, refresh=False)
        bar.update(1)

    return step


def _listed(targets: list[Target]) -> int:
    for target in targets:
        print(f"{target.text:40} {target.part:10} {target.asked}")
    print(f"{len(targets)} addresses.")
    return 0


def _told(report: Report) -> int:
    for line in (*report.notes, *report.faults):
        print(line, file=sys.stderr)
    print(", ".join(f"{report.counts[name]} {name}" for name in _COUNTS) + ".")
    return report.exit_code
