"""Records of decisions: what of a person's decision is archived, and under which key.

Canonical JSON, as delivery records are. A rebuilt warehouse takes its decisions from here.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from feedmill.archive.canonical import told, written
from feedmill.model import Anchor, Decision, Locator, Relation, Verb

SCHEMA = 1
DECISIONS = "decisions/"

LINKS = frozenset({Relation.SAME, Relation.VERSION_OF, Relation.EXCERPT_OF})
"""What a person may say that one story is to another."""


def decision_key(decision_id: str) -> str:
    """Where a decision stands: `decisions/<id>.json`."""
    return f"{DECISIONS}{decision_id}.json"


def id_in(key: str) -> str:
    """The id of the decision that should stand under a key."""
    return key.removeprefix(DECISIONS).removesuffix(".json")


def to_bytes(decision: Decision) -> bytes:
    """The record of a decision."""
    record = {
        "schema": SCHEMA,
        "id": decision.id,
        "verb": decision.verb.value,
        "relation": decision.relation.value if decision.relation else None,
        "a": _place(decision.a),
        "b": _place(decision.b),
        "decided_at": decision.decided_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "note": decision.note,
    }
    return written(record)


def from_bytes(data: bytes, key: str) -> Decision:
    """The decision that a record tells of. Raises `Broken` when it is none, or is not the one that its key names."""
    return told(data, key, schema=SCHEMA, make=_decision, key_of=lambda found: decision_key(found.id))


def _place(anchor: Anchor) -> dict[str, Any]:
    return {
        "original": anchor.original,
        "member": anchor.locator.member,
        "byte_start": anchor.locator.byte_start,
        "byte_end": anchor.locator.byte_end,
        "document": anchor.document,
        "spans": anchor.spans,
    }


def _decision(record: dict[str, Any]) -> Decision:
    verb = Verb(record["verb"])
    relation = None if record["relation"] is None else Relation(record["relation"])
    if (relation in LINKS) is not (verb is Verb.LINK):
        message = f"{verb} as {relation}"
        raise ValueError(message)
    decided_at = datetime.fromisoformat(record["decided_at"])
    return Decision(verb, relation, _anchor(record["a"]), _anchor(record["b"]), decided_at, record["note"])


def _anchor(place: dict[str, Any]) -> Anchor:
    spans = tuple((int(start), int(end)) for start, end in place["spans"])
    locator = Locator(place["member"], place["byte_start"], place["byte_end"])
    return Anchor(place["original"], locator, place["document"], spans)
