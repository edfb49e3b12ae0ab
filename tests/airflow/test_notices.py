"""When a queue rings, what it takes off, and that nothing which stands in it or happens to it does harm."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from structlog.testing import capture_logs

from feedmill.errors import Outage
from feedmill.settings import S3Connection
from feedmill_airflow import connections, notices
from feedmill_airflow.notices import NoticeBell, SqsQueue
from feedmill_airflow.reasons import QueueReason
from tests.airflow.sqs import Sqs, queue

pytestmark = pytest.mark.enable_socket

NOTICE = json.dumps({"Records": [{"eventName": "ObjectCreated:Put", "s3": {"object": {"key": "in/a.xml"}}}]})
TEST_EVENT = json.dumps({"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "news"})
GARBAGE = ("", "{", "\x00\x1b[2J", "null", '{"Records": [{"s3": 7}]}', "[" * 10_000)

Lines = list[dict[str, Any]]


@pytest.fixture(scope="module")
def session() -> boto3.session.Session:
    """What makes clients: making it anew for each takes longer than all that they do."""
    return boto3.session.Session()


@pytest.fixture
def sqs(tmp_path: Path, session: boto3.session.Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sqs]:
    """A queue whose keys are those of the connection `theirs`."""
    monkeypatch.setattr(boto3.session, "Session", lambda: session)
    theirs = {"theirs": {"region": "eu-9", "access_key": "AKIATEST", "secret_key": "very-secret"}}
    monkeypatch.setenv("FEEDMILL_HOME", str(tmp_path))
    monkeypatch.setenv("FEEDMILL_S3_CONNECTIONS", json.dumps(theirs))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(connections, "stored", lambda _name: None)
    monkeypatch.setattr(notices, "LISTEN_SECONDS", 1)
    monkeypatch.setattr(notices, "TICK", 0.01)
    with queue() as found:
        yield found


@pytest.fixture
def lines() -> Iterator[Lines]:
    with capture_logs() as captured:
        yield captured  # type: ignore[misc]  # the records are plain dicts


def bell(sqs: Sqs, connection: str | None = "theirs") -> NoticeBell:
    return NoticeBell(sqs.url, connection, pause=0.01)


async def until(true: Callable[[], object]) -> None:
    while not true():  # noqa: ASYNC110 -- what is waited for happens in other threads
        await asyncio.sleep(0.01)


def rung(made: NoticeBell, then: Callable[[], object], do: Callable[[], object] = lambda: None) -> list[int]:
    """How many messages each ring stands for, `do` done in between, until something holds `then`."""

    async def listen() -> list[int]:
        found: list[int] = []

        async def ringing() -> None:
            async for ring in made.run():
                found.append(ring.payload["messages"])  # noqa: PERF401 -- it is cancelled, and keeps what came by then

        task = asyncio.create_task(ringing())
        do()
        await asyncio.wait_for(until(then), 20)
        task.cancel()
        await asyncio.wait([task])
        return found

    return asyncio.run(listen())


def keys(sqs: Sqs, connection: S3Connection | None = None) -> SqsQueue:
    return SqsQueue(sqs.url, connection or S3Connection(access_key="AKIATEST", secret_key="very-secret"))


def test_a_notice_rings_once_and_is_taken_off(sqs: Sqs) -> None:
    sqs.send(NOTICE)
    assert rung(bell(sqs), sqs.taken_off) == [1]


def test_a_notice_that_comes_later_rings(sqs: Sqs) -> None:
    assert rung(bell(sqs), sqs.taken_off, lambda: sqs.send(NOTICE)) == [1]


def test_a_burst_rings_once(sqs: Sqs) -> None:
    sqs.send(*[NOTICE] * 34)
    assert rung(bell(sqs), sqs.taken_off) == [34]


def test_a_ring_stands_for_no_more_than_so_many(sqs: Sqs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "MOST", 20)
    sqs.send(*[NOTICE] * 34)
    assert rung(bell(sqs), sqs.taken_off) == [20, 14]


@pytest.mark.parametrize("body", [TEST_EVENT, *GARBAGE], ids=range(1 + len(GARBAGE)))
def test_what_a_message_says_is_not_looked_at(sqs: Sqs, lines: Lines, body: str) -> None:
    sqs.send(body)
    assert rung(bell(sqs), sqs.taken_off) == [1]
    assert lines == []


def test_a_bell_that_dies_between_ringing_and_taking_off_rings_again(sqs: Sqs) -> None:
    sqs.send(NOTICE)

    async def killed() -> None:
        run = bell(sqs).run()
        await anext(run)
        await run.aclose()  # type: ignore[attr-defined]  # an async generator has it, its protocol does not

    asyncio.run(killed())
    assert not sqs.taken_off()
    sqs.show_again()
    assert rung(bell(sqs), sqs.taken_off) == [1]


def test_a_bell_made_from_what_airflow_keeps_is_the_same_bell_and_holds_no_keys(sqs: Sqs) -> None:
    path, kwargs = bell(sqs).serialize()
    assert path == "feedmill_airflow.notices.NoticeBell"
    assert NoticeBell(**kwargs).serialize() == (path, kwargs)
    assert kwargs == {"queue_url": sqs.url, "connection": "theirs", "pause": 0.01}


def test_calls_are_signed_with_the_keys_and_the_region_of_the_connection(sqs: Sqs) -> None:
    rung(bell(sqs), lambda: sqs.asked)
    assert all("Credential=AKIATEST/" in signed and "/eu-9/sqs/" in signed for _, _, signed in sqs.asked)


@pytest.mark.parametrize(
    ("call", "status", "code", "reason"),
    [
        ("ReceiveMessage", 403, "AccessDenied", QueueReason.REFUSED),
        ("ReceiveMessage", 400, "QueueDoesNotExist", QueueReason.REFUSED),
        ("ReceiveMessage", 400, "ThrottlingException", QueueReason.UNREACHABLE),
        ("ReceiveMessage", 500, "InternalFailure", QueueReason.UNREACHABLE),
        ("DeleteMessageBatch", 403, "AccessDenied", QueueReason.REFUSED),
    ],
)
def test_a_call_that_is_refused_says_why_and_shows_no_keys(
    sqs: Sqs, call: str, status: int, code: str, reason: QueueReason
) -> None:
    sqs.send(NOTICE)
    sqs.refuses[call] = (status, code)
    asked = keys(sqs)
    with pytest.raises(Outage) as caught:
        asked.take_off(asked.handed_out())
    assert caught.value.reason is reason
    assert caught.value.detail == f"{call}: {code}, status {status}"


def test_a_queue_that_refuses_is_told_and_asked_again_ever_more_rarely(sqs: Sqs, lines: Lines) -> None:
    sqs.refuses["ReceiveMessage"] = (403, "AccessDenied")
    assert rung(bell(sqs), lambda: len(lines) > 3) == []
    assert [line["again_in"] for line in lines[:4]] == [0.01, 0.02, 0.04, 0.08]
    assert {line["reason"] for line in lines} == {"queue_refused"}
    assert "very-secret" not in str(lines)
    assert "AKIATEST" not in str(lines)


def test_a_queue_that_answers_again_rings(sqs: Sqs, lines: Lines) -> None:
    sqs.send(NOTICE)
    sqs.refuses["ReceiveMessage"] = (500, "InternalFailure")

    def mended() -> bool:
        if lines:
            sqs.refuses.clear()
        return sqs.taken_off()

    assert rung(bell(sqs), mended) == [1]


def test_an_answer_that_is_none_hands_out_nothing(sqs: Sqs) -> None:
    sqs.answers["ReceiveMessage"] = b"<html>it works</html>"
    assert keys(sqs).handed_out() == []


def test_messages_that_were_not_taken_off_are_told(sqs: Sqs) -> None:
    sqs.answers["DeleteMessageBatch"] = b'{"Failed": [{"Id": "0", "Code": "ReceiptHandleIsInvalid"}], "Successful": []}'
    with pytest.raises(Outage) as caught:
        keys(sqs).take_off(["receipt"])
    assert caught.value.detail == "DeleteMessageBatch: ReceiptHandleIsInvalid"


def test_nobody_at_the_address_and_no_keys_are_told_apart(sqs: Sqs, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Outage) as caught:
        SqsQueue("http://127.0.0.1:9/1/news", S3Connection(access_key="a", secret_key="b")).handed_out()
    assert caught.value.reason is QueueReason.UNREACHABLE
    for name in ("AWS_ACCESS_KEY_ID", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nonexistent")
    with pytest.raises(Outage) as caught:
        keys(sqs, S3Connection(region="eu-1")).handed_out()
    assert caught.value.reason is QueueReason.REFUSED


def test_a_connection_that_is_not_there_is_told(sqs: Sqs, lines: Lines) -> None:
    assert rung(bell(sqs, "nobody's"), lambda: lines) == []
    assert lines[0]["reason"] == "s3_no_connection"
    assert sqs.asked == []


@pytest.mark.parametrize(
    ("host", "region"),
    [
        ("sqs.eu-central-1.amazonaws.com", "eu-central-1"),
        ("sqs.cn-north-1.amazonaws.com.cn", "cn-north-1"),
        ("vpce-1-a.sqs.eu-west-1.vpce.amazonaws.com:443", "eu-west-1"),
        ("sqs.example.org", None),
        ("127.0.0.1:4566", None),
    ],
)
def test_amazons_own_hosts_say_their_region(host: str, region: str | None) -> None:
    assert notices._region_of(host) == region
