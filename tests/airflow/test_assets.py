"""Which folders have a doorbell, and how each rings."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest
from airflow.providers.common.messaging.triggers.msg_queue import MessageQueueTrigger

from feedmill.settings import CLONE, Settings
from feedmill_airflow.assets import inbox_bell

SOURCES = """
sources:
- {name: wire, kind: folder, folder: wire, handover: marker, marker_suffix: .ok}
- {name: share, kind: folder, folder: /mnt/share, handover: rename, poll: true}
- {name: partner, kind: s3, prefix: 's3://news/in/'}
- {name: asleep, kind: folder, folder: asleep, active: false}
"""

SQS = "https://sqs.eu-central-1.amazonaws.com/123456789012"
QUEUES = f"""
sources:
- {{name: a, kind: s3, prefix: 's3://news/a/', queue: '{SQS}/one', connection: theirs}}
- {{name: b, kind: s3, prefix: 's3://news/b/', queue: '{SQS}/one', connection: ours}}
- {{name: c, kind: s3, prefix: 's3://news/c/'}}
- {{name: d, kind: s3, prefix: 's3://news/d/', queue: '{SQS}/two'}}
- {{name: asleep, kind: s3, prefix: 's3://news/e/', queue: '{SQS}/three', active: false}}
"""


def bells(tmp_path: Path, sources: str) -> dict[str, dict[str, Any]]:
    """The arguments of each watcher's trigger, by the watcher's name."""
    path = tmp_path / "sources.yaml"
    path.write_text(sources)
    watchers = inbox_bell(Settings(home=tmp_path, sources=path, archive_max_bytes=9)).watchers
    return {watcher.name: watcher.trigger.serialize()[1] for watcher in watchers}


def test_the_inbox_and_each_folder_among_the_sources_has_a_bell(tmp_path: Path) -> None:
    found = bells(tmp_path, SOURCES)
    assert list(found) == ["inbox", "wire", "share"]
    inbox, wire, share = found.values()
    assert (inbox["path"], inbox["quiet"], inbox["marker"], inbox["made"]) == (f"{tmp_path}/inbox", 0.5, "", True)
    assert (wire["path"], wire["quiet"], wire["marker"], wire["max_bytes"]) == (f"{tmp_path}/wire", 0.0, ".ok", 9)
    assert (share["path"], share["poll"], share["marker"], share["made"]) == ("/mnt/share", True, "", False)


def test_each_queue_among_the_s3_sources_has_one_bell_by_the_message_queue_trigger(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(QUEUES)
    watchers = inbox_bell(Settings(home=tmp_path, sources=path)).watchers
    found = {watcher.name: watcher.trigger for watcher in watchers if watcher.name != "inbox"}
    assert all(isinstance(trigger, MessageQueueTrigger) for trigger in found.values())
    assert {name: trigger.serialize() for name, trigger in found.items()} == {
        "a": ("feedmill_airflow.notices.NoticeBell", {"queue_url": f"{SQS}/one", "connection": "theirs", "pause": 5.0}),
        "d": ("feedmill_airflow.notices.NoticeBell", {"queue_url": f"{SQS}/two", "connection": None, "pause": 5.0}),
    }


def test_the_intake_runs_when_a_queue_rings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(QUEUES)
    monkeypatch.setenv("FEEDMILL_HOME", str(tmp_path))
    monkeypatch.setenv("FEEDMILL_SOURCES", str(path))
    dag = runpy.run_path(str(CLONE / "dags" / "intake.py"))["intake"]()
    (waited,) = dag.timetable.asset_condition.objects
    assert [watcher.name for watcher in waited.watchers] == ["inbox", "a", "d"]


def test_where_the_file_of_sources_is_wrong_the_inbox_keeps_its_bell(tmp_path: Path) -> None:
    assert list(bells(tmp_path, "sources: [{name: wire}]")) == ["inbox"]
