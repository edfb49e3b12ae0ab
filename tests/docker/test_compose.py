"""compose.yaml: valid, and safe by its structure. No engine is needed; a Compose command is asked if there is one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.house.sources import ROOT

DOCKER = ROOT / "docker"
FILE = DOCKER / "compose.yaml"
COMPOSE: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
AIRFLOW = ("api-server", "scheduler", "dag-processor", "triggerer")
SECRET_SETTING = re.compile(r"PASSWORD|SECRET|ACCESS_KEY|FERNET|TOKEN|CONN(_ASYNC)?(_|$)|_URL$")

every_service = pytest.mark.parametrize("name", SERVICES)


def compose_command() -> list[str] | None:
    """`docker compose` or `docker-compose`, whichever this machine has."""
    for command in (["docker", "compose"], ["docker-compose"]):
        if (
            shutil.which(command[0])
            and subprocess.run([*command, "version"], check=False, capture_output=True).returncode == 0
        ):
            return command
    return None


def test_the_file_keeps_to_the_compose_specification() -> None:
    schema = json.loads(Path(__file__).with_name("compose.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(COMPOSE)
    if command := compose_command():
        asked = subprocess.run([*command, "-f", str(FILE), "config", "-q"], check=False, capture_output=True, text=True)
        assert (asked.returncode, asked.stderr) == (0, "")


def test_all_parts_of_the_whole_are_there() -> None:
    assert set(SERVICES) == {"postgres", "archive", "init", *AIRFLOW}


@every_service
def test_a_service_is_no_root_and_can_become_none(name: str) -> None:
    user, group = SERVICES[name]["user"].split(":")
    assert (int(user) > 0, int(group) > 0) == (True, True)
    assert SERVICES[name]["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in SERVICES[name]["security_opt"]


@every_service
def test_a_service_writes_to_its_volumes_alone(name: str) -> None:
    assert SERVICES[name]["read_only"] is True


@every_service
def test_a_port_is_published_on_loopback_alone(name: str) -> None:
    assert [port for port in SERVICES[name].get("ports", []) if not port.startswith("127.0.0.1:")] == []


def test_the_ui_alone_is_published_and_the_rest_talks_inside() -> None:
    assert [name for name, service in SERVICES.items() if service.get("ports")] == ["api-server"]
    assert [name for name, service in SERVICES.items() if service["networks"] != ["inside"]] == ["api-server"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}


@every_service
def test_no_secret_stands_in_the_environment(name: str) -> None:
    for setting, value in SERVICES[name].get("environment", {}).items():
        if setting.endswith("_FILE"):
            assert value.startswith("/run/secrets/"), setting
        elif setting.endswith("_CMD"):
            assert value.startswith("cat /run/secrets/"), setting
        elif SECRET_SETTING.search(setting):
            assert re.fullmatch(r"http://[\w-]+(:\d+|\.\d|/|:\$\{\w+:-\d+\})*[\w/]*|/run/secrets/\w+", value), setting


@every_service
def test_each_secret_that_a_service_names_is_mounted_there(name: str) -> None:
    service = SERVICES[name]
    spoken = " ".join([*service.get("environment", {}).values(), *service.get("command", [])])
    assert set(re.findall(r"/run/secrets/(\w+)", spoken)) == set(service.get("secrets", []))


def test_every_secret_is_one_that_the_script_makes(secrets_made: set[str]) -> None:
    assert set(COMPOSE["secrets"]) == secrets_made
    assert {Path(of["file"]).parent.as_posix() for of in COMPOSE["secrets"].values()} == {"secrets"}


@every_service
def test_an_image_is_pinned_by_its_version(name: str) -> None:
    image = SERVICES[name]["image"]
    assert re.search(r":\d+\.\d+[\w.-]*\}?$", image), image


@every_service
def test_a_service_that_stays_says_how_it_is_and_comes_back(name: str) -> None:
    service = SERVICES[name]
    once = name == "init"
    assert service["restart"] == ("no" if once else "unless-stopped")
    assert service["healthcheck"].get("disable", False) is once


@pytest.mark.parametrize("name", AIRFLOW)
def test_airflow_starts_after_the_databases_are_migrated(name: str) -> None:
    assert SERVICES[name]["depends_on"] == {"init": {"condition": "service_completed_successfully"}}


def test_migrating_waits_for_the_database_and_the_archive() -> None:
    assert SERVICES["init"]["depends_on"] == {
        "postgres": {"condition": "service_healthy"},
        "archive": {"condition": "service_healthy"},
    }


def test_the_archive_sends_nothing_out_and_asks_for_keys() -> None:
    command = SERVICES["archive"]["command"]
    assert "-master.telemetry=false" in command
    assert "-s3.config=/run/secrets/archive_keys" in command
