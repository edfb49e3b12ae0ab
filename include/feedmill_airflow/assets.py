"""The two assets that carry the way of a delivery through Airflow.

The bell says only that something waits; the batches are announced by key. What is in either stands in the warehouse.
"""

from __future__ import annotations

from airflow.sdk import Asset, AssetWatcher

from feedmill.settings import Settings
from feedmill_airflow.triggers import InboxBell

FEED_BATCHES = Asset(name="feed_batches", group="feedmill")
"""Each event carries the key of one batch as its partition key; `ingest` runs once for each."""


def inbox_bell(settings: Settings) -> Asset:
    """The asset that gets an event whenever something waits in the drop folder."""
    trigger = InboxBell(
        path=str(settings.inbox_folder.absolute()),
        quiet=settings.quiet_seconds,
        poll=settings.inbox_poll,
        max_bytes=settings.archive_max_bytes,
    )
    return Asset(name="inbox_bell", group="feedmill", watchers=[AssetWatcher(name="inbox", trigger=trigger)])
