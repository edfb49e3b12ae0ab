"""Each way in which a server misbehaves has its outcome, and none holds the fetch beyond its time."""

from __future__ import annotations

import pytest

from feedmill.errors import Deferred, Refused
from feedmill.intake.fetching.answers import Asked
from feedmill.intake.fetching.client import Client
from tests.intake.fetching.hostile import CASES, Server

pytestmark = pytest.mark.integration


def outcome(client: Client, url: str) -> str | tuple[int, bytes | None]:
    """What comes of fetching an address."""
    try:
        answer = client.get(Asked(url))
    except (Refused, Deferred) as error:
        return str(error.reason)
    body = answer.taken.file.read() if answer.taken else None
    answer.close()
    return answer.status, body


@pytest.mark.parametrize("name", CASES)
def test_what_comes_of(name: str, server: Server, client: Client) -> None:
    assert outcome(client, server.url(name)) == CASES[name].outcome
    assert outcome(client, server.url("as it should be")) == CASES["as it should be"].outcome


def test_there_are_ways_enough() -> None:
    assert len(CASES) >= 60
