"""The page around Gradio: title, leave button and footer, which are there before any script runs; and its security policy.

Gradio's own document names other hosts, is marked as plain English, and starts with nothing on it. This rewrites it.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from datetime import date

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.assistant import Assistant
from assistant.path.step0_receive import WEB_LIMIT
from assistant.web.html import render
from assistant.web.texts import texts

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
_FOREIGN = (
    re.compile(r"<meta\s+(?:property=\"og:|name=\"twitter:)[^>]*>"),  # for social networks: names other hosts
    re.compile(r"<link rel=\"manifest\"[^>]*>"),  # not to be installed on a phone that others see
    re.compile(r"<script>(?:(?!</script>).)*iframeResizer(?:(?!</script>).)*</script>", re.DOTALL),  # never framed
)


class Page:
    """Serves Gradio's document as ours."""

    def __init__(self, app: ASGIApp, assistant: Assistant) -> None:
        service = assistant.register.services_by_id.get(texts()["page"]["no_script_service"])
        checked = date.fromisoformat(assistant.manifest.register_date)
        self.app = app
        self.head = render("head.html")
        self.top = render("top.html", limit=WEB_LIMIT)
        self.end = render("end.html", checked=checked, service=service)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer an ASGI request."""
        if scope["type"] != "http" or scope["path"] != "/":
            await self.app(scope, receive, send)
            return
        plain = {**scope, "query_string": b"", "headers": [h for h in scope["headers"] if h[0].lower() != b"accept-encoding"]}
        held: list[Message] = []

        async def hold(message: Message) -> None:
            if message["type"] not in {"http.response.start", "http.response.body"}:
                await send(message)
                return
            held.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                for ready in self._rewritten(held):
                    await send(ready)

        await self.app(plain, receive, hold)

    def _rewritten(self, held: list[Message]) -> list[Message]:
        start = held[0]
        html = b"".join(m.get("body", b"") for m in held[1:]).decode()
        if start["status"] != 200 or not html:
            return held
        page = self.rewrite(html)
        headers = [h for h in start["headers"] if h[0].lower() not in {b"content-length", b"content-security-policy"}]
        headers += [(b"content-length", str(len(page.encode())).encode()), (b"content-security-policy", policy_of(page).encode())]
        return [{**start, "headers": headers}, {"type": "http.response.body", "body": page.encode()}]

    def rewrite(self, html: str) -> str:
        """Gradio's document with our head, top and end, and without what is foreign.

        :param html: as Gradio serves it
        """
        for foreign in _FOREIGN:
            html = foreign.sub("", html)
        html = html.replace('lang="en"', 'lang="en-GB"', 1)
        html = html.replace("</head>", f"{self.head}</head>", 1)
        html = re.sub(r"(<body\b[^>]*>)", lambda found: found[1] + self.top, html, count=1)
        return html.replace("</gradio-app>", f"</gradio-app>{self.end}", 1)


def policy_of(page: str) -> str:
    """The Content-Security-Policy of the page: own files, and the inline scripts that it has now, by their hash.

    Gradio sets styles from scripts, so inline styles must be allowed; inline scripts and eval are not.
    """
    hashes = " ".join(f"'sha256-{b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in _INLINE_SCRIPT.findall(page))
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-src 'none'",
            "frame-ancestors 'none'",
        )
    )
