"""The README's commands are there, and those that take no Airflow do what it says."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from feedmill.cli import app
from tests.docs.pages import blocks, commands
from tests.house.sources import ROOT, python, text

FACES = ("README.md", "CONTRIBUTING.md", "docs/operating.md", "docs/deploying.md")
SPOKEN = [(page, command) for page in FACES for command in commands(page)]
STORED = ("ingest", "stories", "quarantine", "check")
BIN = Path(sys.executable).parent


def said(page: str, tool: str) -> list[list[str]]:
    """The words after `tool` wherever a page's commands or running text name it."""
    spoken = [*commands(page), *re.findall(rf"`((?:{tool}) [^`]+)`", text(Path(page)))]
    return [shlex.split(one)[1:] for one in spoken if one.startswith(f"{tool} ")]


@pytest.mark.parametrize("page", FACES)
def test_every_make_target_that_is_named_exists(page: str) -> None:
    targets = set(re.findall(r"(?m)^([a-z-]+):", text(Path("Makefile"))))
    assert {words[0] for words in said(page, "make") if words} - targets == set()


@pytest.mark.parametrize("page", FACES)
def test_every_feedmill_command_that_is_named_exists(page: str) -> None:
    known = typer.main.get_command(app)
    assert isinstance(known, typer.core.TyperGroup)
    assert {words[0] for words in said(page, "feedmill") if words[0].islower()} - set(known.commands) == set()


def test_every_file_that_the_commands_name_is_there() -> None:
    named = [word for _, command in SPOKEN for word in shlex.split(command) if re.match(r"(tests|docker)/", word)]
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def feedmill(command: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run one of the README's commands in the clone, with its own home."""
    environment = {"PATH": f"{BIN}:/usr/bin:/bin", "FEEDMILL_HOME": str(home)}
    return subprocess.run(
        ["sh", "-c", command], cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=120
    )


@pytest.mark.parametrize(
    "command", [command for command in commands("README.md") if command.startswith("feedmill split")]
)
def test_splitting_works_as_shown_and_stores_nothing(command: str, tmp_path: Path) -> None:
    done = feedmill(command, tmp_path / "home")
    assert (done.returncode, done.stderr) == (0, "")
    assert "NATO" in done.stdout
    assert not (tmp_path / "home").exists()


def test_the_page_of_the_readme_holds_five_stories(tmp_path: Path) -> None:
    done = feedmill("feedmill split --json - < tests/data/newspaper-page.txt", tmp_path)
    kinds = [json.loads(line)["type"] for line in done.stdout.splitlines()]
    assert (kinds.count("story"), kinds.count("furniture"), kinds.count("end")) == (5, 1, 1)


def test_the_library_does_what_the_example_says() -> None:
    (example,) = blocks("README.md", "python")
    done = subprocess.run([sys.executable, "-c", example], cwd=ROOT, check=True, capture_output=True, text=True)
    *stories, furniture = done.stdout.splitlines()
    assert len(stories) == 5
    assert furniture.startswith("credit ")


@pytest.mark.integration
def test_the_commands_without_airflow_work_in_their_order_in_an_empty_home(tmp_path: Path) -> None:
    spoken = [one for one in commands("README.md") if one.startswith(tuple(f"feedmill {name}" for name in STORED))]
    assert [shlex.split(one)[1] for one in spoken] == list(STORED)
    done = {command: feedmill(command, tmp_path / "home") for command in spoken}
    assert {command: (one.returncode, one.stderr[-300:]) for command, one in done.items() if one.returncode} == {}


@pytest.mark.integration
def test_a_story_is_found_by_the_first_digits_of_its_id(tmp_path: Path) -> None:
    feedmill("feedmill ingest tests/data/newspaper-page.txt", tmp_path)
    listed = feedmill("feedmill stories --json", tmp_path).stdout.splitlines()
    first = next(json.loads(line) for line in listed)
    shown = feedmill(f"feedmill story {first['id'][:8]} --json", tmp_path)
    assert (shown.returncode, json.loads(shown.stdout.splitlines()[0])["id"]) == (0, first["id"])


@pytest.mark.parametrize("name", ["demo", "test"])
def test_the_two_commands_are_what_the_makefile_calls_them(name: str) -> None:
    assert f"make {name}" in commands("README.md")
    assert re.search(rf"(?m)^{name}:.*## ", text(Path("Makefile")))


def test_the_automatic_run_calls_the_test_command_of_the_readme_and_nothing_else() -> None:
    script = text(Path(".ci/run"))
    called = re.findall(r"(?m)^make [^|&]*", script)
    assert [shlex.split(one)[-2] for one in called] == ["test"]
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_the_example_of_a_log_adds_up_and_says_what_the_code_says() -> None:
    (example,) = re.findall(r"<!-- example: log -->\n```\n(.*?)```", text(Path("README.md")), re.DOTALL)
    lines = [line for line in example.splitlines() if not line.startswith("#")]
    *_, summary = lines
    counts = {key: int(value) for key, value in re.findall(r"(\w+)=(\d+)(?= |$)", summary)}
    assert counts["new"] + counts["same"] + counts["version_of"] + counts["excerpt_of"] == counts["stories"]
    source = "".join(text(path) for path in python("include"))
    events = {re.split(r"\s{2,}| \w+=", line.split(maxsplit=2)[2])[0].strip() for line in lines}
    assert {event for event in events if f'"{event}"' not in source} == set()
