"""Have a document read in a process of its own, with a limit on time and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

import assistant
from assistant.documents.blocks import Reading
from assistant.documents.formats import Format
from assistant.errors import DocumentFault

_PACKAGE = Path(assistant.__file__).resolve().parent.parent


@dataclass(frozen=True)
class Limits:
    """How much reading one document may cost."""

    seconds: int = 60
    megabytes: int = 1_500


def read_apart(data: bytes, format_: Format, name: str, limits: Limits | None = None) -> Reading:
    """Read a document in another process.

    :param data: its bytes
    :param format_: its format
    :param name: for messages
    :param limits: time and memory
    :raises DocumentFault: when it cannot be read, or not within the limits
    """
    limits = limits or Limits()
    command = _command(format_, name, limits)
    paths = os.pathsep.join([str(_PACKAGE), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=limits.seconds, env=environment, check=False)
    except subprocess.TimeoutExpired as error:
        raise DocumentFault(name, f"reading it takes more than {limits.seconds} seconds.") from error
    try:
        answer = json.loads(done.stdout)
        if "fault" in answer:
            raise DocumentFault(name, answer["fault"])
        return Reading.model_validate(answer["reading"])
    except (ValueError, KeyError, ValidationError) as error:
        raise DocumentFault(name, "it breaks the program that reads it: it is damaged, too large, or made to do harm.") from error


def _command(format_: Format, name: str, limits: Limits) -> list[str]:
    return [sys.executable, "-m", "assistant.documents.worker", format_, name, str(limits.megabytes), str(limits.seconds)]
