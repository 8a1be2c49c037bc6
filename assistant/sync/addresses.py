"""Which addresses may be asked: https, a listed host, no password, no way into a private network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable

import httpx

from assistant.errors import AddressRefused
from assistant.register.sources import Host

Resolve = Callable[[str], list[str]]  # name of a host -> its IP addresses
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv6 addresses that stand for IPv4 ones (RFC 6052)


class Allowed:
    """The hosts that may be asked."""

    def __init__(self, hosts: Iterable[Host]) -> None:
        """:param hosts: as `corpus/sources/hosts.toml` lists them"""
        self.hosts = {h.host: h for h in hosts}

    def check(self, address: str) -> httpx.URL:
        """The address, if it may be asked.

        :param address: as it stands in the register, or as a publisher redirects to it
        :raises AddressRefused: with the reason
        """
        try:
            url = httpx.URL(address)
        except (httpx.InvalidURL, UnicodeError) as error:
            raise AddressRefused(address, "it is not an address.") from error
        if url.scheme != "https":
            raise AddressRefused(address, "only https is used.")
        if url.userinfo:
            raise AddressRefused(f"https://{url.host}", "it has a name or password in it.")
        if url.port not in (None, 443):
            raise AddressRefused(address, "it names a port.")
        if url.host not in self.hosts:
            raise AddressRefused(address, f"the host {url.host!r} is not listed in corpus/sources/hosts.toml.")
        return url.copy_with(fragment=None)

    def redirect(self, before: httpx.URL, location: str) -> httpx.URL:
        """Where a redirect leads, if it may be followed: never to another host. One to plain http on the same host is followed with https.

        :param before: the address that was asked
        :param location: what the publisher named
        :raises AddressRefused: with the reason
        """
        try:
            after = before.join(location)
        except (httpx.InvalidURL, UnicodeError) as error:
            raise AddressRefused(location, "the publisher redirects to something that is not an address.") from error
        if after.host != before.host:
            raise AddressRefused(str(after), f"the publisher {before.host} redirects to another host.")
        if after.scheme == "http" and after.port is None:
            after = after.copy_with(scheme="https")
        return self.check(str(after))

    def host(self, address: str) -> Host:
        """The terms of the host of an address.

        :raises AddressRefused: when it may not be asked
        """
        return self.hosts[self.check(address).host]


def resolve(host: str) -> list[str]:
    """The IP addresses of a host.

    :raises httpx.ConnectError: when the name is not known, or there is no network
    """
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except OSError as error:
        raise httpx.ConnectError(f"the name {host} cannot be resolved") from error
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def public_addresses(host: str, resolve: Resolve) -> list[str]:
    """The IP addresses of a host, none of them private, loopback, link-local or otherwise not on the public internet.

    :raises AddressRefused: when one of them is
    """
    found = resolve(host)
    for address in found:
        if not _public(address):
            raise AddressRefused(host, f"the name leads to {address}, which is not on the public internet.")
    return found


def _public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and (ip.ipv4_mapped or ip.sixtofour or ip.teredo or ip in _TRANSLATED):
        return False  # an IPv4 address in disguise
    return ip.is_global and not ip.is_multicast
