"""The whole way on a running Airflow: what is dropped is loaded once, whatever happens meanwhile."""

from __future__ import annotations

import os
import signal
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from feedmill.archive.connecting import connect
from tests.airflow.server import Server, eventually
from tests.airflow.sqs import Sqs
from tests.mill.fetched import Site

pytestmark = pytest.mark.airflow

LISTENING = "0A"


def story(name: str) -> str:
    return f"The council of {name} met on Monday.\nIt decided to build a bridge over the river near {name}.\n"


def runs(server: Server, dag: str, key: str) -> list[dict[str, Any]]:
    return server.api.runs(dag, partition_key_pattern=key)


def at_rest(server: Server) -> bool:
    """Whether no run of intake waits or runs."""
    return not any(run["state"] in {"queued", "running"} for run in server.api.runs("intake"))


def rung(server: Server) -> set[str]:
    """The runs of intake that something in the inbox began, not the clock."""
    return {run["dag_run_id"] for run in server.api.runs("intake") if run["run_type"] != "scheduled"}


def lines(server: Server, dag: str, run: str, task: str) -> list[dict[str, Any]]:
    """What feedmill wrote into a task's logs: those of all tries, since on a busy machine one may be tried again."""
    tries = int(server.api.get(f"/dags/{dag}/dagRuns/{run}/taskInstances/{task}")["try_number"])
    return [line for number in range(1, tries + 1) for line in server.api.summaries(dag, run, task, number)]


def last_line(server: Server, dag: str, run: str, task: str) -> dict[str, Any]:
    return lines(server, dag, run, task)[-1]


def batch_of(server: Server, name: str) -> str:
    return str(server.rows("SELECT batch_key FROM deliveries WHERE name = ?", name)[0][0])


def test_a_page_that_was_dropped_while_all_was_down_comes_out_as_its_five_stories(server: Server) -> None:
    assert eventually(lambda: server.loaded("page.txt"))
    (run,) = runs(server, "ingest", batch_of(server, "page.txt"))
    assert server.api.wait("ingest", run["dag_run_id"]) == "success"
    told = lines(server, "ingest", run["dag_run_id"], "load")
    (summary,) = [line for line in told if line["event"] == "batch loaded" and line["deliveries"]]
    assert (summary["deliveries"], summary["stories"]) == (1, 5)
    assert summary["new"] + summary["same"] + summary["version_of"] + summary["excerpt_of"] == summary["stories"]


def test_50_files_that_are_dropped_at_once_are_all_loaded_and_none_twice(server: Server) -> None:
    names = [f"burst-{number:02}.txt" for number in range(50)]
    for name in names:
        server.drop(name, story(name))
    assert eventually(lambda: len(server.loaded("burst-%")) >= len(names))
    assert server.loaded("burst-%") == names
    assert eventually(lambda: not list(server.settings.inbox_folder.glob("*.txt")))
    doubled = """SELECT d.name FROM deliveries d JOIN documents o ON o.original = d.original
                 WHERE d.name LIKE 'burst-%' GROUP BY d.name HAVING count(*) <> 1"""
    assert server.rows(doubled) == []


def test_a_message_wakes_the_sweep_of_its_prefix_whatever_it_says(server: Server, sqs: Sqs) -> None:
    with closing(connect(server.settings)) as archive:
        archive.client.put_object(Bucket=archive.bucket, Key="drop/notified.txt", Body=story("Notified").encode())
    sqs.send("no JSON at all")
    assert eventually(lambda: server.loaded("s3://feedmill/drop/notified.txt"))
    assert eventually(sqs.taken_off)
    said = b"".join(path.read_bytes() for path in (server.home / "airflow" / "logs").rglob("*.*") if path.is_file())
    assert b"'why': 'notified', 'messages': 1" in said
    assert b"very-secret" not in said
    assert b"no JSON at all" not in said


def test_what_a_form_names_is_fetched_and_loaded_and_a_source_that_fails_fails_no_task(
    server: Server, news: Site
) -> None:
    run = server.api.trigger("fetch_now", {"sources": "a b"})
    assert server.api.wait("fetch_now", run) == "success"
    assert eventually(lambda: server.loaded(news.url("a.xml")))
    headlines = server.rows("SELECT headline FROM documents WHERE headline IN ('One', 'Two') ORDER BY headline")
    assert headlines == [("One",), ("Two",)]
    checks = server.rows("SELECT source, outcome, reason FROM source_checks WHERE source <> 'c' ORDER BY at, source")
    assert set(checks) - {("a", "same", None)} == {("a", "changed", None), ("b", "failed", "host_fails")}


