"""Sources, states and answers for tests."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from feedmill.errors import UsageError
from feedmill.intake.fetching.answers import Answer
from feedmill.intake.fetching.reasons import FetchReason
from feedmill.intake.sources import FeedSource
from feedmill.intake.taking import take_stream

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
URL = "https://news.example/rss.xml"
RSS = b"<?xml version='1.0'?><rss><channel><title>News</title><item><title>One</title></item></channel></rss>"


def a_feed(**said: Any) -> FeedSource:
    return FeedSource.model_validate({"name": "news", "kind": "feed", "url": URL} | said)


def an_answer(body: bytes | None = RSS, *headers: tuple[str, str], status: int = 200, **said: Any) -> Answer:
    taken = None if body is None or status != 200 else take_stream(io.BytesIO(body), limit=10**6, name=b"answer")
    return Answer(status, said.pop("url", URL), headers, taken, **said)


def no_secrets(connection: str) -> str:
    """For rounds without secrets: every connection is missing."""
    raise UsageError(FetchReason.CONNECTION_MISSING, connection)
