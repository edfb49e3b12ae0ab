"""A small client of Airflow's REST API, for the supervisor's own needs: health, runs, logs.

What Airflow cannot do just now (500: its metadata is locked, on SQLite, while another part writes) is asked again.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import OpenerDirector, ProxyHandler, Request, build_opener
from uuid import uuid4

NEEDED = ("metadatabase", "scheduler", "triggerer", "dag_processor")
FINAL = ("success", "failed")
TRIES = 4
PAUSE_SECONDS = 1.0
ANSWER_SECONDS = 60


class Api:
    """Airflow at `base`, as one user. The token is fetched when it is first needed."""

    def __init__(self, base: str, user: str, password: str) -> None:
        self.base = base
        self._login = {"username": user, "password": password}
        self._token: str | None = None
        self._opener: OpenerDirector = build_opener(ProxyHandler({}))

    def healthy(self) -> bool:
        """Whether every part says that it is well."""
        return not self.unwell()

    def unwell(self) -> list[str]:
        """The parts that do not say that they are well: all of them, and the API itself, while nobody answers."""
        try:
            told = self._send("GET", "/api/v2/monitor/health", None, {})
        except (URLError, TimeoutError, ConnectionError):
            return ["api-server", *NEEDED]
        return [name for name in NEEDED if (told.get(name) or {}).get("status") != "healthy"]

    def get(self, path: str, **query: Any) -> Any:
        """GET under /api/v2. Raises `HTTPError` for what is refused."""
        return self._asked("GET", f"{path}?{urlencode(query)}" if query else path, None)

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """POST under /api/v2."""
        return self._asked("POST", path, body)

    def patch(self, path: str, body: dict[str, Any]) -> Any:
        """PATCH under /api/v2."""
        return self._asked("PATCH", path, body)

    def runs(self, dag: str, **query: Any) -> list[dict[str, Any]]:
        """The latest hundred runs of a DAG, the newest first."""
        found = self.get(f"/dags/{dag}/dagRuns", limit=100, order_by="-run_after", **query)
        return list(found["dag_runs"])

    def trigger(self, dag: str, conf: dict[str, Any], **more: Any) -> str:
        """Start a run by hand, once, however often Airflow has to be asked; returns its id."""
        run = f"manual__{uuid4()}"
        try:
            self.post(f"/dags/{dag}/dagRuns", {"dag_run_id": run, "logical_date": None, "conf": conf, **more})
        except HTTPError as error:
            if error.code != HTTPStatus.CONFLICT:
                raise
        return run

    def wait(self, dag: str, run: str, seconds: float = 180.0) -> str:
        """The state in which a run ends; the state it is in when `seconds` are over."""
        end = time.monotonic() + seconds
        while (state := self.get(f"/dags/{dag}/dagRuns/{quote(run)}")["state"]) not in FINAL:
            if time.monotonic() > end:
                break
            time.sleep(0.2)
        return str(state)

    def log(self, dag: str, run: str, task: str, attempt: int = 1) -> list[dict[str, Any]]:
        """The lines of a task's log, each a record with its keys."""
        path = f"/dags/{dag}/dagRuns/{quote(run)}/taskInstances/{task}/logs/{attempt}"
        return [line for line in self.get(path, full_content="true")["content"] if isinstance(line, dict)]

    def summaries(self, dag: str, run: str, task: str, attempt: int = 1) -> Iterator[dict[str, Any]]:
        """The lines that feedmill itself wrote into a task's log."""
        return (
            line for line in self.log(dag, run, task, attempt) if str(line.get("logger", "")).startswith("feedmill")
        )

    def _asked(self, method: str, path: str, body: dict[str, Any] | None) -> Any:
        if self._token is None:
            self._token = self._send("POST", "/auth/token", self._login, {})["access_token"]
        for left in reversed(range(TRIES)):
            try:
                return self._send(method, f"/api/v2{path}", body, {"Authorization": f"Bearer {self._token}"})
            except HTTPError as error:
                error.add_note(error.read(2000).decode(errors="replace"))
                if error.code < HTTPStatus.INTERNAL_SERVER_ERROR or not left:
                    raise
            time.sleep(PAUSE_SECONDS)
        raise AssertionError

    def _send(self, method: str, path: str, body: dict[str, Any] | None, headers: dict[str, str]) -> Any:
        data = None if body is None else json.dumps(body).encode()
        told = {"Accept": "application/json", "Content-Type": "application/json", **headers}
        request = Request(self.base + path, data=data, headers=told, method=method)  # noqa: S310 -- the base is ours
        with self._opener.open(request, timeout=ANSWER_SECONDS) as answer:
            return json.load(answer)
