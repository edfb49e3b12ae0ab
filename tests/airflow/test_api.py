"""The client of Airflow's REST API where Airflow does not answer as it should."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar
from urllib.error import HTTPError

import pytest

from feedmill_airflow.serving import api
from feedmill_airflow.serving.api import Api

pytestmark = pytest.mark.enable_socket


class Airflow(BaseHTTPRequestHandler):
    """Gives a token, then the answers that are laid out, the last one for ever. A run begins whatever is answered."""

    answers: ClassVar[list[int]] = []
    asked: ClassVar[list[str]] = []
    begun: ClassVar[set[str]] = set()

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/auth/token":
            return self._answer(201, {"access_token": "t"})
        self.asked.append(body["dag_run_id"])
        if body["dag_run_id"] in self.begun:
            return self._answer(409, {"detail": "there is one"})
        self.begun.add(body["dag_run_id"])
        return self._answer(self.answers.pop(0) if len(self.answers) > 1 else self.answers[0], {"dag_run_id": "x"})

    def do_GET(self) -> None:
        parts = {name: {"status": "healthy"} for name in ("metadatabase", "scheduler", "dag_processor")}
        self._answer(200, {**parts, "triggerer": {"status": None}})

    def _answer(self, code: int, body: dict[str, Any]) -> None:
        self.send_response(code)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""


@pytest.fixture
def airflow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Api]:
    monkeypatch.setattr(api, "PAUSE_SECONDS", 0.0)
    for kept in (Airflow.answers, Airflow.asked, Airflow.begun):
        kept.clear()
    with HTTPServer(("127.0.0.1", 0), Airflow) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Api(f"http://127.0.0.1:{server.server_port}", "admin", "p")
        server.shutdown()


def test_a_run_whose_begin_was_not_told_is_begun_once(airflow: Api) -> None:
    Airflow.answers[:] = [500, 200]
    run = airflow.trigger("intake", {})
    assert Airflow.asked == [run, run]
    assert Airflow.begun == {run}


def test_what_is_refused_is_not_asked_again(airflow: Api) -> None:
    Airflow.answers[:] = [403]
    with pytest.raises(HTTPError):
        airflow.trigger("intake", {})
    assert len(Airflow.asked) == 1


def test_the_parts_that_are_not_well_are_named(airflow: Api) -> None:
    assert airflow.unwell() == ["triggerer"]
    assert Api("http://127.0.0.1:9", "admin", "p").unwell()[0] == "api-server"
