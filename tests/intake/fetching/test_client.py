"""The client: what it sends to whom, where it lets itself be led, what it believes."""

from __future__ import annotations

import socket
import threading
from collections.abc import Sequence
from ipaddress import ip_network

import httpcore2
import pytest

from feedmill.errors import Deferred, Refused
from feedmill.intake.fetching.answers import Asked
from feedmill.intake.fetching.client import Client
from feedmill.intake.fetching.dialling import Dialler, Resolve
from feedmill.intake.fetching.limits import Limits
from feedmill.model.fetching import Validators
from tests.intake.fetching.conftest import LIMITS, LOOPBACK
from tests.intake.fetching.hostile import FEED, Case, Server, answer, gave, redirect, serving

pytestmark = pytest.mark.integration

SECRET = Asked("", (("X-Reader", "feedmill"),), "Basic aHVzaA==")


def asked(url: str, validators: Validators | None = None) -> Asked:
    return Asked(url, SECRET.headers, SECRET.authorization, validators)


def known(*addresses: str) -> Resolve:
    """A resolver that gives these addresses for every name."""
    return lambda _host, _port: addresses


def body_of(client: Client, url: str) -> bytes:
    answer = client.get(asked(url))
    assert answer.taken is not None
    with answer.taken as taken:
        return taken.file.read()


def test_it_says_who_asks_and_keeps_no_cookie(server: Server, client: Client) -> None:
    client.get(asked(server.url("a few cookies", "cookies.test"))).close()
    client.get(asked(server.url("again", "cookies.test"))).close()
    head = server.requests[-1]
    assert "User-Agent: feedmill-test\r\n" in head
    assert f"Host: cookies.test:{server.port}\r\n" in head
    assert "X-Reader: feedmill\r\n" in head
    assert "Cookie" not in head


def test_secrets_and_headers_of_a_source_go_to_its_host_alone(client: Client) -> None:
    cases: dict[str, Case] = {}
    with serving(cases) as own:
        cases["away"] = Case(redirect(own.url("there", "other.test")), gave())
        assert body_of(client, own.url("away", "own.test")) == FEED
        first, second = own.requests
        assert "Authorization: Basic aHVzaA==" in first
        assert "X-Reader" in first
        assert "Authorization" not in second
        assert "X-Reader" not in second


def test_a_secret_is_not_shown() -> None:
    assert "aHVzaA" not in repr(SECRET)


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        (["301 Moved Permanently"], True),
        (["308 Permanent Redirect"], True),
        (["302 Found"], False),
        (["307 Temporary Redirect"], False),
        (["303 See Other"], False),
        (["302 Found", "301 Moved Permanently"], False),
    ],
)
def test_an_address_has_moved_as_far_as_every_step_is_for_good(
    statuses: list[str], moved: bool, client: Client
) -> None:
    steps = {str(at): Case(redirect(f"/{at + 1}", status), gave()) for at, status in enumerate(statuses)}
    with serving(steps) as own:
        answer = client.get(asked(own.url("0")))
        answer.close()
        assert answer.url == own.url(str(len(statuses)))
        assert answer.moved == (answer.url if moved else None)


def test_a_move_for_good_that_leads_to_a_passing_one_has_moved_to_there(client: Client) -> None:
    steps = {"0": Case(redirect("/1", "301 M"), gave()), "1": Case(redirect("/2", "302 F"), gave())}
    with serving(steps) as own:
        answer = client.get(asked(own.url("0")))
        answer.close()
        assert (answer.moved, answer.url) == (own.url("1"), own.url("2"))


def test_a_long_way_of_redirects_ends(client: Client) -> None:
    steps = {str(at): Case(redirect(f"/{at + 1}"), gave()) for at in range(30)}
    with serving(steps) as own, pytest.raises(Refused, match="redirect_loop"):
        client.get(asked(own.url("0")))


def test_validators_are_sent_back_as_they_came_to_the_address_that_gave_them(client: Client) -> None:
    etag, date = 'W/"a\xe9,b"', "Sun, 01 Mar 2026 12:00:00 GMT "
    steps = {
        "state": Case(lambda s: answer(s, FEED, f"ETag: {etag}", f"Last-Modified: {date}"), gave()),
        "same": Case(lambda s: answer(s, b"", status="304 Not Modified"), gave(status=304)),
        "away": Case(redirect("/same"), gave(status=304)),
    }
    with serving(steps) as own:
        first = client.get(asked(own.url("state")))
        first.close()
        assert first.validators == Validators(own.url("state"), etag, date.strip())
        again = Validators(own.url("same"), etag, date.strip())
        assert client.get(asked(own.url("away"), again)).status == 304
        away, same = own.requests[-2:]
        assert "If-None-Match" not in away
        assert f"If-None-Match: {etag}\r\n" in same
        assert f"If-Modified-Since: {date.strip()}\r\n" in same
        with pytest.raises(Deferred, match="unchanged_unasked"):
            client.get(asked(own.url("same"), Validators(own.url("other"), etag)))


def test_a_connection_that_stays_open_is_used_again_and_made_anew_when_it_ends(client: Client) -> None:
    connections, served = [], threading.Event()

    def serve(sock: socket.socket) -> None:
        connections.append(sock)
        answer(sock)
        if len(connections) == 1:
            sock.recv(4096)
            answer(sock)
            served.set()
            sock.recv(4096)  # the third request is read, and not answered: the connection was ending

    with serving({"kept": Case(serve, gave())}) as own:
        assert [body_of(client, own.url("kept")) for _ in range(3)] == [FEED] * 3
        assert served.is_set()
        assert len(connections) == 2


