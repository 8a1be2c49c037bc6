"""The JSON routes, and what every response carries and refuses."""

from __future__ import annotations

import logging
import re
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest

from assistant.errors import IndexFault, IndexMissing
from assistant.path.step6_show import as_row
from assistant.web import server
from assistant.web.guards import LARGEST_BODY

FOUNDING = "is requesting a deepfake nude now a crime?"
KEYS = ["id", "behaviour", "verdict", "text", "citations", "services", "nation", "as_of", "took_ms", "model"]


def ask(client, **row):
    return client.post("/api/ask", json=row)


def test_an_answer_is_the_row_that_every_face_gives(client, assistant):
    row = ask(client, id="q1", question=FOUNDING, nation="E&W", as_of="2026-11-22").json()
    expected = as_row(assistant.ask(FOUNDING, "E&W", "2026-11-22"), assistant.register, "q1")
    assert list(row) == KEYS
    assert {**row, "took_ms": 0} == {**expected, "took_ms": 0}


@pytest.mark.parametrize("row_id", ["a", 7, None])
def test_the_id_comes_back(client, row_id):
    assert ask(client, id=row_id, question=FOUNDING).json()["id"] == row_id


@pytest.mark.parametrize("nation", ["E&W", "Scotland", "NI", "UK", "unstated", None])
def test_every_nation_of_the_machine_interface_is_taken(client, nation):
    row = ask(client, question=FOUNDING, nation=nation).json()
    assert row["nation"] == (nation or "unstated")


def test_the_history_is_used(client):
    history = [
        {"role": "user", "content": "is making a deepfake nude of an adult a crime in scotland?"},
        {"role": "assistant", "content": "..."},
    ]
    assert ask(client, question="since when?", history=history).json()["nation"] == "Scotland"


def test_keys_that_are_not_ours_are_passed_over(client):
    assert ask(client, question=FOUNDING, category="lay").status_code == 200


def test_many_at_once_get_the_answers_that_each_gets_alone(client):
    questions = [FOUNDING, "someone posted my nudes", "i cant go on", "what is the penalty for upskirting in scotland?"] * 6
    alone = {q: {**ask(client, question=q).json(), "took_ms": 0} for q in set(questions)}
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda q: {**ask(client, question=q).json(), "took_ms": 0}, questions))
    assert together == [alone[q] for q in questions]


BAD = {
    "empty": ({"question": "  "}, "empty-question"),
    "no words": ({"question": "?!?!"}, "unreadable-question"),
    "too long": ({"question": "zebra " * 1000}, "question-too-long"),
    "nation": ({"question": "zebra?", "nation": "Narnia"}, "unknown-nation"),
    "date": ({"question": "zebra?", "as_of": "2026-02-30"}, "bad-date"),
    "date out of range": ({"question": "zebra?", "as_of": "1066-01-01"}, "bad-date"),
    "no question": ({"id": 1}, "bad-request"),
    "question is a number": ({"question": 5}, "bad-request"),
    "history is text": ({"question": "zebra?", "history": "zebra"}, "bad-request"),
    "history without content": ({"question": "zebra?", "history": [{"role": "user"}]}, "bad-request"),
    "list": (["zebra"], "bad-request"),
}


@pytest.mark.parametrize(("row", "code"), BAD.values(), ids=BAD)
def test_what_cannot_be_used_is_refused_with_words_and_not_repeated(client, row, code):
    response = client.post("/api/ask", json=row)
    assert response.status_code == 422
    assert response.json()["code"] == code
    assert len(response.json()["message"]) > 20
    assert "zebra" not in response.text


def test_what_is_not_json_is_refused(client):
    response = client.post("/api/ask", content=b"{zebra", headers={"content-type": "application/json"})
    assert (response.status_code, response.json()["code"]) == (422, "bad-request")
    assert "zebra" not in response.text


FAULTS = {
    "ours": (RuntimeError("zebra in the question"), 500, "fault"),
    "index": (IndexFault("it is gone."), 503, "index-damaged"),
}


@pytest.mark.parametrize(("error", "status", "code"), FAULTS.values(), ids=FAULTS)
def test_a_fault_shows_and_logs_no_question(client, assistant, monkeypatch, caplog, error, status, code):
    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(assistant, "ask", fail)
    with caplog.at_level(logging.DEBUG):
        response = ask(client, question="zebra?")
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert "zebra" not in response.text + caplog.text
    assert "Traceback" not in response.text + caplog.text
    assert "assistant.web" in {r.name for r in caplog.records}


def test_nothing_that_is_asked_reaches_the_log(client, caplog, capfd):
    with caplog.at_level(logging.DEBUG):
        ask(client, question="zebra crossing, is it a crime?")
        client.get("/api/search", params={"query": "zebra crossing"})
    assert "zebra" not in "".join(capfd.readouterr())
    assert not [r for r in caplog.records if "zebra" in r.getMessage() and not r.name.startswith("httpx")]  # httpx: the test's own client


def test_serving_writes_no_access_log_and_opens_the_index_of_the_settings(assistant, monkeypatch):
    seen = {}
    monkeypatch.setattr(server.Assistant, "open", lambda: assistant)
    monkeypatch.setattr(server, "create_app", lambda opened: seen.setdefault("app", opened))
    monkeypatch.setattr(server.uvicorn, "run", lambda app, **options: seen.update(options))
    server.serve("127.0.0.1", 7999)
    assert seen["app"] is assistant
    assert (seen["host"], seen["port"]) == ("127.0.0.1", 7999)
    assert seen["access_log"] is False


def test_serving_refuses_to_start_without_an_index(tmp_path, monkeypatch):
    monkeypatch.setenv("ASSISTANT_INDEX", str(tmp_path))
    with pytest.raises(IndexMissing):
        server.serve("127.0.0.1", 7999)


