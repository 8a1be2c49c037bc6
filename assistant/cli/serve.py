"""`assistant serve`: the web chat."""

from __future__ import annotations

import argparse
from typing import Any

from assistant.settings import Settings


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser("serve", help="open the web chat", description="Serve the web chat on this machine.")
    command.add_argument("--host", default=None, help="address to listen on; default: 127.0.0.1, this machine only")
    command.add_argument("--port", type=int, default=None, help="port; default: 7860")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command until it is stopped.

    :return: the exit code
    :raises AssistantError: when the index cannot be used
    """
    from assistant.web.server import serve

    settings = Settings()
    serve(arguments.host or settings.host, arguments.port or settings.port)
    return 0
