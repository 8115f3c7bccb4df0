"""What stands in Elasticsearch's place: nobody, somebody else, one that refuses or never answers."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from search.engines.elasticsearch import Connection, ElasticsearchEngine
from search.errors import SearchUnavailable
from tests.search.contract.uses import USES

pytestmark = pytest.mark.usefixtures("in_english")


class Answering(BaseHTTPRequestHandler):
    """Answers everything alike."""

    status, product, body = 200, "Elasticsearch", b"{}"

    def do_GET(self):
        self.send_response(self.status)
        self.send_header("X-Elastic-Product", self.product)
        self.send_header("Content-Type", "application/vnd.elasticsearch+json;compatible-with=8")
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    do_POST = do_PUT = do_GET  # noqa: N815 - the names are http.server's

    def log_message(self, *_args):
        pass


@contextmanager
def answering(**how) -> Iterator[Connection]:
    """Serve a stand-in that answers everything so."""
    server = HTTPServer(("127.0.0.1", 0), type("Handler", (Answering,), how))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield Connection((f"http://127.0.0.1:{server.server_port}",), "jipp", 1)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def silent() -> Iterator[Connection]:
    """Take connections and never answer."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        yield Connection((f"http://127.0.0.1:{taken.getsockname()[1]}",), "jipp", 1)


@contextmanager
def closed() -> Iterator[Connection]:
    """Name a port where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    yield Connection((f"http://127.0.0.1:{port}",), "jipp", 1)


REASONS = [
    (closed, "can't be reached: .*refused"),
    (lambda: answering(product="Other"), "is not Elasticsearch"),
    (lambda: answering(body=b"<html>"), "can't be reached"),
    (lambda: answering(status=429, body=b'{"error": {"reason": "too many requests"}}'), "too many requests"),
    (lambda: answering(status=503, body=b'{"error": {"type": "no_master"}}'), "no_master"),
    (lambda: answering(status=401, body=b'{"error": {"reason": "who"}}'), "does not accept the user or the password"),
    (lambda: answering(status=403, body=b'{"error": {"reason": "read only"}}'), r"no right .* jipp-\* .*read only"),
]


@pytest.mark.parametrize(("place", "reason"), REASONS)
def test_what_is_wrong_is_said(place, reason):
    with place() as connection:
        for use in USES:
            with pytest.raises(SearchUnavailable, match=reason):
                use(ElasticsearchEngine(connection))


def test_who_does_not_answer_is_waited_for_only_so_long_and_not_by_everybody():
    with silent() as connection:
        engine = ElasticsearchEngine(connection)
        for use, seconds in ((USES[0], 1), (USES[1], 1), (USES[5], 2)):
            with pytest.raises(SearchUnavailable, match=f"did not answer within {seconds} seconds"):
                use(engine)
    for use in USES:
        with pytest.raises(SearchUnavailable, match="did not answer within"):
            use(engine)
