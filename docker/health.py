#!/usr/bin/env python3
"""Says by its exit code whether a service is well. Knows the standard library alone, so that asking costs little.

health.py URL         well when the address answers 200
health.py URL PART    well when Airflow's health report calls that part (scheduler, triggerer ...) healthy
"""

from __future__ import annotations

import json
import sys
import urllib.request

PATIENCE = 4.0
"""Seconds to wait for an answer."""


def well(url: str, part: str | None = None) -> bool:
    """Whether the service at `url` (`http://` alone) answers, and says that `part` is healthy."""
    if not url.startswith("http://"):
        return False
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(url, timeout=PATIENCE) as answer:
            body = answer.read()
    except OSError:
        return False
    return part is None or healthy(body, part)


def healthy(report: bytes, part: str) -> bool:
    """Whether Airflow's health report (JSON) calls the part healthy."""
    try:
        status = json.loads(report)[part]["status"]
    except (ValueError, KeyError, TypeError):
        return False
    return bool(status == "healthy")


if __name__ == "__main__":
    sys.exit(0 if well(*sys.argv[1:3]) else 1)
