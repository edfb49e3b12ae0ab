"""Which folders have a doorbell, and how each rings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from feedmill.settings import Settings
from feedmill_airflow.assets import inbox_bell

SOURCES = """
sources:
- {name: wire, kind: folder, folder: wire, handover: marker, marker_suffix: .ok}
- {name: share, kind: folder, folder: /mnt/share, handover: rename, poll: true}
- {name: partner, kind: s3, prefix: 's3://news/in/'}
- {name: asleep, kind: folder, folder: asleep, active: false}
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


def test_where_the_file_of_sources_is_wrong_the_inbox_keeps_its_bell(tmp_path: Path) -> None:
    assert list(bells(tmp_path, "sources: [{name: wire}]")) == ["inbox"]
