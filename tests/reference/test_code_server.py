"""The national code server's REST interface, spoken by a server of the test's own: pages, the last included; faults."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

import pytest

from spark_jobs.reference.code_server import CodeServerError, fetch

OID = "1.2.246.537.6.999"


class Server:
    """Speaks the interface: at most 500 codes a page, whatever is asked for."""

    def __init__(self, codes: int) -> None:
        self.codes, self.asked, self.faults = codes, [], []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.http.server_port}/csapi/v6"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        url, asked = urlparse(request.path), parse_qs(urlparse(request.path).query)
        page, size = int(asked["page"][0]), min(500, int(asked["pageSize"][0]))
        self.asked.append(page)
        status, content = 200, self.page(page, size)
        if url.path != f"/csapi/v6/classifications/{OID}/conceptcodes" or asked["status"] != ["ACTIVE"]:
            status, content = 404, b"{}"
        if self.faults:
            status, content = self.faults.pop(0)
        request.send_response(status)
        request.end_headers()
        request.wfile.write(content)

    def page(self, page: int, size: int) -> bytes:
        numbers = range((page - 1) * size, min(page * size, self.codes))
        codes = [
            {"conceptCodeId": f"K{n}", "status": "ACTIVE",
             "attributes": [{"attributeName": "ShortName", "attributeValue": [f"Nimi {n}"]}]}
            for n in numbers
        ]  # fmt: skip
        return json.dumps(
            {"page": page, "totalItems": self.codes, "totalPages": -(-self.codes // size), "conceptCodes": codes}
        ).encode()


@pytest.fixture
def server():
    running = []

    def start(codes: int) -> Server:
        running.append(Server(codes))
        return running[-1]

    yield start
    for one in running:
        one.http.shutdown()
        one.http.server_close()


@pytest.mark.parametrize(
    "codes, pages", [(1, [1]), (499, [1]), (500, [1]), (501, [1, 2]), (1000, [1, 2]), (1201, [1, 2, 3])]
)
def test_every_page_is_read_the_last_included(server, codes, pages):
    one = server(codes)
    lines = fetch(OID, one.address)
    assert [row["CodeId"] for _, row in lines] == [f"K{n}" for n in range(codes)]
    assert lines[-1][1]["ShortName"] == f"Nimi {codes - 1}" and one.asked == pages


def test_a_passing_fault_is_asked_again(server):
    one = server(501)
    one.faults = [(503, b"")]
    assert len(fetch(OID, one.address, pause=0)) == 501 and one.asked == [1, 1, 2]


@pytest.mark.parametrize(
    "faults, told",
    [
        ([(503, b"")] * 3, "answered 503, 3 times: try again later"),
        ([(403, b"")], "answered 403"),
        ([(302, b"")], "answered 302"),
        ([(200, b"<html>")], "no JSON"),
        ([(200, b"[]")], "no object"),
        ([(200, b'{"conceptCodes": []}')], "no conceptCodes or totalItems"),
        ([(200, b'{"conceptCodes": [{}], "totalItems": 1}')], "a code without conceptCodeId"),
        ([(200, b'{"conceptCodes": [], "totalItems": 3}')], "0 codes came of the 3"),
        ([(200, b'{"conceptCodes": [], "totalItems": 0}')], "no active code: nothing was loaded"),
    ],
)
def test_an_answer_that_cant_be_used_says_what_came(server, faults, told):
    one = server(1)
    one.faults = list(faults)
    with pytest.raises(CodeServerError, match=told):
        fetch(OID, one.address, pause=0)


def test_an_empty_page_in_the_middle_is_told_and_nothing_is_loaded(server):
    one = server(1201)
    one.faults = [(200, one.page(1, 500)), (200, b'{"conceptCodes": [], "totalItems": 1201}')]
    with pytest.raises(CodeServerError, match="500 codes came of the 1201"):
        fetch(OID, one.address, pause=0)


def test_an_unknown_code_system_and_a_silent_server_are_told(server, monkeypatch):
    from lake_layout.settings import settings

    one = server(1)
    with pytest.raises(CodeServerError, match="knows no such code system"):
        fetch("1.2.3", one.address)
    monkeypatch.setenv("ASPA_CODE_SERVER_SECONDS", "0.2")
    settings.cache_clear()
    try:
        with pytest.raises(CodeServerError, match="no answer .*3 times"):
            fetch(OID, "http://127.0.0.1:9/csapi/v6", pause=0)
    finally:
        settings.cache_clear()
