"""A publisher on this machine, reached through the same rules as the real ones: only the last step, the connection, goes to 127.0.0.1."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx

from assistant.official.library import STORE, Library
from assistant.official.references import Reference
from assistant.official.store import Store
from assistant.register.sources import Host, TextSource
from assistant.sync.addresses import Allowed
from assistant.sync.client import Client, Manners
from assistant.sync.plan import Target, of_text
from assistant.sync.run import Report, Run
from assistant.sync.transport import PinnedTransport

LAW = "www.legislation.gov.uk"
ACT = TextSource(id="ukpga-2023-1", act="Tea Act 2023", address=f"https://{LAW}/ukpga/2023/1")
PUBLIC = "93.184.216.34"  # any address on the public internet; nothing is sent there
HOSTS = [
    Host(host=LAW, licence="Open Government Licence v3.0", most_bytes=200_000),
    Host(host="www.gov.uk", licence="Open Government Licence v3.0"),
    Host(host="www.ofcom.org.uk", licence="Copyright Ofcom"),
]
CLML = """<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation" DocumentURI="http://www.legislation.gov.uk/{uri}"
 IdURI="http://www.legislation.gov.uk/id/{uri}"{dates}><Primary><Body>
 <P1group><Title>The pot</Title><P1 id="section-1"><Pnumber>1</Pnumber><P1para><Text>{words}</Text></P1para></P1></P1group>
</Body></Primary></Legislation>"""


def act(words="Warm the pot.", dated="2024-01-01", uri="ukpga/2023/1") -> bytes:
    dates = f' RestrictStartDate="{dated}"' if dated else ""
    return CLML.format(words=words, dates=dates, uri=uri).encode()


@dataclass
class Answer:
    """What the publisher sends."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False  # say the whole length, send half
    hang_up: bool = False


def xml(words="Warm the pot.", dated="2024-01-01", **more) -> Answer:
    return Answer(body=act(words, dated), headers={"Content-Type": "application/xml;charset=utf-8", **more})


@dataclass
class Publisher:
    """Answers by path; a list is answered one after the other, the last one again and again."""

    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)  # path and headers
    date: datetime | None = None  # what its clock says
    port: int = 0

    def on(self, path: str, *answers: Answer) -> None:
        self.answers[path] = list(answers)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    publisher: Publisher

    def do_GET(self) -> None:
        self.publisher.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        known = self.publisher.answers.get(self.path, [Answer(404)])
        answer = known.pop(0) if len(known) > 1 else known[0]
        if answer.hang_up:
            self.close_connection = True
            return
        etag = answer.headers.get("ETag")
        if etag and self.headers.get("If-None-Match") == etag:
            answer = Answer(304, headers=answer.headers)
        self.send_response_only(answer.status)
        self.send_header("Date", format_datetime(self.publisher.date or datetime.now(UTC), usegmt=True))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body[: len(answer.body) // 2] if answer.cut else answer.body)
        self.close_connection = answer.cut

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Publisher]:
    """A publisher with its server."""
    found = Publisher()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Handler,), {"publisher": found}))
    server.daemon_threads = True
    found.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


class ToThisMachine(httpx.BaseTransport):
    """Carries a request that was let through to the local server, whatever address it goes to."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._inner = httpx.HTTPTransport()
        self.seen: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(request)
        url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self._port)
        return self._inner.handle_request(httpx.Request(request.method, url, headers=request.headers, extensions={"timeout": {}}))

    def close(self) -> None:
        self._inner.close()


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.slept: list[float] = []
        self.start = datetime(2026, 11, 1, 12, tzinfo=UTC)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.seconds)


@dataclass
class World:
    """A publisher, a data folder and a clock."""

    publisher: Publisher
    clock: Clock
    folder: Path
    resolve: Callable[[str], list[str]] = lambda host: [PUBLIC]
    manners: dict[str, object] = field(default_factory=dict)
    transports: list[ToThisMachine] = field(default_factory=list)

    @property
    def store(self) -> Store:
        return Store(self.folder / STORE)

    def client(self) -> Client:
        def connect() -> ToThisMachine:
            self.transports.append(ToThisMachine(self.publisher.port))
            return self.transports[-1]

        manners = {"contact": "law@example.org", "sleep": self.clock.sleep, "clock": self.clock.monotonic, **self.manners}
        return Client(Allowed(HOSTS), PinnedTransport(self.resolve, connect), Manners(**manners))

    def sync(self, *targets: Target, again: bool = False) -> Report:
        """One run, as the command does it."""
        allowed, client = Allowed(HOSTS), self.client()
        self.publisher.date = self.publisher.date or self.clock.now()
        try:
            with self.store.writing():
                run = Run(self.store, client, lambda address: allowed.host(address).licence, self.clock.now)
                return run.fetch(targets or LATEST, again)
        finally:
            client.close()

    def words(self) -> list[str]:
        """What a reader of section 1 gets, newest first."""
        return [h.passage.full_text for h in Library(self.folder, [ACT]).find(ACT.act, Reference("section", "1"))]


LATEST = [next(of_text(ACT))]
PATH = "/ukpga/2023/1/data.xml"
