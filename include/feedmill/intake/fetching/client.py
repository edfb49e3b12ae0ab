"""A client for one host at a time: follows redirects itself, within limits, and keeps no cookies.

Built on a connection pool that does nothing but send requests: what it does not do cannot be used against feedmill.
"""

from __future__ import annotations

import random
import ssl
import time
from collections.abc import Callable, Iterable
from functools import cache
from ipaddress import ip_address
from typing import Self
from urllib.parse import urlsplit

import httpcore2
import structlog

from feedmill.errors import Deferred, Refused
from feedmill.intake.fetching.addresses import Network, inward
from feedmill.intake.fetching.answers import Answer, Asked
from feedmill.intake.fetching.bodies import ACCEPTED, take_body
from feedmill.intake.fetching.dialling import Dialler, Resolve, system_resolve
from feedmill.intake.fetching.limits import Limits, Phase, Watch
from feedmill.intake.fetching.reasons import FetchReason
from feedmill.intake.fetching.targets import PORTS, Target, target_of

log = structlog.get_logger("feedmill")

REDIRECTS = frozenset({301, 302, 303, 307, 308})
FOR_GOOD = frozenset({301, 308})
WITH_BODY = 200
IDLE_SECONDS = 15.0

PASSING = frozenset({FetchReason.NAME_UNKNOWN, FetchReason.NO_CONNECTION, FetchReason.ANSWER_BROKEN})
"""What may be over a moment later: then it is tried once more."""

MOMENT = (0.5, 2.0)
"""How long that moment is, in seconds: somewhere between, by chance, so that those who failed together part."""

EARLY = 0.25
"""What fails later than after this share of the whole time is not tried once more: a host that hangs goes on to."""


