"""What this package gives to Airflow as a provider: a kind of queue for `MessageQueueTrigger`.

Read whenever Airflow asks what its providers have: it loads nothing that talks to a queue.
"""

from __future__ import annotations

from typing import Any

from airflow.providers.common.messaging.providers.base_provider import BaseMessageQueueProvider

SCHEME = "feedmill+sqs"
"""A scheme of its own: `sqs` is that of the Amazon provider, whose trigger takes a message off before it has rung, puts
its body into Airflow's metadata, and is started anew each second for as long as the queue refuses it."""


class NoticeQueues(BaseMessageQueueProvider):
    """Queues that a bucket's notices go to."""

    scheme = SCHEME

    def trigger_class(self) -> type[Any]:
        """What looks at such a queue."""
        from feedmill_airflow.notices import NoticeBell

        return NoticeBell


def provider_info() -> dict[str, Any]:
    """What the package's entry point for Airflow names."""
    return {
        "package-name": "feedmill",
        "name": "Feedmill",
        "description": "Notices of S3 buckets, from SQS",
        "queues": [f"{NoticeQueues.__module__}.{NoticeQueues.__qualname__}"],
    }
