"""The process that reads one document: `python -m assistant.documents.worker FORMAT NAME MEGABYTES SECONDS`, bytes in, one JSON object out.

It may be killed at any time, and whatever a broken document does to a reading library ends with it.
"""

from __future__ import annotations

import json
import logging
import sys
import warnings
from typing import cast

from assistant.documents.formats import Format
from assistant.errors import DocumentFault

_MEGABYTE = 1024 * 1024


def main() -> int:
    """Read the document from standard input, and write what was read, or why it was not."""
    format_, name, megabytes, seconds = sys.argv[1:5]
    _limit(int(megabytes), int(seconds))
    logging.disable(logging.CRITICAL)  # what the libraries grumble about is not for the reader
    warnings.simplefilter("ignore")
    data = sys.stdin.buffer.read()
    from assistant.documents.reading import read

    answer: dict[str, object]
    try:
        answer = {"reading": read(data, cast("Format", format_), name).model_dump(mode="json", exclude_defaults=True)}
    except DocumentFault as fault:
        answer = {"fault": fault.why}
    except (MemoryError, RecursionError):
        answer = {"fault": "it takes too much memory to read."}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    return 0


def _limit(megabytes: int, seconds: int) -> None:
    """Bind this process, where the system can: memory, time of the processor, and no file written."""
    try:
        import resource
    except ImportError:  # not on Windows: there only the clock of the parent counts
        return
    for what, most in ((resource.RLIMIT_AS, megabytes * _MEGABYTE), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_FSIZE, 0)):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    sys.exit(main())
