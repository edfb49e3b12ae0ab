"""The two assets that carry the way of a delivery through Airflow.

The bell says only that something waits; the batches are announced by key. What is in either stands in the warehouse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import structlog
from airflow.sdk import Asset, AssetWatcher

from feedmill.errors import UsageError
from feedmill.intake.places import Folder, configured, inbox_of
from feedmill.intake.sources import AnySource, Handover, S3Source, read_sources
from feedmill.settings import Settings
from feedmill_airflow.provider import SCHEME
from feedmill_airflow.triggers import InboxBell

FEED_BATCHES = Asset(name="feed_batches", group="feedmill")
"""Each event carries the key of one batch as its partition key; `ingest` runs once for each."""


def inbox_bell(settings: Settings) -> Asset:
    """The asset that gets an event whenever something waits: a watcher for each drop folder, and for each queue."""
    sources = _sources(settings)
    watchers = [AssetWatcher(name=folder.source, trigger=_bell(folder)) for folder in _folders(settings, sources)]
    watchers += _queue_watchers(sources)
    return Asset(name="inbox_bell", group="feedmill", watchers=watchers)


def _bell(folder: Folder) -> InboxBell:
    by_quiet = folder.handover is Handover.QUIET
    return InboxBell(
        path=str(folder.root.absolute()),
        quiet=folder.quiet_seconds if by_quiet else 0.0,
        poll=folder.poll,
        max_bytes=folder.max_bytes,
        marker=folder.marker_suffix if folder.handover is Handover.MARKER else "",
        made=folder.made,
    )


def _queue_watchers(sources: Iterable[AnySource]) -> list[AssetWatcher]:
    """A watcher for each queue that an S3 source names, called as the first that does."""
    named: dict[str, S3Source] = {}
    for source in sources:
        if isinstance(source, S3Source) and source.queue:
            named.setdefault(source.queue, source)
    if not named:
        return []
    from airflow.providers.common.messaging.triggers.msg_queue import MessageQueueTrigger

    told = [(source.name, {"queue_url": url, "connection": source.connection}) for url, source in named.items()]
    return [AssetWatcher(name=name, trigger=MessageQueueTrigger(scheme=SCHEME, **kwargs)) for name, kwargs in told]


def _sources(settings: Settings) -> Sequence[AnySource]:
    """The sources that are active. What is wrong with their file, each sweep says."""
    try:
        return read_sources(settings.sources).active()
    except UsageError as error:
        structlog.get_logger(__name__).warning("only the inbox is watched", detail=error.detail)
        return ()


def _folders(settings: Settings, sources: Iterable[AnySource]) -> Iterator[Folder]:
    """The inbox, and the folders among the sources."""
    yield inbox_of(settings)
    yield from (place for place in configured(settings, sources) if isinstance(place, Folder))
