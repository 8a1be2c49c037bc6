"""The one place where an unexpected fault is caught: the reader gets calm words, the log gets its type and nothing that was asked."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from assistant.errors import AssistantError, QuestionError
from assistant.web.texts import texts

log = logging.getLogger("assistant.web")
T = TypeVar("T")


@dataclass(frozen=True)
class Problem:
    """What the reader is told instead of an answer."""

    code: str
    message: str
    status: int  # for HTTP


def guarded(call: Callable[[], T]) -> T | Problem:
    """Call the assistant, and turn every error into words for the reader.

    :param call: what to do
    :return: what it returns, or the problem
    """
    try:
        return call()
    except QuestionError as error:
        return Problem(error.code, str(error), 422)
    except AssistantError as error:
        log.error("The assistant could not answer: %s", error.code)
        return Problem(error.code, str(error), 503)
    except Exception as error:  # the web's catch-all: a fault of ours never shows its text, which may hold the question
        log.error("Unexpected fault: %s at line %s of %s", *_where(error))
        return Problem("fault", texts()["answer"]["generic_error"], 500)


def _where(error: Exception) -> tuple[str, int, str]:
    """The type of an error and the place that raised it, without its message."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__, 0, "?"
    return type(error).__name__, trace.tb_lineno, trace.tb_frame.f_code.co_filename
