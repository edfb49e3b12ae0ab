"""`feedmill sweep`: what waits in folders and buckets is taken and loaded, without Airflow."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from feedmill.archive.connecting import connect
from feedmill.settings import Settings
from tests.cli.homes import Home

pytestmark = pytest.mark.integration

STORY = "The council of {0} voted on Monday to close its library for a year, the mayor of {0} said.\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home with a source beside the inbox: a prefix in the archive's own bucket."""
    sources = tmp_path / "sources.yaml"
    sources.write_text("sources:\n- {name: partner, kind: s3, prefix: 's3://feedmill/incoming/'}\n")
    monkeypatch.setenv("FEEDMILL_SOURCES", str(sources))
    (tmp_path / "home" / "inbox").mkdir(parents=True)
    return Home(tmp_path / "home")


@pytest.mark.enable_socket
def test_what_waits_in_the_inbox_and_in_a_bucket_is_loaded_and_what_cannot_be_is_named(home: Home) -> None:
    inbox = home.folder / "inbox"
    (inbox / "a.txt").write_text(STORY.format("Ely"))
    with connect(Settings(home=home.folder)) as archive:
        archive.client.put_object(Bucket="feedmill", Key="incoming/b.txt", Body=STORY.format("Bath").encode())
        swept, summary = home.rows("sweep")
        assert {name: swept[name] for name in ("type", "found", "deliveries", "archived", "refused", "batches")} == {
            "type": "sweep",
            "found": 2,
            "deliveries": 2,
            "archived": 2,
            "refused": 0,
            "batches": 2,
        }
        assert (summary["deliveries"], summary["new"], summary["quarantined"]) == (2, 2, 0)
        assert archive.client.get_object(Bucket="feedmill", Key="incoming/b.txt")["Body"].read()
        names = {name for row in home.rows("sightings") for name in row["names"]}
        assert names == {"a.txt", "s3://feedmill/incoming/b.txt"}
        os.mkfifo(inbox / "pipe")
        left, swept, summary = home.rows("sweep", code=1)
        assert (left["type"], left["outcome"], left["source"], left["name"], left["reason"]) == (
            ("left", "refused", "inbox", "pipe", "special_file")
        )
        assert (swept["found"], swept["refused"], summary["deliveries"]) == (1, 1, 0)
        again, _summary = home.rows("sweep")
        assert (again["found"], again["refused"], again["standing"]) == (1, 1, 1)
        assert [row["attempts"] for row in home.rows("quarantine")] == [2]
        (inbox / "link").symlink_to("/etc/hostname")
        shown = home.run("sweep", code=1)
        assert "refused   symlink  inbox: link" in shown
        assert "pipe" not in shown
        assert "swept: found 2  deliveries 0" in shown