def test_a_name_that_changes_between_check_and_connection_does_not(server: Server) -> None:
    told: list[str] = []

    def rebinding(host: str, _port: int) -> Sequence[str]:
        told.append(host)
        return ["127.0.0.1"] if len(told) == 1 else ["10.0.0.1"]

    with Client("feedmill-test", limits=LIMITS, allowed=LOOPBACK, resolve=rebinding) as client:
        assert body_of(client, server.url("as it should be", "rebind.test")) == FEED
        assert told == ["rebind.test"]
        with pytest.raises(Refused, match=r"address_inward: rebind.test is 10.0.0.1: private"):
            client.get(asked(server.url("as it should be", "rebind.test")))


def test_one_inward_address_among_several_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", lambda *_, **__: pytest.fail("dialled"))
    mixed = known("93.184.216.34", "10.0.0.1")
    with Client("feedmill-test", limits=LIMITS, resolve=mixed) as client, pytest.raises(Refused, match="private"):
        client.get(asked("http://mixed.test/"))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "[::1]"])
def test_loopback_in_whatever_form_is_not_dialled(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", lambda *_, **__: pytest.fail("dialled"))
    with Client("feedmill-test", limits=LIMITS) as client, pytest.raises(Refused, match="loopback"):
        client.get(asked(f"http://{host}/"))


def test_the_address_that_was_checked_is_the_one_that_is_dialled(monkeypatch: pytest.MonkeyPatch) -> None:
    dialled = []

    def refuse(_self: object, host: str, port: int, *_: object) -> None:
        dialled.append((host, port))
        raise httpcore2.ConnectError("refused")

    monkeypatch.setattr(httpcore2.SyncBackend, "connect_tcp", refuse)
    many = known(*[f"93.184.216.{at}" for at in range(9)])
    client = Client("feedmill-test", limits=LIMITS, resolve=many)
    with client, pytest.raises(Deferred, match=r"no_connection: many.test port 443: refused"):
        client.get(asked("https://many.test/"))
    assert dialled == [(f"93.184.216.{at}", 443) for at in range(4)] * 2


def test_a_name_that_is_not_known_and_one_that_is_never_answered_are_told_apart() -> None:
    def unknown(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror(-2, "Name or service not known")

    hold = threading.Event()

    def never(_host: str, _port: int) -> Sequence[str]:
        hold.wait(30)
        return []

    with Client("a", limits=LIMITS, resolve=unknown) as client, pytest.raises(Deferred, match="name_unknown"):
        client.get(asked("http://nowhere.test/"))
    with Client("a", limits=Limits(connect=0.2), resolve=never) as client, pytest.raises(Deferred, match="too_slow"):
        client.get(asked("http://nowhere.test/"))
    hold.set()


def test_a_socket_of_this_machine_is_never_dialled() -> None:
    with pytest.raises(Refused, match="address_invalid"):
        Dialler(()).connect_unix_socket("/run/a.sock")


def test_of_what_is_too_large_the_beginning_can_be_asked_for(server: Server, client: Client) -> None:
    answer = client.get(asked(server.url("a large body that says so")), cut=True)
    assert answer.taken is not None
    with answer.taken as taken:
        assert taken.original.size == LIMITS.body


def test_a_proxy_is_used_only_if_it_is_named_and_what_is_inward_is_refused_before_it_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    with serving() as own:
        proxy = own.url("")
        with Client("a", limits=LIMITS, resolve=known("93.184.216.34")) as client:
            client._dialler._dial = Unreachable()
            with pytest.raises(Deferred, match=r"no_connection: news.test port 80: not from here"):
                client.get(asked("http://news.test/"))
        with Client("a", limits=LIMITS, resolve=through(proxy, "93.184.216.34"), proxy=proxy) as client:
            assert body_of(client, "http://news.test/as it should be".replace(" ", "%20")) == FEED
        with Client("a", limits=LIMITS, resolve=through(proxy, "10.0.0.1"), proxy=proxy) as client:
            for url in ("http://news.test/", "http://10.0.0.1/", "https://[::1]/"):
                with pytest.raises(Refused, match="address_inward"):
                    client.get(asked(url))
        assert [head.split("\r\n")[0] for head in own.requests] == [
            "GET http://news.test/as%20it%20should%20be HTTP/1.1"
        ]


class Unreachable(httpcore2.SyncBackend):
    """A machine that reaches nobody."""

    def connect_tcp(self, *_: object, **__: object) -> httpcore2.NetworkStream:
        raise httpcore2.ConnectError("not from here")


def through(proxy: str, others: str) -> Resolve:
    """The proxy by its address, every other name as the one given."""
    return lambda host, _port: [host if host in proxy else others]


def test_a_host_that_has_ipv6_alone_is_reached_by_it() -> None:
    with (
        serving(host="::1") as own,
        Client("a", limits=LIMITS, allowed=(ip_network("::1/128"),), resolve=known("::1")) as client,
    ):
        assert body_of(client, own.url("feed", "six.test")) == FEED
        assert body_of(client, own.url("feed", "[::1]")) == FEED
        assert f"Host: [::1]:{own.port}\r\n" in own.requests[-1]
