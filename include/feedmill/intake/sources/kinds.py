"""What a source is: a feed, sitemap or page that is fetched, a folder, an S3 prefix; each with what can be said of it.

Knows names, defaults and limits. It opens nothing, and does not know which file says so.
"""

from __future__ import annotations

import re
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, field_validator

from feedmill.intake.sources.columns import Columns, pairs
from feedmill.intake.sources.spans import Span
from feedmill.model import Context
from feedmill.reading.decoding.labels import WIDE, codecs_of
from feedmill.reading.languages import tag

NAME = r"^[a-z0-9][a-z0-9_.-]{0,63}$"
TAKEN_NAMES = frozenset({"cli", "inbox", "manual"})
"""Names of deliveries that come from no configured source."""

MACHINE_ZONES = frozenset({"localtime", "posixrules", "Factory"})
"""What a system may keep among its zones that names no place."""

CONNECTION = r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,199}$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
S3_PREFIX = r"^s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?$"
QUEUE = r"^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9_.-]+)+$"
MARKER = r"^\.[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$"
FORMS = {
    NAME: "use small letters, digits, dots, dashes and underscores, at most 64",
    CONNECTION: "use letters, digits, dots, dashes and underscores",
    LANGUAGE: "write it as de or pt-BR",
    S3_PREFIX: "write it as s3://bucket/prefix/",
    QUEUE: "write it as https://sqs.eu-central-1.amazonaws.com/123456789012/news",
    MARKER: "write it as .ok",
}
"""What to do where a field has not the form that it must have."""

OURS = frozenset(
    {"host", "connection", "content-length", "transfer-encoding", "te", "upgrade", "accept-encoding", "range"}
    | {"if-none-match", "if-modified-since", "user-agent", "cookie", "authorization", "proxy-authorization"}
)
"""Headers that a source cannot set: feedmill sets them, or never sends them; secrets come by `connection`."""


class Follow(StrEnum):
    """Whether the article behind each item is fetched too."""

    NEVER = "never"
    EXCERPTS = "excerpts"
    ALWAYS = "always"


class Handover(StrEnum):
    """How whoever writes into a folder says that a file is whole."""

    RENAME = "rename"
    SUFFIX = "suffix"
    MARKER = "marker"
    QUIET = "quiet"


