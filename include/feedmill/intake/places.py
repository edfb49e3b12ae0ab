"""The places that a sweep looks at: drop folders and S3 prefixes, each a source, with all that is set for it.

Knows how settings and configured sources become places. It opens none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from feedmill.intake.sources.kinds import AnySource, FolderSource, Handover, S3Source
from feedmill.model import NOTHING_SAID, Context
from feedmill.settings import Settings


@dataclass(frozen=True, slots=True)
class Folder:
    """A drop folder: where it stands, and when a file in it is handed over. Sizes are in bytes, times in seconds."""

    source: str
    root: Path
    done: Path
    max_bytes: int
    handover: Handover = Handover.QUIET
    marker_suffix: str = ".done"
    quiet_seconds: float = 0.5
    open_seconds: float = 60.0
    poll: bool = False
    made: bool = True
    """Whether the folder is made when it is missing. Elsewhere it may be a share that is not there just now."""
    context: Context = NOTHING_SAID
    """What the source says of what is dropped."""

    @property
    def address(self) -> str:
        """How it is named to people."""
        return str(self.root)


@dataclass(frozen=True, slots=True)
class Prefix:
    """A prefix in a bucket. `connection` names the keys that reach it; None: the archive's own.

    `context` is what the source says of what stands there.
    """

    source: str
    bucket: str
    prefix: str
    max_bytes: int
    ordered_keys: bool = False
    connection: str | None = None
    context: Context = NOTHING_SAID

    @property
    def address(self) -> str:
        """How it is named to people, and how the names of its objects begin."""
        return f"s3://{self.bucket}/{self.prefix}"

    @property
    def raw_address(self) -> bytes:
        """The same as bytes."""
        return self.address.encode("utf-8", "surrogateescape")


Place = Folder | Prefix


def inbox_of(settings: Settings) -> Folder:
    """The drop folder that is there without any configuration."""
    return Folder(
        source=settings.inbox_source,
        root=settings.inbox_folder,
        done=settings.done_folder,
        max_bytes=settings.archive_max_bytes,
        quiet_seconds=settings.quiet_seconds,
        open_seconds=settings.open_seconds,
        poll=settings.inbox_poll,
    )


def configured(settings: Settings, sources: Iterable[AnySource]) -> Iterator[Place]:
    """Every folder and prefix among the sources; those that are fetched are none."""
    for source in sources:
        if isinstance(source, FolderSource):
            yield _folder(source, settings)
        elif isinstance(source, S3Source):
            bucket, _, prefix = source.prefix.removeprefix("s3://").partition("/")
            limit = settings.archive_max_bytes
            own = (source.ordered_keys, source.connection, source.context)
            yield Prefix(source.name, bucket, prefix, limit, *own)


def doubled(found: Iterable[Place]) -> list[Folder]:
    """Folders that an earlier place has already: which of the two a file belongs to would be left to chance."""
    seen: set[Path] = set()
    twice: list[Folder] = []
    for place in found:
        if isinstance(place, Folder):
            root = place.root.resolve()
            twice += [place] * (root in seen)
            seen.add(root)
    return twice


def _folder(source: FolderSource, settings: Settings) -> Folder:
    """A folder as it is configured; paths within the home, what is not said as the settings say."""
    root = settings.home / source.folder
    quiet, still_open = source.quiet_seconds, source.open_seconds
    return Folder(
        source=source.name,
        root=root,
        done=settings.home / source.done if source.done else root / ".done",
        max_bytes=settings.archive_max_bytes,
        handover=source.handover,
        marker_suffix=source.marker_suffix,
        quiet_seconds=settings.quiet_seconds if quiet is None else quiet,
        open_seconds=settings.open_seconds if still_open is None else still_open,
        poll=source.poll,
        made=root.is_relative_to(settings.home),
        context=source.context,
    )
