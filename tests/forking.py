"""Runs a piece of a test in a process of its own: one that is killed, or one without privileges."""

from __future__ import annotations

import json
import os
import signal
import traceback
from collections.abc import Callable
from typing import Any

NOBODY = 65534


def killed_at(point: int, work: Callable[[Callable[[], None]], None]) -> bool:
    """Do the work in a forked process, which SIGKILLs itself at its n-th call of the function it is given.

    False when it came to its end without reaching that point.
    """
    return not ended(started(lambda: work(_Countdown(point))))


def started(work: Callable[[], object]) -> int:
    """Do the work in a forked process; returns its number. Wait for it with `killed` or `ended`."""
    child = os.fork()
    if child == 0:
        _ending(work)
    return child


def killed(child: int) -> bool:
    """SIGKILL a forked process. False when it had come to its end by itself."""
    os.kill(child, signal.SIGKILL)
    return not ended(child)


def ended(child: int) -> bool:
    """Wait for a forked process. True when it came to its end, False when it was killed."""
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return False
    assert os.waitstatus_to_exitcode(status) == 0, "the work failed by itself; its traceback stands above"
    return True


def unprivileged(work: Callable[[], Any]) -> Any:
    """What the work returns (as JSON can tell it) when it is done by a user who may not do everything.

    Loud where that is impossible: root must be able to become nobody.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _ending(lambda: _answering(writing, work))
    os.close(writing)
    with os.fdopen(reading, "rb") as answers:
        answer = answers.read()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, "the work failed; its traceback stands above"
    return json.loads(answer)


def _answering(writing: int, work: Callable[[], Any]) -> None:
    _become_nobody()
    os.write(writing, json.dumps(work()).encode())


def _become_nobody() -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    assert os.geteuid() != 0, "this test needs a user without privileges"


def _ending(work: Callable[[], object]) -> None:
    status = 1
    try:
        work()
        status = 0
    except BaseException:  # noqa: BLE001 -- whatever it is, a forked test must end here and not run on as pytest
        traceback.print_exc()
    os._exit(status)


class _Countdown:
    def __init__(self, point: int) -> None:
        self.left = point

    def __call__(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
