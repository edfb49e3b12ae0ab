"""Dates that lie ahead of their arrival: believed for two days, then NULL in what is shown, and kept as written."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from feedmill.model import Way
from feedmill.settings import Settings
from tests.fakes import FakeArchive, FakeClock
from tests.mills import LoneMill

ITEM = "<item><title>Ferry runs again</title><description>It runs again.</description><pubDate>{}</pubDate></item>"


def published(home: Path, ahead: timedelta) -> tuple[datetime, datetime | None]:
    """When an item says that it was published, and what the story shows of it."""
    mill = LoneMill(Settings(home=home), FakeArchive(), FakeClock())
    stated = (mill.clock.now() + ahead).replace(microsecond=0)
    feed = f'<rss version="2.0"><channel><title>F</title>{ITEM.format(format_datetime(stated))}</channel></rss>'
    delivery = mill.receive(io.BytesIO(feed.encode()), way=Way.MANUAL, source="test", name="feed", token="1")
    assert mill.ingest_delivery(delivery.id).new == 1
    (story,) = mill.stories()
    with mill.store.read() as connection:
        assert connection.exec_driver_sql("SELECT published_raw FROM documents").scalar() == format_datetime(stated)
    return stated, story["published_at"]


@pytest.mark.parametrize("ahead", [timedelta(days=-400), timedelta(0), timedelta(hours=47)])
def test_a_date_that_may_be_is_shown(tmp_path: Path, ahead: timedelta) -> None:
    stated, shown = published(tmp_path, ahead)
    assert shown == stated


@pytest.mark.parametrize("ahead", [timedelta(hours=49), timedelta(days=9000)])
def test_a_date_far_ahead_is_kept_as_written_alone(tmp_path: Path, ahead: timedelta) -> None:
    assert published(tmp_path, ahead)[1] is None
