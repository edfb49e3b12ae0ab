"""How a host is reached: its name resolved once, every address checked, and a checked one dialled and no other.

What stands between the check and the connection is where names are made to change: here nothing does.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore2

from feedmill.errors import Deferred, FeedmillError, Refused
from feedmill.intake.fetching.addresses import Address, Network, address_of, inward
from feedmill.intake.fetching.limits import Watch
from feedmill.intake.fetching.reasons import FetchReason

Resolve = Callable[[str, int], Sequence[str]]
"""Gives the addresses of a host, in the order in which to try them. Raises `OSError`."""

MOST_DIALLED = 4
"""Of a host's addresses, so many are tried."""


def system_resolve(host: str, port: int) -> Sequence[str]:
    """The addresses that this machine knows the host by."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class Dialler(httpcore2.NetworkBackend):
    """Dials for one client; `watch` is that of the fetch that is going on.

    `allowed` are networks that are dialled though they are not public; `proxy` is a host and port that is dialled
    without a check, since a person named it.
    """

    def __init__(
        self, allowed: Iterable[Network], resolve: Resolve = system_resolve, proxy: tuple[str, int] | None = None
    ) -> None:
        self._allowed = tuple(allowed)
        self._resolve = resolve
        self._proxy = proxy
        self._dial = httpcore2.SyncBackend()
        self.watch: Watch

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to a checked address. Raises `Refused` for an inward one, `Deferred` where none answers."""
        proxied = (host, port) == self._proxy
        addresses = self.addresses(host, port) if proxied else self.checked(host, port)
        failed: Exception | None = None
        for number, address in enumerate(addresses[:MOST_DIALLED]):
            share = self.watch.left() / (min(len(addresses), MOST_DIALLED) - number)
            try:
                return Line(self._dial.connect_tcp(str(address), port, share, None, socket_options), self.watch_now)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
        if isinstance(failed, httpcore2.ConnectTimeout):
            raise self.watch.late() from failed
        raise Deferred(FetchReason.NO_CONNECTION, f"{host} port {port}: {_said(failed)}") from failed

    def checked(self, host: str, port: int) -> list[Address]:
        """The host's addresses, if all may be dialled. Raises `Refused` if only one may not."""
        found = self.addresses(host, port)
        for address in found:
            why = inward(address, self._allowed)
            if why is not None:
                raise Refused(FetchReason.ADDRESS_INWARD, f"{host} is {address}: {why}")
        return found

    def addresses(self, host: str, port: int) -> list[Address]:
        """The host's addresses, asked for within the time that is left: resolving has no limit of its own."""
        found: list[Sequence[str] | Exception] = []

        def ask() -> None:
            try:
                found.append(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                found.append(error)

        asking = threading.Thread(target=ask, name=f"resolve {host}", daemon=True)
        asking.start()
        asking.join(self.watch.left())
        if not found:
            raise self.watch.late()
        if isinstance(found[0], Exception) or not found[0]:
            raise Deferred(FetchReason.NAME_UNKNOWN, f"{host}: {_said(found[0] or None)}")
        return [address_of(one) for one in found[0]]

    def watch_now(self) -> Watch:
        """The watch of the fetch that is going on: a connection outlives the fetch that it was made for."""
        return self.watch

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        """Never."""
        raise Refused(FetchReason.ADDRESS_INVALID, "a socket of this machine")


class Line(httpcore2.NetworkStream):
    """A connection whose every wait is held to the watch of the fetch that is going on."""

    def __init__(self, inner: httpcore2.NetworkStream, watch: Callable[[], Watch]) -> None:
        self._inner = inner
        self._watch = watch

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What came; raises `Deferred` when the time is up, `Refused` when too much came."""
        watch = self._watch()
        try:
            data = self._inner.read(max_bytes, watch.left())
        except httpcore2.ReadTimeout:
            raise watch.late() from None
        watch.came(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it; raises `Deferred` when the time is up."""
        watch = self._watch()
        try:
            self._inner.write(buffer, watch.left())
        except httpcore2.WriteTimeout:
            raise watch.late() from None

    def close(self) -> None:
        """End the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """The same connection, encrypted. Raises `Deferred` where the host cannot prove who it is."""
        watch = self._watch()
        try:
            return Line(self._inner.start_tls(ssl_context, server_hostname, watch.left()), self._watch)
        except httpcore2.ConnectTimeout:
            raise watch.late() from None
        except httpcore2.ConnectError as error:
            raise _handshake(error, server_hostname) from error

    def get_extra_info(self, info: str) -> Any:
        """What the connection below says of itself."""
        return self._inner.get_extra_info(info)


def _handshake(error: Exception, host: str | None) -> FeedmillError:
    cause = error.__cause__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Deferred(FetchReason.TLS_FAILED, f"{host}: {cause.verify_message}")
    return Deferred(FetchReason.TLS_FAILED, f"{host}: {_said(cause or error)}")


def _said(error: object) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) if error else "no address"
