"""How sources are shared out among tasks: those of one host stay together, and no task has much more than another."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Mapping

MOST_SHARES = 64


def shared(hosts: Mapping[str, str], size: int) -> list[list[str]]:
    """Sources by name, with the host of each, in shares of about `size`; at most 64 shares, none empty.

    The largest hosts are dealt first, each to the share that has the least; the sources of a host keep their order.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for name, host in hosts.items():
        groups[host].append(name)
    count = max(1, min(MOST_SHARES, len(groups), math.ceil(len(hosts) / size)))
    shares: list[tuple[int, int, list[str]]] = [(0, at, []) for at in range(count)]
    for _, group in sorted(groups.items(), key=lambda one: (-len(one[1]), one[0])):
        filled, at, share = heapq.heappop(shares)
        heapq.heappush(shares, (filled + len(group), at, share + group))
    return [share for _, _, share in sorted(shares, key=lambda one: one[1]) if share]