def test_a_source_that_is_not_there_fails_the_run_at_once(server: Server) -> None:
    run = server.api.trigger("fetch_now", {"sources": "nobody"})
    assert server.api.wait("fetch_now", run) == "failed"


def test_a_text_in_the_form_is_loaded(server: Server) -> None:
    run = server.api.trigger("ingest_now", {"text": story("the form"), "source": "desk", "kind": "text"})
    assert server.api.wait("ingest_now", run) == "success"
    assert server.rows("SELECT way, source FROM deliveries WHERE token = ?", run) == [("manual", "desk")]
    held = """SELECT count(*) FROM documents o JOIN deliveries d ON d.original = o.original
              WHERE d.token = ? AND d.parse_id = o.parse_id"""
    assert server.rows(held, run) == [(1,)]


def test_a_path_in_the_form_is_loaded_from_an_allowed_folder(server: Server) -> None:
    (server.allowed / "named.txt").write_text(story("the path"))
    run = server.api.trigger("ingest_now", {"path": str(server.allowed / "named.txt")})
    assert server.api.wait("ingest_now", run) == "success"
    assert (server.allowed / "named.txt").exists()


def test_an_s3_address_in_the_form_is_loaded(server: Server) -> None:
    (original,) = server.rows("SELECT sha256 FROM originals LIMIT 1")[0]
    address = f"s3://feedmill/originals/{original[:2]}/{original[2:4]}/{original}"
    run = server.api.trigger("ingest_now", {"s3_uri": address})
    assert server.api.wait("ingest_now", run) == "success"
    assert last_line(server, "ingest_now", run, "load")["known"] == 1


@pytest.mark.parametrize(("dag", "task"), [("intake", "sweep"), ("ingest", "load")])
def test_an_unknown_parameter_fails_a_run_by_hand(server: Server, dag: str, task: str) -> None:
    run = server.api.trigger(dag, {"sorce": "desk"})
    assert server.api.wait(dag, run) == "failed"
    assert last_line(server, dag, run, task)["reason"] == "unknown_parameter"


def test_a_run_of_ingest_without_a_key_fails_at_once_and_says_why(server: Server) -> None:
    run = server.api.trigger("ingest", {})
    assert server.api.wait("ingest", run) == "failed"
    assert last_line(server, "ingest", run, "load")["reason"] == "no_partition_key"


def test_a_file_that_cannot_be_read_is_quarantined_and_the_run_goes_on(server: Server) -> None:
    server.drop("mixed-rubbish.txt", "%PDF-1.7 is no text")
    server.drop("mixed-story.txt", story("the mixed batch"))
    assert eventually(lambda: len(server.loaded("mixed-%")) == 2)
    (run,) = runs(server, "ingest", batch_of(server, "mixed-rubbish.txt"))
    assert server.api.wait("ingest", run["dag_run_id"]) == "success"
    lines = list(server.api.summaries("ingest", run["dag_run_id"], "load"))
    assert any("feedmill quarantine retry" in str(line.get("retry")) for line in lines)


def test_what_can_never_be_taken_starts_no_run_after_run(server: Server) -> None:
    os.mkfifo(server.settings.inbox_folder / "pipe")
    (server.settings.inbox_folder / "link.txt").symlink_to("/etc/hostname")
    server.drop("beside.txt", story("the pipe"))
    assert eventually(lambda: server.loaded("beside.txt"))
    assert eventually(lambda: at_rest(server), 60)
    before = rung(server)
    time.sleep(5)
    assert rung(server) == before


def test_what_an_unpaused_ingest_missed_is_announced_again(server: Server) -> None:
    server.api.patch("/dags/ingest", {"is_paused": True})
    server.drop("missed.txt", story("the pause"))
    assert eventually(lambda: server.rows("SELECT 1 FROM deliveries WHERE name = 'missed.txt'"))
    assert eventually(lambda: at_rest(server), 60)
    server.api.patch("/dags/ingest", {"is_paused": False})
    run = server.api.trigger("intake", {"again": True})
    assert server.api.wait("intake", run) == "success"
    assert eventually(lambda: server.loaded("missed.txt"))


def test_what_is_due_is_fetched_by_the_schedule_and_loaded(server: Server, news: Site) -> None:
    assert eventually(lambda: server.loaded(news.url("c.xml")), 180)
    assert {run["run_type"] for run in server.api.runs("fetch_feeds")} == {"scheduled"}
    assert server.rows("SELECT count(*) FROM documents WHERE headline = 'Three'") == [(1,)]


