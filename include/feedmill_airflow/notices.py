"""The doorbell of S3 prefixes: it rings when a queue holds messages, whatever they say, and takes them off.

No message is read. What is taken is decided by the listing compared with the claims, so that one that is lost, doubled,
late, forged or no JSON at all costs a look, never an object.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import structlog
from airflow.triggers.base import BaseEventTrigger, TriggerEvent

from feedmill.errors import FeedmillError, Outage
from feedmill_airflow.reasons import QueueReason

if TYPE_CHECKING:
    from feedmill.settings import S3Connection

T = TypeVar("T")

MOST = 1000
"""Messages that one ring stands for at most; the next one comes for the others."""
BATCH = 10
"""Messages that SQS hands out, or takes off, with one call at most."""
LISTEN_SECONDS = 5
"""How long one call waits for a message: a triggerer that is asked to end waits no longer for it."""
HIDDEN_SECONDS = 60
"""A message that was handed out and not taken off rings again after so long."""
TICK = 1.0
"""Seconds between two looks at least, where a queue does not wait as it is asked to."""
FIRST_PAUSE = 5.0
"""Seconds between two rings, or after the first failure; doubled while rings or failures follow one another."""
LONGEST_RINGING = 60.0
LONGEST_FAILING = 300.0


class Queue(Protocol):
    """What is asked of a queue. Each call raises `Outage` when it does not answer, is not there or refuses the keys."""

    def handed_out(self) -> list[str]:
        """The receipts of the messages that are there, 1,000 at most; none after some seconds without one."""

    def take_off(self, receipts: list[str]) -> None:
        """Have them never handed out again."""


class NoticeBell(BaseEventTrigger):
    """Rings once for all messages that wait in a queue, and takes them off after that: a kill between rings again.

    A queue that fails is told in the log and asked again ever more rarely; the prefixes are swept by the clock anyway.

    Args:
        queue_url: address of the queue.
        connection: id of the connection that holds its keys; None: the archive's.
        pause: seconds between two rings, at first.
    """

    def __init__(self, queue_url: str, connection: str | None = None, *, pause: float = FIRST_PAUSE) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # Airflow's base class states no types
        self.queue_url = queue_url
        self.connection = connection
        self.pause = pause

    def serialize(self) -> tuple[str, dict[str, Any]]:
        """Where the class stands, and its arguments: what Airflow keeps of a trigger. Keys are not among them."""
        kwargs = {"queue_url": self.queue_url, "connection": self.connection, "pause": self.pause}
        return f"{type(self).__module__}.{type(self).__qualname__}", kwargs

    async def run(self) -> AsyncIterator[TriggerEvent]:
        """Ring for as long as the trigger lives."""
        hand = ThreadPoolExecutor(1, "queue")  # its own: calls that wait would take those of other triggers
        try:
            async for receipts in self._heard(hand):
                yield _ring(len(receipts))
        finally:
            hand.shutdown(wait=False, cancel_futures=True)

    async def _heard(self, hand: ThreadPoolExecutor) -> AsyncIterator[list[str]]:
        """What the queue hands out, each time that it is anything. It is taken off once the next is asked for."""
        queue: Queue | None = None
        pause = self.pause
        while True:
            receipts: list[str] = []
            longest = LONGEST_RINGING
            try:
                queue = queue or await self._opened(hand)
                receipts = await _by(hand, queue.handed_out)
                if receipts:
                    yield receipts
                    await _by(hand, queue.take_off, receipts)
            except FeedmillError as error:
                queue, longest = None, LONGEST_FAILING
                self._complain(error, pause)
            quiet = queue is not None and not receipts
            await asyncio.sleep(TICK if quiet else pause)
            pause = self.pause if quiet else min(pause * 2, longest)

    async def _opened(self, hand: ThreadPoolExecutor) -> Queue:
        """The queue, with the keys that hold now: they may have been changed since it last failed."""
        from feedmill_airflow.connections import source_connection

        return await _by(hand, lambda: SqsQueue(self.queue_url, source_connection(self.connection)))

    def _complain(self, error: FeedmillError, pause: float) -> None:
        told = {"reason": str(error.reason), "detail": error.detail, "todo": error.reason.todo}
        log = structlog.get_logger(__name__)
        log.warning("the queue does not ring; the clock does", queue=self.queue_url, again_in=pause, **told)


class SqsQueue:
    """`Queue` on Amazon SQS, or what speaks its protocol.

    Args:
        url: address of the queue; calls go to its host, and are signed for its region where the host says one.
        connection: region and keys; what is not said is looked for where boto3 does.
    """

    def __init__(self, url: str, connection: S3Connection) -> None:
        import boto3
        from botocore.config import Config

        host = url.split("/")[2]
        secrets = (connection.access_key, connection.secret_key)
        access_key, secret_key = (secret.get_secret_value() if secret else None for secret in secrets)
        limits = Config(connect_timeout=3, read_timeout=LISTEN_SECONDS + 10, retries={"total_max_attempts": 2})
        self._url = url
        with _understood("opening"):
            self._client: Any = boto3.session.Session().client(
                "sqs",
                endpoint_url="/".join(url.split("/")[:3]),
                region_name=_region_of(host) or connection.region or "us-east-1",
                aws_access_key_id=access_key,
                aws_secret_access_key=secret_key,
                config=limits,
            )

    def handed_out(self) -> list[str]:
        """The receipts of the messages that are there; bodies are left unread."""
        receipts = self._received(LISTEN_SECONDS)
        while len(receipts) % BATCH == 0 and 0 < len(receipts) < MOST:
            more = self._received(0)
            if not more:
                break
            receipts += more
        return receipts

    def take_off(self, receipts: list[str]) -> None:
        """Delete the messages."""
        for start in range(0, len(receipts), BATCH):
            named = [{"Id": str(n), "ReceiptHandle": one} for n, one in enumerate(receipts[start : start + BATCH])]
            with _understood("DeleteMessageBatch"):
                answer = self._client.delete_message_batch(QueueUrl=self._url, Entries=named)
            if answer.get("Failed"):
                codes = sorted({str(one.get("Code")) for one in answer["Failed"]})
                raise Outage(QueueReason.UNREACHABLE, f"DeleteMessageBatch: {', '.join(codes)}")

    def _received(self, seconds: int) -> list[str]:
        told = {"MaxNumberOfMessages": BATCH, "WaitTimeSeconds": seconds, "VisibilityTimeout": HIDDEN_SECONDS}
        with _understood("ReceiveMessage"):
            answer = self._client.receive_message(QueueUrl=self._url, **told)
        return [str(one["ReceiptHandle"]) for one in answer.get("Messages", ())]


@contextmanager
def _understood(doing: str) -> Iterator[None]:
    """Turn whatever goes wrong into `Outage`. An answer's own message is left out: it may hold keys."""
    from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError, PartialCredentialsError
    from botocore.parsers import ResponseParserError

    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", "unknown"))
        status = int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
        busy = status >= 500 or status == 429 or "Throttl" in code
        reason = QueueReason.UNREACHABLE if busy else QueueReason.REFUSED
        raise Outage(reason, f"{doing}: {code}, status {status}") from error
    except (NoCredentialsError, PartialCredentialsError) as error:
        raise Outage(QueueReason.REFUSED, f"{doing}: {type(error).__name__}") from error
    except (BotoCoreError, ResponseParserError, ValueError) as error:
        raise Outage(QueueReason.UNREACHABLE, f"{doing}: {type(error).__name__}") from error


async def _by(hand: ThreadPoolExecutor, do: Callable[..., T], *arguments: Any) -> T:
    """What a call that waits gives, while the loop goes on."""
    return await asyncio.get_running_loop().run_in_executor(hand, do, *arguments)


def _region_of(host: str) -> str | None:
    """The region that Amazon's own host names say: sqs.REGION.amazonaws.com."""
    labels = host.partition(":")[0].split(".")
    return labels[labels.index("sqs") + 1] if "sqs" in labels[:-2] and "amazonaws" in labels else None


def _ring(messages: int) -> TriggerEvent:
    told = {"why": "notified", "messages": messages, "at": datetime.now(UTC).isoformat(timespec="milliseconds")}
    return TriggerEvent(told)  # type: ignore[no-untyped-call]  # Airflow's class states no types
