"""What is wrong with `corpus/sources/`: ids used twice, hosts that are not listed, Acts that the register cites and nobody fetches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from assistant.register.faults import Fault
from assistant.register.load import Register

_ACT = re.compile(r"https?://www\.legislation\.gov\.uk/(?P<path>[a-z]+/\d{4}/\d+)")
_HOST = re.compile(r"https?://(?P<host>[^/]+)")


def check_sources(register: Register) -> Iterator[Fault]:
    """The faults of the sources.

    :param register: the register
    """
    known = {t.id for t in register.texts}
    yield from (Fault("copies", f"text: there is no text {c.text!r}") for c in register.copies if c.text not in known)
    ids = Counter([*(t.id for t in register.texts), *(p.id for p in register.pages)])
    yield from (Fault(i, f"sources: the id is used {n} times") for i, n in ids.items() if n > 1)
    hosts = Counter(h.host for h in register.hosts)
    yield from (Fault(host, f"hosts: listed {n} times") for host, n in hosts.items() if n > 1)
    if register.hosts:
        yield from _unlisted(register)
        yield from _unfetched(register)


def _unlisted(register: Register) -> Iterator[Fault]:
    """Addresses that sync would refuse."""
    hosts = {h.host for h in register.hosts}
    for id_, address in [*((t.id, t.address) for t in register.texts), *((p.id, p.address) for p in register.pages)]:
        found = _HOST.match(address)
        host = found["host"] if found else ""
        if host not in hosts:
            yield Fault(id_, f"address: the host {host!r} is not listed in hosts.toml")
        elif (act := _ACT.fullmatch(address)) and act["path"].replace("/", "-") != id_:
            yield Fault(id_, f"address: it is that of {act['path'].replace('/', '-')}")


def _unfetched(register: Register) -> Iterator[Fault]:
    """Provisions of Acts that no text of the sources has."""
    known = {t.id for t in register.texts}
    for provision in register.provisions:
        found = _ACT.match(provision.url or "")
        if found and found["path"].replace("/", "-") not in known:
            yield Fault(provision.id, f"url: {found['path']} is not in corpus/sources, so its text is never fetched", "url = ")
