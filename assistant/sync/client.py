"""Ask for one address: slowly, within limits, again where that helps."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt

from assistant.errors import BadRequest, FetchLater, FetchRefused
from assistant.sync.addresses import Allowed
from assistant.sync.judge import Reply, Verdict, verdict

_PROJECT = "deepfake-law-assistant"


@dataclass(frozen=True)
class Manners:
    """How politely and how patiently to ask."""

    contact: str = ""  # an address or page where a publisher can reach the operator
    every_seconds: float | None = 1.0  # least time between two requests; a host may ask for more; None: nobody is asked (a replay)
    most_seconds: float = 120.0  # for one document
    attempts: int = 4
    most_wait: float = 60.0  # a publisher that asks for more is asked again in another run
    redirects: int = 5
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)

    @property
    def user_agent(self) -> str:
        """Who asks.

        :raises BadRequest: when the contact cannot stand in a header
        """
        if not (self.contact.isascii() and (self.contact.isprintable())):
            raise BadRequest("ASSISTANT_CONTACT must be an e-mail address or a web address in plain letters.")
        return f"{_PROJECT}/{_version()}" + (f" (+{self.contact})" if self.contact else "")


class Client:
    """Asks for addresses that are allowed, one after the other."""

    def __init__(self, allowed: Allowed, transport: httpx.BaseTransport, manners: Manners | None = None) -> None:
        """
        :param allowed: the hosts
        :param transport: what carries the requests: `PinnedTransport`, or a replay
        :param manners: pace, limits and contact
        """
        self._manners = manners or Manners()
        self._allowed = allowed
        headers = {"User-Agent": self._manners.user_agent, "Accept-Encoding": "gzip"}
        self._http = httpx.Client(transport=transport, headers=headers, trust_env=False, timeout=httpx.Timeout(30.0))
        self._last: float | None = None

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def get(self, address: str, etag: str | None = None, last_modified: str | None = None) -> tuple[Verdict, Reply]:
        """Ask for an address, again after faults that may pass.

        :param address: where
        :param etag: of the version that we have
        :param last_modified: of the version that we have
        :return: the verdict and the answer
        :raises AddressRefused: when it, or where it redirects to, may not be asked
        :raises FetchLater: when the publisher could not answer
        :raises FetchRefused: when it would not, or the answer is too large
        """
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        retrying = Retrying(
            stop=stop_after_attempt(self._manners.attempts),
            wait=_pause,
            retry=retry_if_exception(self._worth_another),
            sleep=self._manners.sleep,
            reraise=True,
        )
        return retrying(self._follow, address, {k: v for k, v in headers.items() if v})

    def _worth_another(self, error: BaseException) -> bool:
        return isinstance(error, FetchLater) and (error.after or 0) <= self._manners.most_wait

    def _follow(self, address: str, headers: dict[str, str]) -> tuple[Verdict, Reply]:
        url = self._allowed.check(address)
        for _ in range(self._manners.redirects + 1):
            reply = self._once(url, headers)
            found = verdict(reply)
            if found != "redirect":
                return found, reply
            if not reply.headers.get("location"):
                raise FetchRefused(str(url), f"the publisher redirects (status {reply.status}) without saying where.")
            url = self._allowed.redirect(url, reply.headers["location"])
        raise FetchRefused(address, f"the publisher redirects more than {self._manners.redirects} times.")

    def _once(self, url: httpx.URL, headers: dict[str, str]) -> Reply:
        self._keep_pace(self._allowed.hosts[url.host].every_seconds)
        try:
            with self._http.stream("GET", url, headers=headers) as response:
                return Reply(str(url), response.status_code, response.headers, self._body(response, url))
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise FetchLater(str(url), f"no connection to {url.host} ({error}).", whole_host=True) from error
        except httpx.TimeoutException as error:
            raise FetchLater(str(url), "the publisher did not answer in time.") from error
        except httpx.RequestError as error:
            raise FetchLater(str(url), f"the answer was cut off or damaged ({error}).") from error

    def _body(self, response: httpx.Response, url: httpx.URL) -> bytes:
        most = self._allowed.hosts[url.host].most_bytes
        end = self._manners.clock() + self._manners.most_seconds
        parts, size = [], 0
        for part in response.iter_bytes(65536):
            size += len(part)
            if size > most:
                raise FetchRefused(str(url), f"the answer is larger than {most / 1_000_000:g} MB.")
            if self._manners.clock() > end:
                raise FetchLater(str(url), f"the answer took longer than {self._manners.most_seconds:g} seconds.")
            parts.append(part)
        return b"".join(parts)

    def _keep_pace(self, every: float) -> None:
        if self._manners.every_seconds is None:
            return
        every = max(every, self._manners.every_seconds)
        if self._last is not None:
            wait = self._last + every - self._manners.clock()
            if wait > 0:
                self._manners.sleep(wait)
        self._last = self._manners.clock()


def _version() -> str:
    try:
        return version(_PROJECT)
    except PackageNotFoundError:  # run from its folder, not installed
        return "source"


def _pause(state: RetryCallState) -> float:
    """Seconds before the next attempt: what the publisher asks for, else 2, 4, 8."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.after if isinstance(error, FetchLater) else None
    return asked if asked is not None else 2.0**state.attempt_number
