"""What UK law says about intimate images, deepfakes and online safety, for a place and a date, with sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError
from assistant.records import Answer, Question, Turn

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.index.retriever import RegisterRetriever

__all__ = ["Answer", "Assistant", "AssistantError", "Question", "RegisterRetriever", "Turn"]


def __getattr__(name: str) -> Any:
    """Import the heavy names when they are first used."""
    if name == "Assistant":
        from assistant.assistant import Assistant

        return Assistant
    if name == "RegisterRetriever":
        from assistant.index.retriever import RegisterRetriever

        return RegisterRetriever
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