class Client:
    """Fetches addresses, one after another; a connection is used again where the host keeps it open.

    For one thread. `allowed` are networks that may be dialled though they are not public. With `proxy` (an http
    address), names are checked here and resolved once more by the proxy: then the proxy has to refuse what is inward.
    """

    def __init__(
        self,
        agent: str,
        *,
        limits: Limits | None = None,
        allowed: Iterable[Network] = (),
        resolve: Resolve = system_resolve,
        proxy: str | None = None,
        tls: ssl.SSLContext | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._agent = agent
        self._pause = pause
        self._limits = limits or Limits()
        self._allowed = tuple(allowed)
        self._proxied = proxy is not None
        self._dialler = Dialler(self._allowed, resolve, _place(proxy) if proxy else None)
        self._pool = httpcore2.ConnectionPool(
            ssl_context=tls or _verifying(),
            proxy=httpcore2.Proxy(proxy) if proxy else None,
            max_connections=2,
            max_keepalive_connections=1,
            keepalive_expiry=IDLE_SECONDS,
            http2=True,
            network_backend=self._dialler,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all connections."""
        self._pool.close()

    def get(self, asked: Asked, *, limits: Limits | None = None, cut: bool = False, again: bool = True) -> Answer:
        """Ask for an address and follow where it leads. With `cut`, of a body that is too large the beginning.

        Any status is an answer. With `again`, what fails for a moment is asked once more, within the same time. Raises
        `Refused` for what must not be fetched or taken, `Deferred` for what failed.
        """
        watch = self._dialler.watch = Watch(limits or self._limits)
        try:
            return self._followed(asked, watch, cut=cut)
        except Deferred as error:
            if not again or error.reason not in PASSING or watch.seconds() > EARLY * watch.limits.whole:
                raise
            log.info("asked once more", reason=str(error.reason), detail=error.detail)
        self._pause(random.uniform(*MOMENT))  # noqa: S311 -- chance that keeps no secret
        return self._followed(asked, watch, cut=cut)

    def _followed(self, asked: Asked, watch: Watch, *, cut: bool) -> Answer:
        """One try: the last answer on the way where redirects lead."""
        first = target = target_of(asked.url)
        moved, for_good, seen = None, True, {first}
        while True:
            answer = self._once(asked, target, first, watch, cut=cut)
            if answer.status not in REDIRECTS:
                return _checked(answer, moved, asked)
            target = _onward(answer, target, first)
            if target in seen or len(seen) > watch.limits.hops:
                raise Refused(FetchReason.REDIRECT_LOOP, f"{len(seen)} redirects, then {target.url[:200]}")
            seen.add(target)
            for_good = for_good and answer.status in FOR_GOOD
            moved = target.url if for_good else moved

    def _once(self, asked: Asked, target: Target, first: Target, watch: Watch, *, cut: bool) -> Answer:
        """One request. A connection that the host gave up between two requests is made once more."""
        self._check_literal(target)
        reused = bool(self._pool.connections)
        try:
            return self._request(asked, target, first, watch, cut=cut)
        except Deferred as error:
            gave_up = error.reason in (FetchReason.ANSWER_BROKEN, FetchReason.NO_CONNECTION)
            if not (reused and gave_up and watch.phase is Phase.HEADERS and watch.wire == 0):
                raise
            return self._request(asked, target, first, watch, cut=cut)

    def _request(self, asked: Asked, target: Target, first: Target, watch: Watch, *, cut: bool) -> Answer:
        port = None if target.port == PORTS[target.scheme] else target.port
        url = httpcore2.URL(scheme=target.scheme, host=target.host, port=port, target=target.path)
        headers = _sent(asked, target, first, self._agent)
        watch.enter(Phase.CONNECTING)
        try:
            with self._pool.stream("GET", url, headers=headers, extensions={"trace": _entering(watch)}) as response:
                watch.enter(Phase.BODY)
                return _answer(response, target, watch, cut=cut)
        except httpcore2.LocalProtocolError:  # it quotes what was to be sent, and a secret may be among it
            raise Deferred(FetchReason.ANSWER_BROKEN, f"{target.place}: the request cannot be sent as it is") from None
        except (httpcore2.NetworkError, httpcore2.ProxyError) as error:
            raise Deferred(FetchReason.NO_CONNECTION, f"{target.place}: {_said(error)}") from error
        except (httpcore2.ProtocolError, httpcore2.TimeoutException) as error:
            raise Deferred(FetchReason.ANSWER_BROKEN, f"{target.place}: {_said(error)}") from error

    def _check_literal(self, target: Target) -> None:
        """Behind a proxy nothing is dialled here: an address that is written out, or that a name has, is checked."""
        if not self._proxied:
            return
        try:
            why = inward(ip_address(target.host), self._allowed)
        except ValueError:
            self._dialler.checked(target.host, target.port)
            return
        if why is not None:
            raise Refused(FetchReason.ADDRESS_INWARD, f"{target.host}: {why}")


def _entering(watch: Watch) -> object:
    """Begins the phase of headers when the request is about to be sent: until then the time is that of connecting."""

    def told(event: str, _info: object) -> None:
        if event.endswith("send_request_headers.started"):
            watch.enter(Phase.HEADERS)

    return told


def _answer(response: httpcore2.Response, target: Target, watch: Watch, *, cut: bool) -> Answer:
    headers = tuple((_text(name).lower(), _text(value)) for name, value in response.headers)
    version = _text(response.extensions.get("http_version", b"HTTP/1.1"))
    answer = Answer(response.status, target.url, headers, version=version)
    if answer.header("content-length") is not None and answer.header("transfer-encoding") is not None:
        raise Refused(FetchReason.LENGTH_AMBIGUOUS, target.url[:200])
    if response.status != WITH_BODY:
        return answer
    taken = take_body(response.iter_stream(), answer.header("content-encoding") or "", watch, cut=cut)
    return Answer(response.status, target.url, headers, taken, wire=watch.packed, version=version)


def _checked(answer: Answer, moved: str | None, asked: Asked) -> Answer:
    """The last answer of a fetch. That nothing changed has to have been asked for, of the address that says it."""
    validators = asked.validators
    if answer.status == 304 and (validators is None or validators.url != answer.url):
        raise Deferred(FetchReason.UNCHANGED_UNASKED, answer.url[:200])
    return Answer(answer.status, answer.url, answer.headers, answer.taken, moved, answer.wire, answer.version)


def _onward(answer: Answer, target: Target, first: Target) -> Target:
    """Where a redirect leads. Raises `Refused` where it must not be followed."""
    location = answer.header("location")
    if not location:
        raise Refused(FetchReason.REDIRECT_NOWHERE, f"{answer.status} from {target.url[:200]}")
    onward = target_of(_utf8(location).partition("#")[0], target)
    if target.scheme == "https" and onward.scheme == "http":
        raise Refused(FetchReason.DOWNGRADE, f"{target.url[:200]} leads to {onward.url[:200]}")
    if onward.port not in {*PORTS.values(), first.port}:
        raise Refused(FetchReason.PORT_REFUSED, f"{target.url[:200]} leads to {onward.url[:200]}")
    return onward


def _sent(asked: Asked, target: Target, first: Target, agent: str) -> list[tuple[bytes, bytes]]:
    """The headers of one request. What belongs to the first host goes to no other."""
    headers = [("Host", target.place), ("User-Agent", agent), ("Accept", asked.accept), ("Accept-Encoding", ACCEPTED)]
    if target.origin == first.origin:
        headers += asked.headers
        if asked.authorization:
            headers.append(("Authorization", asked.authorization))
    if asked.validators and asked.validators.url == target.url:
        stated = (("If-None-Match", asked.validators.etag), ("If-Modified-Since", asked.validators.last_modified))
        headers += [(name, value) for name, value in stated if value]
    return [(name.encode("ascii"), value.encode("latin-1")) for name, value in headers]


def _text(value: bytes) -> str:
    """A header's bytes as text, each byte a character: so they can be sent back as they came."""
    return value.decode("latin-1")


def _utf8(text: str) -> str:
    """A header's text, where its bytes are UTF-8: addresses are often written so."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return text


def _said(error: Exception) -> str:
    """What a library says of an error, on one printable line."""
    return ascii(" ".join(str(error).split())[:200]).strip("'\"")


def _place(url: str) -> tuple[str, int]:
    """The host and port of a proxy."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or PORTS.get(parts.scheme, 80)


@cache
def _verifying() -> ssl.SSLContext:
    """Certificates are checked against those that this machine trusts; made once, since it takes a while."""
    return ssl.create_default_context()
