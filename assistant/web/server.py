"""Put the faces together and serve them."""

from __future__ import annotations

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from assistant.assistant import Assistant
from assistant.web.api import add_api
from assistant.web.forget import Forget
from assistant.web.guards import BodyLimit, Gate, SecurityHeaders
from assistant.web.layout import build_blocks, theme
from assistant.web.page import Page
from assistant.web.texts import FOLDER


def create_app(assistant: Assistant) -> FastAPI:
    """The web app: page, look-up, JSON routes.

    :param assistant: who answers
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    add_api(app, assistant)
    blocks = build_blocks(assistant)
    app.mount("/page", StaticFiles(directory=FOLDER / "static"))
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        theme=theme(),
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=1,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        favicon_path=str(FOLDER / "static" / "favicon.svg"),
    )
    app.add_middleware(Forget, visits=blocks.state_holder.session_data)
    app.add_middleware(Page, assistant=assistant)  # the last one added is the first to see a request
    app.add_middleware(BodyLimit)
    app.add_middleware(Gate)
    app.add_middleware(SecurityHeaders)
    return app


def serve(host: str, port: int) -> None:
    """Open the index and serve until stopped. Requests are not logged: an address may hold a question.

    :param host: address to listen on
    :param port: port
    :raises AssistantError: when the index cannot be used
    """
    app = create_app(Assistant.open())
    print(f"Open http://{host}:{port} in a browser. Stop with Ctrl-C.", flush=True)
    uvicorn.run(app, host=host, port=port, access_log=False, log_level="warning", server_header=False, timeout_graceful_shutdown=5)
