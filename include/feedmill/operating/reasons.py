"""The reason codes of operating."""

from __future__ import annotations

from feedmill.errors import TRANSIENT, Reason


class OperatingReason(Reason):
    """Why work that is shared among processes could not be done."""

    WORKER_LOST = (
        "worker_lost",
        "two processes in turn ended while they worked on this; nothing of it was loaded",
        "look for what ends them (`dmesg` names what the kernel killed for want of memory), then try the row again",
        TRANSIENT,
    )
    WORKERS_DIE = (
        "workers_die",
        "the processes that share the work end, one after the other, and nothing gets done",
        "look for what ends them (memory, a limit of the machine); with `--jobs 1` the error shows",
    )
