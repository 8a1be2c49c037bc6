"""What every request passes: an allow-list of addresses, a limit on bodies, security headers.

Plain ASGI, so that streams are never held back.
"""

from __future__ import annotations

import re

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.texts import texts

LARGEST_BODY = 64 * 1024  # bytes

# Gradio answers on some sixty routes (files, proxies, profiles, code editing ...). The page needs these.
_READ = re.compile(
    r"/|/healthz|/api/search|/favicon\.ico|/robots\.txt|/theme\.css|/(page|assets|static)/[\w./-]+|/gradio_api/(queue/data|heartbeat/\w+|startup-events|theme\.css)"
)
_WRITE = re.compile(r"/api/ask|/gradio_api/(queue/join|cancel|reset)")
_UPLOAD = re.compile(r"/gradio_api/upload\b.*")

_NOWHERE = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
_FEATURES = (
    "accelerometer",
    "camera",
    "clipboard-read",
    "display-capture",
    "geolocation",
    "gyroscope",
    "microphone",
    "payment",
    "usb",
    "browsing-topics",
)
_HEADERS = {
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
}
# How long a browser may keep what it got: Gradio's files change their names when they change, ours do not, answers never stay.
_KEEP = {"/assets/": "public, max-age=86400", "/static/": "public, max-age=86400", "/page/": "no-cache"}


class Gate:
    """Lets through only the addresses that the page and the programs need."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer an ASGI request."""
        if scope["type"] != "http" or _allowed(scope):
            await self.app(scope, receive, send)
            return
        status, code, name = (403, "no-uploads", "upload") if _UPLOAD.fullmatch(scope["path"]) else (404, "not-found", "missing")
        await problem(status, code, texts()["refused"][name])(scope, receive, send)


class BodyLimit:
    """Reads a body before anything else sees it, and refuses one that is too large."""

    def __init__(self, app: ASGIApp, largest: int = LARGEST_BODY) -> None:
        self.app = app
        self.largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer an ASGI request."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        body = await self._read(scope, receive)
        if body is None:
            await problem(413, "too-large", texts()["refused"]["too_large"])(scope, receive, send)
            return
        messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replay() -> Message:
            return messages.pop() if messages else await receive()

        await self.app(scope, replay, send)

    async def _read(self, scope: Scope, receive: Receive) -> bytes | None:
        told = dict(scope["headers"]).get(b"content-length", b"0")
        if told.isdigit() and int(told) > self.largest:
            return None
        body, more = b"", True
        while more:
            message = await receive()
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > self.largest:
                return None
        return body


class SecurityHeaders:
    """Sets the security headers of every response; a page that has a policy of its own keeps it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer an ASGI request."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = _with_security(message["headers"], scope["path"])
            await send(message)

        await self.app(scope, receive, send_safely if scope["type"] == "http" else send)


def problem(status: int, code: str, message: str) -> JSONResponse:
    """An error as every JSON route gives it."""
    return JSONResponse({"code": code, "message": message}, status)


def _allowed(scope: Scope) -> bool:
    pattern = _WRITE if scope["method"] == "POST" else _READ
    return scope["method"] in {"GET", "HEAD", "POST"} and ".." not in scope["path"] and bool(pattern.fullmatch(scope["path"]))


def _with_security(headers: list[tuple[bytes, bytes]], path: str) -> list[tuple[bytes, bytes]]:
    own = {name.lower() for name, _ in headers}
    added = _HEADERS | {"cache-control": next((value for start, value in _KEEP.items() if path.startswith(start)), "no-store")}
    if b"content-security-policy" not in own:
        added["content-security-policy"] = _NOWHERE
    kept = [(name, value) for name, value in headers if name.lower().decode("latin-1") not in {"server", *added}]
    return [*kept, *((name.encode(), value.encode()) for name, value in added.items())]