def test_search_gives_what_the_assistant_finds(client, assistant):
    found = client.get("/api/search", params={"query": "sharing a fake nude", "k": 5}).json()
    assert [r["id"] for r in found["results"]] == [f.document.id for f in assistant.search("sharing a fake nude", 5)]
    assert set(found["results"][0]) == {"id", "title", "url", "score"}


@pytest.mark.parametrize("params", [{}, {"query": "x y", "k": 0}, {"query": "x y", "k": 31}, {"query": "x y", "k": "many"}, {"query": " "}])
def test_a_search_that_cannot_be_used_is_refused(client, params):
    response = client.get("/api/search", params=params)
    assert response.status_code == 422
    assert set(response.json()) == {"code", "message"}


def test_healthz_tells_which_register_is_served(client, assistant):
    health = client.get("/healthz").json()
    assert health["status"] == "ok"
    assert health["register_date"] == assistant.manifest.register_date
    assert health["entries"] == len(assistant.register.documents)


# What is not let in


def test_a_body_that_is_too_large_is_refused(client):
    assert ask(client, question="x" * LARGEST_BODY).status_code == 413


def test_a_stream_without_a_length_is_refused_once_it_is_too_large(client):
    pieces = (b"x" * 1024 for _ in range(LARGEST_BODY // 1024 + 1))
    response = client.post("/api/ask", content=pieces)
    assert response.status_code == 413
    assert response.json()["code"] == "too-large"


def test_a_large_body_is_refused_on_gradios_route_too(client):
    response = client.post("/gradio_api/queue/join", json={"data": ["x" * LARGEST_BODY], "fn_index": 0, "session_hash": "a"})
    assert response.status_code == 413


@pytest.mark.parametrize("path", ["/gradio_api/upload", "/gradio_api/upload?upload_id=1"])
def test_files_are_refused(client, path):
    response = client.post(path, files={"files": ("a.txt", b"hello")})
    assert (response.status_code, response.json()["code"]) == (403, "no-uploads")


CLOSED = [
    ("GET", "/config"),
    ("GET", "/docs"),
    ("GET", "/openapi.json"),
    ("GET", "/gradio_api/info"),
    ("GET", "/gradio_api/openapi.json"),
    ("GET", "/gradio_api/file=/etc/passwd"),
    ("GET", "/gradio_api/proxy=https://example.org"),
    ("GET", "/gradio_api/runs"),
    ("GET", "/gradio_api/deep_link"),
    ("GET", "/monitoring"),
    ("GET", "/manifest.json"),
    ("GET", "/page/../texts.toml"),
    ("GET", "/page/%2e%2e/texts.toml"),
    ("GET", "/static/../index.html"),
    ("POST", "/gradio_api/run/predict"),
    ("POST", "/gradio_api/call/v2/reply"),
    ("POST", "/gradio_api/component_server"),
    ("POST", "/gradio_api/vibe-edit"),
    ("POST", "/login"),
    ("PUT", "/api/ask"),
    ("OPTIONS", "/api/ask"),
    ("DELETE", "/"),
]


@pytest.mark.parametrize(("method", "path"), CLOSED, ids=[" ".join(row) for row in CLOSED])
def test_what_the_page_does_not_need_is_closed(client, method, path):
    assert client.request(method, path).status_code == 404


# What every response carries


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/page/page.css", "/page/none.css", "/theme.css", "/config", "/api/search", "/favicon.ico"]
)
def test_security_headers_are_on_every_response(client, path):
    headers = client.get(path).headers
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "camera=()" in headers["permissions-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert "server" not in headers
    assert len(headers.get_list("content-security-policy")) == 1


@pytest.mark.parametrize("path", ["/", "/healthz", "/api/search?query=nudes", "/theme.css"])
def test_the_page_and_answers_are_stored_nowhere(client, path):
    assert client.get(path).headers["cache-control"] == "no-store"


def test_answers_are_stored_nowhere(client):
    assert ask(client, question=FOUNDING).headers["cache-control"] == "no-store"


def test_only_the_pages_own_inline_scripts_may_run(client):
    response = client.get("/")
    policy = dict(part.strip().split(" ", 1) for part in response.headers["content-security-policy"].split(";"))
    inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", response.text, re.DOTALL)
    hashes = {f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in inline}
    assert inline
    assert set(policy["script-src"].split()) == {"'self'", *hashes}
    assert policy["default-src"] == "'self'"
    assert "http" not in response.headers["content-security-policy"]


# The document


def test_the_document_is_british_english_and_names_itself_before_any_script_runs(client):
    page = client.get("/").text
    assert 'lang="en-GB"' in page
    assert page.count("<h1>") == 1
    assert page.index('id="leave"') < page.index("<gradio-app")
    assert "<noscript>" in page
    assert 'href="tel:' in page[page.index("<noscript>") :]


def test_the_disclaimer_stands_exactly_once(client, assistant):
    page = client.get("/").text
    day = assistant.manifest.register_date
    assert page.count("This is information, not legal advice.") == 1
    assert page.count("No lawyer has reviewed this register.") == 1
    assert page.count("Register last checked on") == 1
    assert day[:4] in page[page.index("Register last checked on") :][:60]


def test_the_document_names_no_other_host_but_where_the_leave_button_goes(client):
    page = re.sub(r"window\.gradio_config = .*?</script>", "", client.get("/").text, flags=re.DOTALL)
    assert set(re.findall(r"https?://[^\s\"'<>]+", page)) == {"https://www.bbc.co.uk/weather"}


def test_an_address_with_a_query_is_the_same_page(client):
    assert client.get("/?deep_link=../../etc/passwd&view=api").text == client.get("/").text
