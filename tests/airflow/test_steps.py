"""How a step ends: done with a summary, skipped, failed for good, or to be tried again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException
from structlog.testing import capture_logs

from feedmill.archive.reasons import ArchiveReason
from feedmill.errors import ArchiveOutage, Broken, FeedmillError, Refused, UsageError
from feedmill.intake.reports import Swept
from feedmill.mill import Mill
from feedmill.model import Summary
from feedmill.settings import Settings
from feedmill_airflow import connections, steps
from tests.fakes import FakeArchive

Lines = list[dict[str, Any]]


@pytest.fixture
def mill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mill:
    """The mill that steps get: real, but for an archive in memory."""
    monkeypatch.setenv("FEEDMILL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("FEEDMILL_QUIET_SECONDS", "0")
    monkeypatch.setattr(connections, "stored", lambda _conn_id: None)
    opened = Mill.open(Settings())
    opened.__dict__["archive"] = FakeArchive()
    monkeypatch.setattr(Mill, "open", lambda _settings: opened)
    monkeypatch.setattr(Mill, "close", lambda _mill: None)
    return opened


@pytest.fixture
def lines() -> Iterator[Lines]:
    with capture_logs() as captured:
        yield captured  # type: ignore[misc]  # the records are plain dicts


def dropped(
    mill: Mill, name: str, data: bytes = b"The council met on Monday.\nIt decided to build a bridge.\n"
) -> None:
    mill.settings.inbox_folder.mkdir(parents=True, exist_ok=True)
    (mill.settings.inbox_folder / name).write_bytes(data)


def swept() -> list[str]:
    announced: list[str] = []
    steps.sweep_inbox(announced.extend, again=False)
    return announced


def test_a_sweep_announces_the_batch_of_what_it_took(mill: Mill, lines: Lines) -> None:
    dropped(mill, "a.txt")
    assert len(swept()) == 1
    last = lines[-1]
    assert last["event"] == "inbox swept"
    assert last["found"] == last["deliveries"] + last["refused"] + last["deferred"] == 1
    assert last["deliveries"] == last["archived"] + last["known"]


@pytest.mark.usefixtures("mill")
def test_a_sweep_of_an_empty_inbox_is_skipped(lines: Lines) -> None:
    with pytest.raises(AirflowSkipException):
        swept()
    assert lines[-1]["event"] == "inbox swept"


def test_a_file_that_is_refused_is_named_with_its_reason(mill: Mill, lines: Lines) -> None:
    dropped(mill, "a.txt")
    (mill.settings.inbox_folder / "link").symlink_to("/etc/hostname")
    swept()
    (warned,) = [line for line in lines if line["log_level"] == "warning"]
    assert (warned["name"], warned["reason"]) == ("link", "symlink")


def test_of_many_files_that_are_left_a_log_tells_the_first_and_counts_all(mill: Mill, lines: Lines) -> None:
    dropped(mill, "a.txt")
    for number in range(steps.SHOWN_LEFT + 5):
        (mill.settings.inbox_folder / f"link-{number}").symlink_to("nowhere")
    swept()
    assert len([line for line in lines if line["event"].startswith("refused")]) == steps.SHOWN_LEFT
    assert (lines[-1]["found"], lines[-1]["deliveries"], lines[-1]["refused"]) == (56, 1, 55)


def test_when_a_sweep_has_taken_enough_it_says_that_more_wait(
    mill: Mill, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("feedmill.intake.sweep.MOST_FILES", 1)
    dropped(mill, "a.txt")
    dropped(mill, "b.txt")
    assert len(swept()) == 1
    assert [line["event"] for line in lines if "more files wait" in line["event"]]


def test_a_batch_is_loaded_once_and_skipped_from_then_on(mill: Mill, lines: Lines) -> None:
    dropped(mill, "a.txt")
    (key,) = swept()
    assert steps.load_batch(key, run="one")["documents"] == 1
    last = lines[-1]
    assert last["event"] == "batch loaded"
    assert last["new"] + last["same"] + last["version_of"] + last["excerpt_of"] == last["stories"]
    with pytest.raises(AirflowSkipException, match="loaded already"):
        steps.load_batch(key, run="two")


def test_a_batch_in_the_hands_of_another_run_is_tried_again(mill: Mill) -> None:
    dropped(mill, "a.txt")
    (key,) = swept()
    mill._warehouse.lease(key, "another")
    with pytest.raises(AirflowException) as raised:
        steps.load_batch(key, run="one")
    assert not isinstance(raised.value, AirflowFailException)


def test_an_original_that_cannot_be_read_warns_and_does_not_fail(mill: Mill, lines: Lines) -> None:
    dropped(mill, "a.txt", b"%PDF-1.7")
    (key,) = swept()
    assert steps.load_batch(key, run="one")["quarantined"] == 1
    warned = [line for line in lines if line.get("look") == "feedmill quarantine"]
    assert [line["quarantined"] for line in warned] == [1]


@pytest.mark.usefixtures("mill")
def test_a_run_without_a_key_fails_for_good(lines: Lines) -> None:
    with pytest.raises(AirflowFailException):
        steps.load_batch(None, run="manual")
    assert lines[-1]["reason"] == "no_partition_key"


def form(**said: Any) -> dict[str, Any]:
    return {"text": "", "path": "", "s3_uri": "", "source": "desk", "kind": "auto"} | said


def test_a_form_tried_again_is_the_same_delivery(mill: Mill) -> None:
    params = form(text="The council met.\n")
    assert steps.receive_form(params, run="r1") == steps.receive_form(params, run="r1")
    assert steps.receive_form(params, run="r2") != steps.receive_form(params, run="r1")
    assert mill.ledger()["deliveries"] == 2


@pytest.mark.usefixtures("mill")
def test_a_form_is_loaded_by_its_delivery(lines: Lines) -> None:
    delivery = steps.receive_form(form(text="The council met.\n", kind="feed"), run="r1")
    assert [line["found"] for line in lines if line.get("expected")] == ["text"]
    assert steps.load_delivery(delivery)["deliveries"] == 1
    assert steps.load_delivery(delivery)["known"] == 1


def test_an_unknown_parameter_fails_for_good() -> None:
    with pytest.raises(AirflowFailException, match="sorce"):
        steps.refuse_unknown({"sorce": "desk"}, form())


def test_a_path_in_a_form_has_to_be_allowed(mill: Mill, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("news")
    with pytest.raises(AirflowFailException, match="path_not_allowed"):
        steps.receive_form(form(path=str(tmp_path / "a.txt")), run="r1")
    assert mill.ledger()["deliveries"] == 0


@pytest.mark.parametrize(
    ("error", "final"), [(ArchiveOutage, False), (Broken, True), (UsageError, True), (Refused, True)]
)
def test_an_outage_is_tried_again_and_what_a_person_must_change_is_not(
    error: type[FeedmillError], final: bool, lines: Lines
) -> None:
    with pytest.raises(AirflowException) as raised, steps.refusing():
        raise error(ArchiveReason.UNREACHABLE, "there")
    assert isinstance(raised.value, AirflowFailException) is final
    assert lines[-1]["reason"] == "archive_unreachable"


def test_the_record_of_a_sweep_has_the_counts_that_the_summary_adds_up() -> None:
    assert steps._counts(Swept(found=2, deliveries=2, known=2)) == {
        "found": 2,
        "deliveries": 2,
        "archived": 0,
        "known": 2,
        "seconds": 0.0,
        "standing": 0,
    }
    assert "quarantined" in steps._counts(Summary())
