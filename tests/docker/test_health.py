"""The health check of the image, asked about a server that says this or that."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.docker.conftest import script

pytestmark = pytest.mark.integration

REPORT = {"metadatabase": {"status": "healthy"}, "scheduler": {"status": "unhealthy"}, "triggerer": {"status": None}}


class Reporting(BaseHTTPRequestHandler):
    """Answers with the report, or with 503 elsewhere."""

    def do_GET(self) -> None:
        """Answer one request."""
        self.send_response(200 if self.path == "/health" else 503)
        self.end_headers()
        self.wfile.write(json.dumps(REPORT).encode())

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def address() -> Iterator[str]:
    """Where the server listens."""
    with HTTPServer(("127.0.0.1", 0), Reporting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_an_answer_is_enough_where_no_part_is_named(address: str) -> None:
    assert script("health").well(f"{address}/health") is True


@pytest.mark.parametrize(
    ("part", "well"), [("metadatabase", True), ("scheduler", False), ("triggerer", False), ("dag_processor", False)]
)
def test_a_part_is_well_when_the_report_calls_it_healthy(address: str, part: str, well: bool) -> None:
    assert script("health").well(f"{address}/health", part) is well


def test_an_error_or_no_answer_is_not_well(address: str) -> None:
    assert script("health").well(f"{address}/elsewhere") is False
    assert script("health").well("http://127.0.0.1:1/health") is False


def test_other_schemes_are_not_asked() -> None:
    assert script("health").well("file:///etc/hostname") is False