def test_clearing_a_finished_run_changes_nothing(server: Server) -> None:
    server.drop("cleared.txt", story("clearing"))
    assert eventually(lambda: server.loaded("cleared.txt"))
    (run,) = runs(server, "ingest", batch_of(server, "cleared.txt"))
    server.api.wait("ingest", run["dag_run_id"])
    before = server.counts()
    server.api.post(f"/dags/ingest/dagRuns/{run['dag_run_id']}/clear", {"dry_run": False})
    time.sleep(0.5)
    assert server.api.wait("ingest", run["dag_run_id"]) == "success"
    assert server.counts() == before


def test_a_second_run_of_a_loaded_batch_changes_nothing(server: Server) -> None:
    server.drop("again.txt", story("again"))
    assert eventually(lambda: server.loaded("again.txt"))
    before = server.counts()
    run = server.api.trigger("ingest", {}, partition_key=batch_of(server, "again.txt"))
    assert server.api.wait("ingest", run) == "success"
    assert server.counts() == before


@pytest.mark.parametrize(
    ("conf", "reason"),
    [
        ({}, "not_exactly_one"),
        ({"text": "a", "path": "/b"}, "not_exactly_one"),
        ({"text": "a", "sorce": "desk"}, "unknown_parameter"),
        ({"path": "/etc/passwd"}, "path_not_allowed"),
        ({"s3_uri": "http://example.org/x"}, "s3_address_invalid"),
    ],
)
def test_a_form_that_is_not_right_fails_at_once_and_says_why(server: Server, conf: dict[str, str], reason: str) -> None:
    before = server.counts()
    run = server.api.trigger("ingest_now", conf)
    assert server.api.wait("ingest_now", run) == "failed"
    assert last_line(server, "ingest_now", run, "receive")["reason"] == reason
    assert server.counts() == before


def test_only_loopback_is_listened_on(server: Server) -> None:
    listening = set()
    for pid in server.processes():
        listening |= _listening_addresses(pid)
    assert listening == {f"0100007F:{server.settings.ui_port:04X}"}


def test_secrets_stand_in_files_of_their_owner_alone_and_in_no_log(server: Server) -> None:
    secrets = (server.home / "secrets.env").read_text().splitlines()
    values = [line.partition("=")[2].encode() for line in secrets if "ACCESS_KEY" in line or "SECRET" in line]
    for private in ("secrets.env", "airflow/passwords.json"):
        assert (server.home / private).stat().st_mode & 0o077 == 0
    logs = [path for path in (server.home / "airflow" / "logs").rglob("*") if path.is_file()]
    assert logs
    assert [path for path in logs if any(value in path.read_bytes() for value in values)] == []


def test_parts_that_are_killed_come_back_and_nothing_is_lost_or_doubled(server: Server) -> None:
    """All of them within seconds; each by itself is tried in tests/faults/test_airflow.py."""
    before = server.sessions()
    names = [f"killed-{number}.txt" for number in range(2 * len(before))]
    for name, part in zip(names[::2], before, strict=True):
        server.drop(name, story(name))
        time.sleep(0.5)
        server.kill_part(part)
    for name in names[1::2]:
        server.drop(name, story(name))
    assert eventually(lambda: len(server.loaded("killed-%")) >= len(names), 180)
    assert server.loaded("killed-%") == sorted(names)
    after = server.sessions()
    assert [part for part in before if after[part] == before[part] or before[part].members()] == []
    assert eventually(server.api.healthy, 60)


def test_a_supervisor_that_was_killed_leaves_nothing_that_the_next_start_does_not_end(server: Server) -> None:
    left = server.sessions()
    assert server.process
    server.process.kill()
    server.process.wait()
    assert any(session.members() for session in left.values())
    server.drop("orphaned.txt", story("the orphan"))
    (server.home / "up.out").rename(server.home / "up.out.killed")
    server.start()
    assert [name for name, session in left.items() if session.members()] == []
    assert eventually(lambda: server.loaded("orphaned.txt"))


def test_all_parts_end_with_the_supervisor(server: Server) -> None:
    ended = server.sessions()
    assert server.stop(signal.SIGINT) == 0
    assert [name for name, session in ended.items() if session.members()] == []


def _listening_addresses(pid: int) -> set[str]:
    """Addresses (hexadecimal, as the kernel writes them) on which a process listens; none where it has ended by now."""
    process = Path("/proc") / str(pid)
    handles: set[str] = set()
    try:
        for handle in (process / "fd").iterdir():
            with suppress(FileNotFoundError):  # closed meanwhile
                handles.add(str(handle.readlink()))
    except (FileNotFoundError, ProcessLookupError):
        return set()
    lines = [line.split() for table in ("tcp", "tcp6") for line in (process / "net" / table).read_text().splitlines()]
    return {fields[1] for fields in lines if fields[3] == LISTENING and f"socket:[{fields[9]}]" in handles}
