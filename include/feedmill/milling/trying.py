"""Sources are tried, and looked for, without anything being stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from feedmill.errors import Deferred, Refused, Rejected, UsageError
from feedmill.intake.fetching.answers import Asked
from feedmill.intake.fetching.client import Client
from feedmill.intake.fetching.judging import Look, failed, first_state, judged
from feedmill.intake.fetching.reasons import FetchReason
from feedmill.intake.fetching.robots import allowed, asked_robots, host_of
from feedmill.intake.fetching.rounds import said_of
from feedmill.intake.names import new_token
from feedmill.intake.sources import PageSource, WebSource
from feedmill.intake.sources.discovering import Discovered, named_feeds, named_sitemaps
from feedmill.intake.taking import Taken
from feedmill.milling.following import Following
from feedmill.model import NOTHING_SAID, Context
from feedmill.model.fetching import Check, HostState
from feedmill.reading.decoding import decode
from feedmill.reading.sniffing import Format, sniff_text

KINDS: dict[str, str] = {Format.FEED: "feed", Format.JSON_FEED: "feed", Format.SITEMAP: "sitemap"}


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a try: the check as it would stand in the warehouse, and the content, None where none is usable.

    `context` is what the source and the answer say of it.
    """

    check: Check
    content: bytes | None
    context: Context = NOTHING_SAID


class Trying(Following):
    """Looks at sources that are not yet, or not now, fetched."""

    def try_source(self, wanted: str) -> Tried:
        """Look at a configured source by its name, or at an address. Nothing is stored.

        Raises `UsageError` for a name that no source has.
        """
        source = self._web_source(wanted) if "/" not in wanted else self._passing(wanted)
        networks = self.sources().allowed(source) if source.networks else ()
        now = self.clock.now()
        look, state = Look(new_token(now), now), first_state(source, now)
        secret = self._web_secret(source.connection) if source.connection else None
        asked = Asked(source.url, tuple(source.headers.items()), secret)
        with self.client(networks) as client:
            try:
                self._may(client, source, now)
                answer = client.get(asked)
            except (Refused, Deferred) as error:
                return Tried(failed(source, state, error, look).check, None)
            try:
                verdict = judged(source, state, answer, look)
                content = _read(verdict.kept) if verdict.kept else None
                return Tried(verdict.check, content, said_of(source, answer))
            finally:
                answer.close()

    def discover(self, url: str) -> list[Discovered]:
        """The feeds that stand at an address, or that the page there names; without any, the host's sitemaps.

        Raises `UsageError` where there are none, `Refused` or `Deferred` where the address cannot be fetched.
        """
        with self.client() as client:
            answer = client.get(Asked(url))
            try:
                text = _text(_read(answer.taken)) if answer.taken else ""
            finally:
                answer.close()
            if answer.taken is None:
                raise Refused(FetchReason.STATUS_UNEXPECTED, f"{answer.status} from {answer.url[:200]}")
            kind = KINDS.get(sniff_text(text))
            if kind:
                return [Discovered(kind, answer.moved or url)]
            return named_feeds(text, answer.url) or self._sitemaps(client, answer.url)

    def _sitemaps(self, client: Client, url: str) -> list[Discovered]:
        robots = asked_robots(client, HostState(host_of(url)), self.clock.now()).robots
        return named_sitemaps(robots)

    def _may(self, client: Client, source: WebSource, now: datetime) -> None:
        if not source.robots:
            return
        known = asked_robots(client, HostState(host_of(source.url)), now)
        if not allowed(known, source.url):
            raise Refused(FetchReason.ROBOTS_FORBID, f"{known.host}/robots.txt")

    def _passing(self, url: str) -> WebSource:
        """A source for one look. Raises `UsageError` for what is no address."""
        try:
            return PageSource(name="tried", kind="page", url=url)
        except ValueError:
            raise UsageError(FetchReason.ADDRESS_INVALID, ascii(url[:200])) from None


def _read(taken: Taken) -> bytes:
    taken.file.seek(0)
    return taken.file.read()


def _text(data: bytes) -> str:
    try:
        return decode(data).text
    except Rejected:
        return ""
