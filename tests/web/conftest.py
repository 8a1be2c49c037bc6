"""The web app over the real assistant: a client without a browser, and headless Chromium where there is one."""

from __future__ import annotations

import asyncio
import shutil
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.web.server import create_app

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def app_over(assistant) -> FastAPI:
    """The app, built inside an event loop: without one, Gradio opens several of its own and leaves them open.

    In a thread of its own, because Playwright already runs a loop in this one.
    """

    async def build() -> FastAPI:
        return create_app(assistant)

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: asyncio.run(build())).result()


@pytest.fixture(scope="session")
def web_app(assistant) -> FastAPI:
    return app_over(assistant)


@pytest.fixture(scope="session")
def client(web_app) -> Iterator[TestClient]:
    with TestClient(web_app) as client:
        yield client


@dataclass
class Site:
    """A running server."""

    url: str
    app: FastAPI


@pytest.fixture(scope="session")
def site(assistant) -> Iterator[Site]:
    """The app on a free port, in a thread."""
    app = app_over(assistant)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, access_log=False, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Site(f"http://127.0.0.1:{port}/", app)
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: install chromium, chromium-browser or google-chrome")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Visit:
    """A visit to the page, with everything that the browser asked for and complained of."""

    page: object
    url: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def ask(self, question: str) -> None:
        """Ask with the keyboard and wait until the whole answer, or the problem, stands there."""
        before = self.turn()
        self.page.fill("#question textarea", question)
        self.page.press("#question textarea", "Enter")
        self.wait_after(before)

    def turn(self) -> str:
        """The id of the latest turn."""
        return self.page.evaluate("document.querySelector('#latest article')?.dataset.turn ?? ''")

    def wait_after(self, turn: str) -> None:
        """Wait for the whole answer of a later turn."""
        self.page.wait_for_selector(f"#latest article[data-done]:not([data-turn='{turn}'])")

    def until(self, condition: str) -> None:
        """Wait for a condition of the page; asked again and again from here, because the page's policy forbids eval."""
        deadline = time.monotonic() + 15
        while not self.page.evaluate(condition):
            assert time.monotonic() < deadline, f"never came true: {condition}"
            time.sleep(0.05)

    def said(self) -> str:
        """The latest answer."""
        return self.page.inner_text("#latest article")

    def look_up(self, query: str) -> None:
        """Open the second tab and search."""
        self.page.click("role=tab[name='Look up']")
        self.page.fill("#query :is(input, textarea)", query)
        self.page.click("#search")
        self.page.wait_for_selector("#results .result")


@pytest.fixture
def visit(request, browser, site) -> Iterator[Visit]:
    """The page, open and ready; `parametrize` it indirectly with context options such as a viewport."""
    context = browser.new_context(**getattr(request, "param", {}))
    context.set_default_timeout(20_000)
    page = context.new_page()
    visit = Visit(page, site.url)
    page.on("request", lambda request: visit.asked.append(request.url))
    page.on("console", lambda message: visit.complaints.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    page.goto(site.url)
    page.wait_for_selector("#question textarea")
    page.wait_for_selector(".loading", state="detached")  # Gradio's own sign that it loads fades after the page is there
    yield visit
    context.close()
