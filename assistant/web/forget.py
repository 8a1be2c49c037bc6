"""Forget what was asked as soon as it is answered.

Gradio keeps the last values of each visit in memory, for an hour or until ten thousand other visits push it out.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Receive, Scope, Send

_STREAM = "/gradio_api/queue/data"


class Forget:
    """Drops Gradio's memory of a visit as soon as the stream that carried its answer has ended."""

    def __init__(self, app: ASGIApp, visits: MutableMapping[str, Any]) -> None:
        self.app = app
        self.visits = visits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer an ASGI request."""
        try:
            await self.app(scope, receive, send)
        finally:
            if scope["type"] == "http" and scope["path"] == _STREAM:
                for visit in parse_qs(scope["query_string"].decode("latin-1")).get("session_hash", []):
                    self.visits.pop(visit, None)
