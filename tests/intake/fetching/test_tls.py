"""Hosts that encrypt: who cannot prove who they are get no request; HTTP/2 is spoken where the host speaks it."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from feedmill.errors import Deferred, Refused
from feedmill.intake.fetching.client import Client
from tests.intake.fetching.certificates import Authority
from tests.intake.fetching.conftest import LIMITS, LOOPBACK, resolve
from tests.intake.fetching.hostile import FEED, Case, Server, gave, redirect, serving
from tests.intake.fetching.test_client import asked, body_of

pytestmark = pytest.mark.integration


def test_a_host_that_cannot_prove_who_it_is_gets_no_request(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    trusting = ssl.create_default_context(cafile=authority.file)
    for context, said in (
        (authority.server("news.test", days=-1), "expired"),
        (authority.server("other.test"), "mismatch"),
        (authority.server("news.test", trusted=False), "signature failure|self.signed|unable to get"),
    ):
        with (
            serving(tls=context) as own,
            Client("a", limits=LIMITS, allowed=LOOPBACK, resolve=resolve, tls=trusting) as client,
            pytest.raises(Deferred, match=f"tls_failed: news.test: .*({said})"),
        ):
            client.get(asked(own.url("as it should be", "news.test", "https")))
        assert own.requests == []


def test_a_host_that_speaks_no_tls_and_one_that_proves_who_it_is(server: Server, tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    trusting = ssl.create_default_context(cafile=authority.file)
    with Client("a", limits=LIMITS, allowed=LOOPBACK, resolve=resolve, tls=trusting) as client:
        with pytest.raises(Deferred, match=r"tls_failed|too_slow|no_connection"):
            client.get(asked(server.url("as it should be", "news.test", "https")))
        with serving(tls=authority.server("news.test")) as own:
            assert body_of(client, own.url("as it should be", "news.test", "https")) == FEED
        plain = {"down": Case(redirect(server.url("as it should be", "news.test")), gave())}
        with serving(plain, tls=authority.server("news.test")) as own, pytest.raises(Refused, match="downgrade"):
            client.get(asked(own.url("down", "news.test", "https")))


def test_http_2_is_spoken_where_the_host_speaks_it(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    trusting = ssl.create_default_context(cafile=authority.file)
    with (
        serving(tls=authority.server("news.test", protocols=("h2",))) as own,
        Client("a", limits=LIMITS, allowed=LOOPBACK, resolve=resolve, tls=trusting) as client,
    ):
        for _ in range(2):
            found = client.get(asked(own.url("feed", "news.test", "https")))
            assert (found.status, found.version, found.header("etag")) == (200, "HTTP/2", '"two"')
            assert found.taken is not None
            with found.taken as taken:
                assert taken.file.read() == FEED
        assert len(own.requests) == 2
        assert "authorization: Basic aHVzaA==" in own.requests[0]
