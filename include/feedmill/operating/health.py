"""What is wrong with a source, judged against its own habit: a pure look at what is known of it and its checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from feedmill.model.fetching import Alert, AlertKind, SourceState

FAILING = 3
"""So many checks in a row have to fail."""

HABIT = 5
"""So many times, with news or with items, are needed before there is a habit."""

SILENCE = 2.0
"""News may take so many times as long as it ever took."""

SHRUNK = 0.5
"""Below this share of what it usually holds, a source has shrunk; where it is so twice in a row."""

REPEATS = 6
"""So many changes in a row without anything new are a repetition, once the silence is too long as well."""

FEW = 4
"""A source that usually holds fewer items than this cannot shrink."""


@dataclass(frozen=True, slots=True)
class History:
    """What checks of a source showed, newest first.

    `news` are the times of checks that brought new stories, `loaded` the items and new stories of those whose content
    is loaded, `last_reason` why the last check failed, None where it did not.
    """

    news: Sequence[datetime] = ()
    loaded: Sequence[tuple[int, int]] = ()
    last_reason: str | None = None


def alerts(state: SourceState, history: History, now: datetime) -> list[Alert]:
    """Everything that is wrong with a source now; of each kind at most one."""
    found = {
        AlertKind.STOPPED: f"asked no more: {state.stopped}" if state.stopped else None,
        AlertKind.FAILING: _failing(state, history),
        AlertKind.TURNED_TO_HTML: _html(history),
        AlertKind.SHRINKING: _shrinking(history),
        **_silent(state, history, now),
    }
    return [Alert(state.source, kind, detail) for kind, detail in found.items() if detail]


def _failing(state: SourceState, history: History) -> str | None:
    if state.failures < FAILING or state.stopped:
        return None
    return f"{state.failures} checks in a row failed; the last: {history.last_reason or 'put off by the host'}"


def _html(history: History) -> str | None:
    reason = AlertKind.TURNED_TO_HTML.value
    return "a web page comes where a feed or sitemap was" if history.last_reason == reason else None


def _shrinking(history: History) -> str | None:
    last, usual = history.loaded[:2], [items for items, _ in history.loaded[2:]]
    if len(usual) < HABIT or median(usual) < FEW:
        return None
    few = all(items < SHRUNK * median(usual) for items, _ in last)
    return f"{last[0][0]} items; usually {median(usual):g}" if few else None


def _silent(state: SourceState, history: History, now: datetime) -> dict[AlertKind, str | None]:
    """Nothing new for too long: it repeats itself where its content goes on changing, else it is quiet."""
    limit = longest_silence(history.news)
    if limit is None or state.failures or state.stopped or now - history.news[0] <= limit:
        return {}
    said = f"nothing new for {_span(now - history.news[0])}; it never took longer than {_span(limit / SILENCE)}"
    unnew = next((at for at, (_, new) in enumerate(history.loaded) if new), len(history.loaded))
    kind = AlertKind.REPEATING if unnew >= REPEATS else AlertKind.QUIET
    return {kind: said if kind is AlertKind.QUIET else f"its content changed {unnew} times; {said}"}


def longest_silence(news: Sequence[datetime]) -> timedelta | None:
    """How long a source may bring nothing new, by how long it ever did; None while it has no habit."""
    gaps = [later - earlier for later, earlier in pairwise(news)]
    return SILENCE * max(gaps) if len(gaps) >= HABIT else None


def _span(span: timedelta) -> str:
    hours = span.total_seconds() / 3600
    return f"{hours / 24:.1f} days" if hours >= 48 else f"{hours:.1f} hours"
