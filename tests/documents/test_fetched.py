"""A document by its address: with the rules of sync, and nowhere else."""

import httpx
import pytest
from making import LEAD, pdf

from assistant.cli import add as add_command
from assistant.documents.fetching import fetched
from assistant.errors import AddressRefused, FetchRefused
from assistant.sync.client import Manners

QUIET = Manners(every_seconds=None, sleep=lambda _: None)
REFUSED = [
    ("https://www.heraldscotland.example/story", "is not listed"),
    ("http://www.gov.uk/x", "only https"),
    ("file:///etc/passwd", "only https"),
    ("https://user:word@www.gov.uk/x", "name or password"),
    ("https://169.254.169.254/latest", "is not listed"),
]


def answering(status=200, body=b"words", kind="text/plain"):
    return httpx.MockTransport(lambda request: httpx.Response(status, content=body, headers={"content-type": kind}))


@pytest.mark.parametrize(("address", "why"), REFUSED)
def test_only_listed_hosts_are_asked(desk, register, address, why):
    done = desk.run("add", address, "--kind", "news", "--title", "A story")
    assert done.code == 8 and why in done.err and desk.stored() == []
    with pytest.raises(AddressRefused):
        fetched(address, register, answering(), QUIET)


def test_what_is_fetched_is_added_with_its_address_and_the_hosts_licence(desk, register, monkeypatch):
    transport = answering(body=pdf(LEAD), kind="application/pdf; charset=x")
    monkeypatch.setattr(add_command, "_taken", lambda given, register, settings: fetched(given, register, transport, QUIET))
    done = desk.run("add", "https://www.gov.uk/a-guide", "--kind", "guidance", "--title", "A guide")
    assert done.code == 0
    out = desk.run("show", "a-guide").out
    assert "https://www.gov.uk/a-guide" in out and "Open Government Licence" in out and LEAD in out.replace("\n    |  ", "")


def test_what_is_not_there_is_said(register):
    with pytest.raises(FetchRefused, match="nothing at this address"):
        fetched("https://www.gov.uk/gone", register, answering(404), QUIET)
