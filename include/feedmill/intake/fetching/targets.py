"""Where a request goes: an address taken apart, checked, and written as it is sent (RFC 3986)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv6Address
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from feedmill.errors import Refused
from feedmill.intake.fetching.reasons import FetchReason

PORTS = {"http": 80, "https": 443}
CONTROLS = re.compile("[\\x00-\\x1f\\x7f\\\\\\ud800-\\udfff]")
HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_.])?")
SENT = "/?:@!$&'()*+,;=~-._%|[]"
"""What stands in a path and a query as it is."""

LONGEST = 4096


@dataclass(frozen=True, slots=True)
class Target:
    """An address of the web. `host` is in ASCII, of IPv6 without brackets; `path` has the query with it."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """What credentials and headers are bound to."""
        return self.scheme, self.host, self.port

    @property
    def place(self) -> str:
        """Host and port, as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The address in full, without a fragment."""
        return f"{self.scheme}://{self.place}{self.path}"


def target_of(url: str, base: Target | None = None) -> Target:
    """The target that an address means, relative to `base` if given. Raises `Refused`."""
    if CONTROLS.search(url) or len(url) > LONGEST:
        raise Refused(FetchReason.ADDRESS_INVALID, ascii(url[:200]))
    try:
        parts = urlsplit(urljoin(base.url, url) if base else url)
        port = parts.port
        host = _host(parts)
    except ValueError:
        raise Refused(FetchReason.ADDRESS_INVALID, ascii(url[:200])) from None
    if parts.scheme not in PORTS or host is None or port == 0:
        raise Refused(FetchReason.ADDRESS_INVALID, ascii(_harmless(parts)[:200]))
    path = quote(parts.path or "/", safe=SENT) + (f"?{quote(parts.query, safe=SENT)}" if parts.query else "")
    return Target(parts.scheme, host, port or PORTS[parts.scheme], path)


def _host(parts: SplitResult) -> str | None:
    """The host in ASCII; None where there is none, or a name and password stand before it."""
    name = parts.hostname
    if not name or parts.username is not None or parts.password is not None:
        return None
    if ":" in name:
        return None if "%" in name else IPv6Address(name).compressed
    host = name if name.isascii() else name.encode("idna").decode("ascii")
    return host if HOST.fullmatch(host) else None


def _harmless(parts: SplitResult) -> str:
    """The address without a password."""
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
