"""Fetch one document by its address, with the rules of `assistant sync`: https, listed hosts, no way into a private network, limits."""

from __future__ import annotations

import httpx

from assistant.documents.adding import Taken
from assistant.errors import FetchRefused
from assistant.register.load import Register
from assistant.sync.addresses import Allowed
from assistant.sync.client import Client, Manners


def is_address(given: str) -> bool:
    """Whether something that was given is meant as an address and not as a path."""
    return "://" in given


def fetched(address: str, register: Register, transport: httpx.BaseTransport, manners: Manners) -> tuple[Taken, str]:
    """A document from its publisher, and the licence of the publisher's host.

    :param address: where
    :param register: lists the hosts
    :param transport: what carries the request
    :param manners: pace, limits and contact
    :raises FetchFault: when the address may not be asked, or brings nothing
    """
    allowed = Allowed(register.hosts)
    licence = allowed.host(address).licence
    client = Client(allowed, transport, manners)
    try:
        found, reply = client.get(address)
    finally:
        client.close()
    if found != "whole":
        raise FetchRefused(address, f"there is nothing at this address (status {reply.status}).")
    return Taken(reply.address, reply.body, reply.address, reply.headers.get("content-type")), licence
