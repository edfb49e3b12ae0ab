"""The image: linted, and safe by its structure."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT, files

DOCKERFILE = ROOT / "docker" / "Dockerfile"
TEXT = DOCKERFILE.read_text(encoding="utf-8")
STAGES = re.split(r"(?m)^(?=FROM )", TEXT)


def instructions(stage: str, name: str) -> list[str]:
    """The arguments of each instruction of that name, lines joined."""
    return re.findall(rf"(?m)^{name} (.*)$", stage.replace("\\\n", " "))


def test_hadolint_finds_nothing() -> None:
    linter = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([linter, DOCKERFILE], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_base_of_every_stage_is_an_argument_with_a_pinned_default() -> None:
    assert [stage.split()[1] for stage in STAGES[1:]] == ["${BASE}", "${BASE}"]
    assert instructions(STAGES[0], "ARG") == ["BASE=python:3.11-slim-bookworm"]


def test_what_is_built_with_does_not_ship() -> None:
    assert [line for line in instructions(STAGES[-1], "COPY") if "--from=" in line] == [
        "--from=build /opt/feedmill/venv /opt/feedmill/venv"
    ]


def test_every_package_from_outside_is_checked_against_a_hash() -> None:
    installs = re.findall(r"pip install [^&]*", " ".join(instructions(TEXT, "RUN")))
    assert len(installs) == 3
    assert [line for line in installs if "--require-hashes" not in line and "--no-index --no-deps" not in line] == []


def test_the_image_runs_as_nobody_special_and_says_how_it_is() -> None:
    assert instructions(STAGES[-1], "USER") == ["50000:50000"]
    assert instructions(STAGES[-1], "HEALTHCHECK") != []


@pytest.mark.parametrize("label", ["title", "description", "licenses", "version", "revision"])
def test_the_image_says_what_it_is(label: str) -> None:
    assert f"org.opencontainers.image.{label}=" in TEXT


def test_no_secret_is_built_in() -> None:
    assert re.findall(r"(?im)^(?:ENV|ARG) .*(?:password|secret|access_key|fernet|token).*$", TEXT) == []
    assert "docker/secrets" in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()


def test_all_that_is_copied_is_there() -> None:
    copied = [line.split() for line in instructions(TEXT, "COPY") if "--from=" not in line]
    named = [Path(word) for words in copied for word in words[:-1] if not word.startswith("--")]
    belonging = {path for file in files() for path in (file, *file.parents)}
    assert [str(path) for path in named if path not in belonging] == []
