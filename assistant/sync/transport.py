"""Connect to the very IP address that was checked, so that a name cannot change its meaning in between (DNS rebinding)."""

from __future__ import annotations

from collections.abc import Callable

import httpx

from assistant.sync.addresses import Resolve, public_addresses, resolve


class PinnedTransport(httpx.BaseTransport):
    """Resolves the host of each request, checks its addresses, and connects to one of them.

    The certificate is still checked against the host's name. Each host has connections of its own.
    """

    def __init__(self, resolve: Resolve = resolve, connect: Callable[[], httpx.BaseTransport] = httpx.HTTPTransport) -> None:
        """
        :param resolve: finds the addresses of a host
        :param connect: makes what opens the connections to one host
        """
        self._resolve = resolve
        self._connect = connect
        self._hosts: dict[str, httpx.BaseTransport] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request.

        :raises AddressRefused: when the host leads into a private network
        :raises httpx.ConnectError: when none of its addresses answers
        """
        host = request.url.host
        if host not in self._hosts:
            self._hosts[host] = self._connect()
        fault: httpx.TransportError = httpx.ConnectError(f"the name {host} has no address")
        for address in public_addresses(host, self._resolve):
            try:
                return self._hosts[host].handle_request(_to(address, request))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                fault = error
        raise fault

    def close(self) -> None:
        """Close all connections."""
        for transport in self._hosts.values():
            transport.close()


def _to(address: str, request: httpx.Request) -> httpx.Request:
    """The same request to an IP address; the name stays in the Host header and in the TLS handshake."""
    extensions = {**request.extensions, "sni_hostname": request.url.host}
    url = request.url.copy_with(host=address)
    return httpx.Request(request.method, url, headers=request.headers, extensions=extensions)
