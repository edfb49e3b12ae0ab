"""What of a person's decision is archived, and under which key."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedmill.archive.decisions import LINKS, decision_key, from_bytes, to_bytes
from feedmill.archive.s3 import S3Archive
from feedmill.errors import Broken
from feedmill.model import Anchor, Decision, Locator, Relation, Verb

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
A = Anchor("ab" * 32, Locator("page.txt", 5, 90), 0, ((0, 10), (20, 30)))
B = Anchor("cd" * 32, Locator(), 7, ((3, 4),))


def a_decision(relation: Relation | None = Relation.EXCERPT_OF, note: str = "one fire") -> Decision:
    return Decision(Verb.LINK if relation else Verb.UNLINK, relation, A, B, NOON, note)


@given(st.sampled_from([*sorted(LINKS), None]), st.text(), st.datetimes(timezones=st.just(UTC)))
def test_a_record_tells_the_decision_that_it_was_made_of(relation: Relation | None, note: str, at: datetime) -> None:
    decision = replace(a_decision(relation, note), decided_at=at)
    assert from_bytes(to_bytes(decision), decision_key(decision.id)) == decision


def test_a_record_never_changes_its_form_between_releases() -> None:
    data = to_bytes(a_decision())
    assert data == (
        b'{"a":{"byte_end":90,"byte_start":5,"document":0,"member":"page.txt","original":"' + b"ab" * 32 + b'",'
        b'"spans":[[0,10],[20,30]]},"b":{"byte_end":null,"byte_start":null,"document":7,"member":null,"original":"'
        + b"cd"
        * 32
        + b'","spans":[[3,4]]},"decided_at":"2026-03-01T12:00:00.000000+00:00",'
        b'"id":"' + a_decision().id.encode() + b'","note":"one fire","relation":"excerpt_of","schema":1,"verb":"link"}'
    )
    assert a_decision().id == "3f27b75369d3266517b0bb92ade3b6ef760ee92be34701613b99d4803a854d35"


def test_the_id_is_of_all_that_was_decided_and_of_the_instant_not_its_zone() -> None:
    first = a_decision()
    others = [
        replace(first, verb=Verb.UNLINK, relation=None),
        replace(first, relation=Relation.SAME),
        replace(first, a=B, b=A),
        replace(first, a=replace(A, spans=((0, 10),))),
        replace(first, note="two fires"),
        replace(first, decided_at=NOON + timedelta(microseconds=1)),
    ]
    assert len({one.id for one in (first, *others)}) == 7
    assert replace(first, decided_at=NOON.astimezone(timezone(timedelta(hours=2)))).id == first.id


def changed(**fields: object) -> bytes:
    return json.dumps(json.loads(to_bytes(a_decision())) | fields).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        changed(schema=2),
        changed(verb="merge"),
        changed(relation=None),
        changed(relation="new"),
        changed(verb="unlink"),
        changed(note="another"),
        changed(a=None),
        changed(decided_at="yesterday"),
        changed(id=hashlib.sha256().hexdigest()),
    ],
)
def test_what_is_no_record_or_belongs_elsewhere_is_broken(data: bytes) -> None:
    with pytest.raises(Broken, match="record_unreadable"):
        from_bytes(data, decision_key(a_decision().id))


def test_a_record_under_another_key_is_broken() -> None:
    with pytest.raises(Broken, match="it tells of decisions/"):
        from_bytes(to_bytes(a_decision()), "decisions/other.json")


@pytest.mark.integration
def test_decisions_are_put_once_and_listed_around_a_bad_one(real_archive: S3Archive) -> None:
    first, second = a_decision(), a_decision(None)
    for decision in (first, second, first):
        real_archive.put_decision(decision)
    assert sorted(one.id for one in real_archive.decisions()) == sorted([first.id, second.id])
    assert [one.id for one in real_archive.decisions({first.id})] == [second.id]
    real_archive.client.put_object(Bucket=real_archive.bucket, Key="decisions/0.json", Body=b"[]")
    listed = real_archive.decisions()
    with pytest.raises(Broken):
        next(listed)
    assert len(list(listed)) == 2
