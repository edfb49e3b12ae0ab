"""What fails for a moment is asked once more, within the same look; what time does not mend is not."""

from __future__ import annotations

import socket
import time

import pytest

from feedmill.errors import Deferred, Refused
from feedmill.intake.fetching import client as client_module
from feedmill.intake.fetching.client import EARLY, MOMENT, Client
from tests.intake.fetching.conftest import LIMITS, LOOPBACK
from tests.intake.fetching.hostile import CASES, FEED, Case, Serve, answer, gave, nothing, reset, serving
from tests.intake.fetching.test_client import asked, body_of

pytestmark = pytest.mark.integration


def failing(times: int, fails: Serve, served: list[int]) -> Case:
    """Fails so many times, then answers as it should."""

    def serve(sock: socket.socket) -> None:
        served.append(len(served))
        (fails if len(served) <= times else answer)(sock)

    return Case(serve, gave())


@pytest.mark.parametrize("fails", [reset, nothing, lambda s: answer(s, FEED, "Content-Length: 999", sized=False)])
def test_what_fails_for_a_moment_is_asked_once_more_after_a_pause_that_chance_gives(
    fails: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "MOMENT", MOMENT)
    pauses: list[float] = []
    served: list[int] = []
    cases = {"feed": failing(1, fails, served), "down": failing(9, fails, served)}
    with serving(cases) as own, Client("a", limits=LIMITS, allowed=LOOPBACK, pause=pauses.append) as client:
        assert body_of(client, own.url("feed")) == FEED
        served.clear()
        with pytest.raises(Deferred):
            body_of(client, own.url("down"))
    assert len(served) == 2
    assert len(set(pauses)) == 2
    assert all(0.5 <= pause <= 2.0 for pause in pauses)


@pytest.mark.parametrize("name", ["slow headers", "redirects in a circle", "a reset after a while"])
def test_what_time_does_not_mend_or_took_its_time_already_is_asked_once(name: str) -> None:
    def late(sock: socket.socket) -> None:
        time.sleep(EARLY * LIMITS.whole + 0.1)
        reset(sock)

    served: list[int] = []
    first = CASES[name] if name in CASES else Case(late, "no_connection")

    def serve(sock: socket.socket) -> None:
        served.append(1)
        first.serve(sock)

    with (
        serving({name: Case(serve, "")}) as own,
        Client("a", limits=LIMITS, allowed=LOOPBACK, pause=lambda _: pytest.fail("asked once more")) as client,
        pytest.raises((Deferred, Refused), match=str(first.outcome)),
    ):
        client.get(asked(own.url(name)))
    assert len(served) == 1
