"""The steps of `reprocess`: what is selected is divided, parsed again part by part, and told."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException
from structlog.testing import capture_logs

from feedmill.mill import Mill
from feedmill.model import Way
from feedmill.model.replaying import Selection
from feedmill.settings import Settings
from feedmill.warehouse import selecting
from feedmill_airflow import connections, replaying_steps
from tests.fakes import FakeArchive, FakeClock
from tests.mill.replayed import bodies, later_stages
from tests.mills import LoneMill

FORM = dict.fromkeys(("since", "until", "source", "format", "original", "parser"))
RUN = "manual__2026-03-01"


@pytest.fixture
def mill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LoneMill:
    """The mill that steps get, with four originals that earlier stages parsed."""
    monkeypatch.setattr(connections, "stored", lambda _conn_id: None)
    opened = LoneMill(Settings(home=tmp_path / "home"), FakeArchive(), FakeClock())
    for number, text in enumerate(bodies()[:4]):
        body = BytesIO(f"{text}\n\n\n\n{bodies()[7]}".encode())
        name = f"{number}.txt"
        delivery = opened.receive(body, way=Way.MANUAL, source=f"desk{number % 2}", name=name, token="1")
        opened.ingest_delivery(delivery.id)
    later_stages(monkeypatch.setattr)
    monkeypatch.setattr(Mill, "open", lambda _settings: opened)
    monkeypatch.setattr(LoneMill, "close", lambda _mill: None)
    monkeypatch.setattr(selecting, "LEAST_IN_PART", 1)
    return opened


@pytest.fixture
def lines() -> Iterator[list[Any]]:
    with capture_logs() as captured:
        yield captured


def ran(**filled: Any) -> dict[str, Any]:
    """All steps of one run, one after the other."""
    form = FORM | filled
    parts = replaying_steps.plan(form, run=RUN)
    return replaying_steps.tell(form, parts, [replaying_steps.replay_part(form, part) for part in parts])


def test_a_diff_tells_what_would_change_and_leaves_everything_as_it_was(mill: LoneMill, lines: list[Any]) -> None:
    before = list(mill.sightings())
    told = ran(mode="diff")
    assert (told["selected"], told["originals"]) == (4, 4)
    splits = [line for line in lines if line.get("what") == "split"]
    assert told["changed_split"] == len(splits) > 0
    assert told["changes"] == sum(count for name, count in told.items() if name.startswith("changed_"))
    assert lines[-1]["event"] == "all parts are through"
    assert list(mill.sightings()) == before
    assert list((mill.settings.home / "trials").iterdir()) == []


@pytest.mark.usefixtures("mill")
def test_a_diff_says_that_nothing_would_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Mill, "changes_of", lambda *_: iter(()))
    told = ran(mode="diff")
    assert (told["selected"], told["changes"]) == (4, 0)
    assert not [name for name in told if name.startswith("changed_")]


def test_an_apply_parses_what_is_selected_and_a_second_one_finds_nothing(mill: LoneMill) -> None:
    told = ran(mode="apply", source="desk1")
    assert (told["selected"], told["originals"]) == (2, 2)
    assert mill.apply(Selection()).counts == {"selected": 4, "stand": 2}
    with pytest.raises(AirflowSkipException):
        ran(mode="apply", source="desk1")


def test_parts_are_of_the_whole_and_their_keys_are_small(mill: LoneMill) -> None:
    parts = replaying_steps.plan(FORM | {"mode": "apply"}, run=RUN)
    assert sum(part["originals"] for part in parts) == 4
    assert 1 < len(parts) <= selecting.MOST_PARTS
    assert all(set(part) == {"start", "end", "originals", "trial"} for part in parts)
    assert mill.parts(Selection(until=mill.clock.now().replace(year=2000))) == []


@pytest.mark.usefixtures("mill")
def test_a_part_that_is_not_done_fails_the_telling_and_can_be_made_up_for() -> None:
    form = FORM | {"mode": "diff"}
    parts = replaying_steps.plan(form, run=RUN)
    done = [replaying_steps.replay_part(form, part) for part in parts[:-1]]
    with pytest.raises(AirflowFailException, match="1 of"):
        replaying_steps.tell(form, parts, done)
    done.append(replaying_steps.replay_part(form, parts[-1]))
    assert replaying_steps.tell(form, parts, done)["changed_split"] > 0


@pytest.mark.usefixtures("mill")
@pytest.mark.parametrize("wrong", [{"mode": "delete"}, {"mode": "diff", "original": "0123456789abcdef"}])
def test_a_form_that_cannot_be_meant_fails_for_good(wrong: dict[str, str]) -> None:
    with pytest.raises(AirflowFailException):
        ran(**wrong)


def test_moments_are_in_utc_where_the_form_names_no_zone() -> None:
    form = FORM | {"mode": "diff", "since": "2026-03-01T12:00:00", "until": "2026-03-02T12:00:00Z"}
    chosen = replaying_steps.selected(form | {"original": "0123456789, abcdef0123"})
    assert chosen.since is not None
    assert chosen.until is not None
    assert (chosen.until - chosen.since).days == 1
    assert chosen.originals == ("0123456789", "abcdef0123")
