"""Which ties a version has to others. Decided by the two versions alone, never by who came first."""

from __future__ import annotations

from collections.abc import Iterable

from feedmill.model import Edge, Relation, Version

RULE = "relating/1"


def edges(version: Version, candidates: Iterable[Version]) -> list[Edge]:
    """The ties of `version` to each candidate that it is tied to.

    Two versions are the same when their content is equal. The ends of a symmetric edge stand in order of their ids,
    so that either side finds the same edge.
    """
    return [_same(version, other) for other in candidates if _equal(version, other)]


def _equal(version: Version, other: Version) -> bool:
    return other.version_id != version.version_id and other.content_id == version.content_id


def _same(version: Version, other: Version) -> Edge:
    a, b = sorted((version.version_id, other.version_id))
    return Edge(a, b, Relation.SAME, {"content_id": version.content_id})
