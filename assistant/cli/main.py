"""The command line: one parser, one file for each command.

Exit codes: 0 done; 1 unexpected fault, or for `changes` something under review; 2 the question or the command cannot be used;
3 faults in the register; 4 the index is missing or damaged; 5 another build or sync is running; 6 the disk is full or cannot
be written; 7 an official text cannot be read; 8 something could not be fetched; 9 a document was refused; 130 stopped.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from assistant.cli import add, ask, build, changes, corpus, documents, search, serve, show, sync
from assistant.errors import AssistantError

_ABOUT = """Tells what UK law says about intimate images, deepfakes and online safety, for a place and a date.
This is information, not legal advice."""
_COMMANDS = (ask, search, show, build, corpus, sync, changes, add, documents, serve)
_CODES = """exit codes:
  0 done    1 for changes: something is under review    2 the question or command cannot be used    3 faults in the register
  4 index missing or damaged    5 another build or sync is running    6 disk full or not writable
  7 an official text cannot be read    8 something could not be fetched
  9 a document was refused"""


def parser() -> argparse.ArgumentParser:
    """The parser with all commands."""
    top = argparse.ArgumentParser("assistant", description=_ABOUT, epilog=_CODES, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = top.add_subparsers(title="commands", dest="command", required=True, metavar="COMMAND")
    for module in _COMMANDS:
        module.add(commands)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command.

    :param argv: arguments; default: those of the process
    :return: the exit code
    """
    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except AssistantError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has gone: `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
