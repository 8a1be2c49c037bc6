"""Only https, only listed hosts, no way into a private network, and a connection to the very address that was checked."""

import shutil
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from local_publisher import HOSTS, LATEST, LAW, PATH, PUBLIC, xml

from assistant.errors import AddressRefused
from assistant.sync.addresses import Allowed, public_addresses
from assistant.sync.transport import PinnedTransport

REFUSED = [
    (f"http://{LAW}/a", "only https"),
    (f"ftp://{LAW}/a", "only https"),
    ("file:///etc/passwd", "only https"),
    ("https://evil.example/a", "not listed"),
    (f"https://{LAW}.evil.example/a", "not listed"),
    (f"https://evil.example/{LAW}", "not listed"),
    ("https://legislation.gov.uk/a", "not listed"),
    (f"https://{LAW}./a", "not listed"),
    (f"https://user:secret@{LAW}/a", "name or password"),
    (f"https://{LAW}@evil.example/a", "name or password"),
    (f"https://{LAW}:8443/a", "port"),
    ("https://127.0.0.1/a", "not listed"),
    ("https://[::1]/a", "not listed"),
    ("https://2130706433/", "not listed"),
    ("https://www.legislation.gov.uk\x00.evil.example/", "not an address"),
    ("", "only https"),
    ("//" + LAW, "only https"),
]


@pytest.mark.parametrize(("address", "why"), REFUSED, ids=[repr(r[0]) for r in REFUSED])
def test_an_address_that_may_not_be_asked(address, why):
    with pytest.raises(AddressRefused, match=why) as caught:
        Allowed(HOSTS).check(address)
    assert "secret" not in str(caught.value)
    assert caught.value.exit_code == 8


@pytest.mark.parametrize("address", [f"https://{LAW}/a?b=c#d", f"https://{LAW.upper()}/a?b=c", f"https://{LAW}:443/a?b=c"])
def test_an_address_that_may(address):
    assert str(Allowed(HOSTS).check(address)) == f"https://{LAW}/a?b=c"


PRIVATE = [
    "127.0.0.1",
    "10.0.0.1",
    "172.16.5.5",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_into_a_private_network(address):
    with pytest.raises(AddressRefused, match="not on the public internet"):
        public_addresses(LAW, lambda host: [PUBLIC, address])


def test_a_name_that_leads_to_the_public_internet():
    found = [PUBLIC, "2606:2800:220:1:248:1893:25c8:1946"]
    assert public_addresses(LAW, lambda host: found) == found


def test_the_connection_goes_to_the_address_that_was_checked(world):
    """The name is resolved once; it stays in the Host header and in the TLS handshake."""
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    world.resolve = lambda host: next(answers)
    world.publisher.on(PATH, xml())
    assert world.sync().counts["new"] == 1
    sent = world.transports[0].seen[0]
    assert (sent.url.host, sent.headers["host"], sent.extensions["sni_hostname"]) == (PUBLIC, LAW, LAW)
    assert "not on the public internet" in world.sync(*LATEST, again=True).faults[0]


def test_an_address_that_does_not_answer_gives_way_to_the_next():
    asked = []

    class Half(httpx.BaseTransport):
        def handle_request(self, request):
            asked.append(request.url.host)
            if len(asked) == 1:
                raise httpx.ConnectError("no route")
            return httpx.Response(200, content=b"ok")

    transport = PinnedTransport(lambda host: ["2606:2800:220:1:248:1893:25c8:1946", PUBLIC], Half)
    assert httpx.Client(transport=transport).get(f"https://{LAW}/").text == "ok"
    assert asked == ["2606:2800:220:1:248:1893:25c8:1946", PUBLIC]


def test_two_hosts_at_one_address_have_connections_of_their_own(world):
    client = world.client()
    world.publisher.on("/a", xml())
    client.get(f"https://{LAW}/a")
    client.get("https://www.gov.uk/a")
    client.close()
    assert len(world.transports) == 2


REDIRECTS = [
    ("https://evil.example/a", "another host"),
    ("https://www.gov.uk/a", "another host"),
    ("//evil.example/a", "another host"),
    ("https://127.0.0.1/a", "another host"),
    ("http://169.254.169.254/latest/meta-data", "another host"),
    (f"https://u:p@{LAW}/b", "name or password"),
    (f"https://{LAW}:8443/b", "port"),
    (f"gopher://{LAW}/b", "only https"),
    ("https://[::bad/", "not an address"),
]


@pytest.mark.parametrize(("location", "why"), REDIRECTS, ids=[r[0] for r in REDIRECTS])
def test_a_redirect_that_is_not_followed(location, why):
    allowed = Allowed(HOSTS)
    with pytest.raises(AddressRefused, match=why):
        allowed.redirect(allowed.check(f"https://{LAW}/a"), location)


@pytest.mark.parametrize("location", ["/b", "b", f"https://{LAW}/b", f"http://{LAW}/b"])
def test_a_redirect_within_the_host_is_followed_and_stays_https(location):
    allowed = Allowed(HOSTS)
    assert str(allowed.redirect(allowed.check(f"https://{LAW}/a"), location)) == f"https://{LAW}/b"


@pytest.fixture
def secure_server(tmp_path):
    """A server on this machine with a certificate for the name of legislation.gov.uk: its port, and how to trust it."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl to make a certificate with")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2"]
    subprocess.run([*made, "-subj", f"/CN={LAW}", "-addext", f"subjectAltName=DNS:{LAW}"], check=True, capture_output=True)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_address[1], ssl.create_default_context(cafile=str(certificate))
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("host", [LAW, "www.gov.uk"])
def test_the_certificate_is_checked_against_the_name_and_not_the_address(secure_server, monkeypatch, host):
    port, trust = secure_server
    monkeypatch.setattr("assistant.sync.transport.public_addresses", lambda host, resolve: ["127.0.0.1"])

    class AtThatPort(httpx.HTTPTransport):
        def __init__(self):
            super().__init__(verify=trust)

        def handle_request(self, request):
            url = request.url.copy_with(port=port)
            return super().handle_request(httpx.Request("GET", url, headers=request.headers, extensions=request.extensions))

    with httpx.Client(transport=PinnedTransport(connect=AtThatPort)) as client:
        if host == LAW:
            assert client.get(f"https://{host}/").text == "ok"
        else:
            with pytest.raises(httpx.ConnectError, match="Hostname mismatch"):
                client.get(f"https://{host}/")