class SourceBase(BaseModel):
    """What every source has."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    name: str = Field(pattern=NAME)
    """Stands with each of its deliveries; never reuse it for another source."""
    active: bool = True
    """Whether anything is taken from it."""
    time_zone: str | None = None
    """IANA name of the zone of its dates where they have a time of day and state no zone, such as Europe/Berlin."""
    language: str | None = Field(None, pattern=LANGUAGE)
    """Its language (BCP 47, as de or pt-BR), where a document states none."""
    charset: str | None = None
    """Encoding of its documents, such as windows-1252, where nothing states or declares one and they are no UTF-8."""
    columns: Columns = Field(default_factory=dict)
    """Columns of its tables, and members of its JSON records, by the field that they say, where their names do not say
    it: {headline: Titel, text: [Inhalt, Rest]}."""
    rights: str | None = None
    """A note for people on what may be done with it."""
    retention: Span | None = None
    """How long what it delivers is kept, such as 30d; unset: for ever. With FEEDMILL_RETENTION_ERASES the maintenance
    erases what is older, for good; without, it counts it."""

    @field_validator("name")
    @classmethod
    def _free(cls, value: str) -> str:
        if value in TAKEN_NAMES:
            message = f"{value} is the name of deliveries by another way: choose another"
            raise ValueError(message)
        return value

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                if value in MACHINE_ZONES:
                    raise ValueError(value)  # noqa: TRY301 -- the same as any other that is none
                ZoneInfo(value)
            except (KeyError, OSError, ValueError):
                message = f"{value} is no time zone: write it as Europe/Berlin"
                raise ValueError(message) from None
        return value

    @field_validator("language")
    @classmethod
    def _known_language(cls, value: str | None) -> str | None:
        """The tag in its canonical form, which documents have too."""
        if value is not None and tag(value) is None:
            message = f"{value} is no language that is known: write it as de or pt-BR"
            raise ValueError(message)
        return value and tag(value)

    @field_validator("charset")
    @classmethod
    def _known_charset(cls, value: str | None) -> str | None:
        if value is not None:
            codecs = codecs_of(value)
            if not codecs or codecs[0].startswith(WIDE):
                message = f"{value} is no encoding that can be supposed: write it as windows-1252 (UTF-16 is found)"
                raise ValueError(message)
        return value and value.strip().lower()

    @property
    def context(self) -> Context:
        """What it says of everything that it delivers."""
        return Context(None, self.language, self.time_zone, pairs(self.columns), self.charset)


class WebSource(SourceBase):
    """What is fetched by HTTP."""

    url: str = Field(max_length=2048)
    """Its address, http or https; no name and password in it: those come by `connection`."""
    cadence: Span = timedelta(minutes=15)
    """How often it is looked at. What it says of itself, and how often it changes, may make this longer."""
    slowest: Span = timedelta(days=1)
    """However little it changes, it is looked at this often."""
    follow: Follow = Follow.NEVER
    """Whether the article behind an item is fetched: never, excerpts (where the item holds only a part), always."""
    headers: dict[str, str] = Field(default_factory=dict)
    """Headers that are sent to its host; no secrets."""
    connection: str | None = Field(None, pattern=CONNECTION)
    """Id of the connection that holds its name and password, or its token as the password. Sent to its host alone."""
    networks: tuple[str, ...] = ()
    """Networks of this file, by name, that its addresses may lie in though they are not public."""
    robots: bool = True
    """Whether robots.txt is asked. Switch it off only where the publisher agreed."""

    @field_validator("url")
    @classmethod
    def _of_the_web(cls, value: str) -> str:
        parts = _split(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname or not value.isprintable() or " " in value:
            message = "write an address as https://host/path"
            raise ValueError(message)
        if parts.username is not None or parts.password is not None:
            message = "leave name and password out, and put them into a connection"
            raise ValueError(message)
        return value

    @field_validator("headers")
    @classmethod
    def _sendable(cls, value: dict[str, str]) -> dict[str, str]:
        for name, content in value.items():
            if not HEADER.fullmatch(name) or not content.isascii() or not content.isprintable():
                message = f"{name!r} cannot be sent as a header"
                raise ValueError(message)
            if name.lower() in OURS:
                message = f"{name} cannot be set here: leave it out (secrets come by `connection`)"
                raise ValueError(message)
        return value


class FeedSource(WebSource):
    """A feed: RSS, Atom, JSON Feed."""

    kind: Literal["feed"]


class SitemapSource(WebSource):
    """A sitemap, or an index of some."""

    kind: Literal["sitemap"]


class PageSource(WebSource):
    """A web page."""

    kind: Literal["page"]


class FolderSource(SourceBase):
    """A drop folder of its own, beside the inbox."""

    kind: Literal["folder"]
    folder: Path
    """Where files are dropped; an absolute path, or one within the home."""
    done: Path | None = None
    """Where acknowledged files go, on the same device; by default `.done` within the folder."""
    handover: Handover = Handover.QUIET
    """How a writer says that a file is whole: `rename` (it is written elsewhere and moved here), `suffix` (.part or
    .tmp until it is), `marker` (a second file with `marker_suffix` follows it), `quiet` (it changes no more)."""
    marker_suffix: str = Field(".done", pattern=MARKER)
    """With handover: marker, what the marker's name has beside the file's."""
    quiet_seconds: float | None = Field(None, ge=0)
    """How long a file must be unchanged; unset: FEEDMILL_QUIET_SECONDS."""
    open_seconds: float | None = Field(None, ge=0)
    """How long a writer that holds a file open is waited for; unset: FEEDMILL_OPEN_SECONDS."""
    poll: bool = False
    """Poll it instead of inotify: for network shares."""


class S3Source(SourceBase):
    """A prefix in a bucket."""

    kind: Literal["s3"]
    prefix: str = Field(pattern=S3_PREFIX)
    """Where its objects stand, as s3://bucket/prefix/."""
    ordered_keys: bool = False
    """Whether later objects always have greater keys: then listing goes on where it ended."""
    connection: str | None = Field(None, pattern=CONNECTION)
    """Id of the connection that holds its address and keys; unset: those of the archive."""
    queue: str | None = Field(None, pattern=QUEUE, max_length=2048)
    """Address of an SQS queue that the bucket's notices go to: each wakes a sweep. The keys are those of `connection`.
    Without one, the prefix is swept every ten minutes."""


AnySource = Annotated[
    FeedSource | SitemapSource | PageSource | FolderSource | S3Source,
    Field(discriminator="kind"),
]
"""Any source, told apart by `kind`."""


def _split(url: str) -> Any:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for one that is no number
    except ValueError:
        message = "write an address as https://host/path"
        raise ValueError(message) from None
    return parts
