"""A source that falls silent is told by the first look after its limit has passed, and that look is not far off."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from feedmill.operating.health import SILENCE
from tests.mill.fetched import FetchingMill, rss, site

pytestmark = pytest.mark.integration

STEP = 300


def run(mill: FetchingMill, hours: float) -> None:
    """Rounds of what is due, every five minutes, as the DAG makes them."""
    for _ in range(int(hours * 3600 / STEP)):
        mill.look()
        mill.clock.move(STEP)


def times(mill: FetchingMill, where: str = "1") -> list[datetime]:
    return [
        datetime.fromisoformat(at) for (at,) in mill.rows(f"SELECT at FROM source_checks WHERE {where} ORDER BY at")
    ]


def test_silence_is_told_by_the_first_look_after_its_limit_and_clears_by_itself(tmp_path: Path) -> None:
    with site() as news:
        mill = FetchingMill(tmp_path, {"name": "a", "url": news.url("a.xml"), "cadence": "10m"})
        for at in range(8):
            news.says("a.xml", rss(f"Story {at}"), f'ETag: "{at}"')
            run(mill, 1)
        news.says("a.xml", b"", status="304 Not Modified")
        run(mill, 6)
        ((opened, cleared),) = mill.rows("SELECT opened_at, cleared_at FROM source_alerts WHERE kind = 'quiet'")
        assert cleared is None
        brought, looks = times(mill, "new_stories > 0"), times(mill)
        limit = brought[-1] + SILENCE * max(later - sooner for sooner, later in pairwise(brought))
        told = datetime.fromisoformat(opened)
        (before,) = [sooner for sooner, later in pairwise(looks) if sooner < told <= later][-1:]
        assert before <= limit < told
        assert told - limit <= (limit - brought[-1]) / 2 + timedelta(seconds=STEP)
        news.says("a.xml", rss("News again"))
        run(mill, 4)
        assert [row["alerts"] for row in mill.health()] == [[]]
