"""The pages tell the truth: generated sections are current, links lead somewhere, nothing is left out."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import metadata
from pathlib import Path

import pytest

from docs import generate
from feedmill.model import Way
from feedmill.settings import Settings
from feedmill.warehouse.tables import metadata as schema
from tests.docs.pages import leads_nowhere, links, pages
from tests.house.sources import ROOT, text

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", generate.PAGES)
def test_every_generated_section_is_current(name: str) -> None:
    page = text(Path(name))
    assert generate.rendered(page) == page, "run `make docs`"


def test_every_section_that_can_be_made_stands_in_a_page() -> None:
    found = {match["name"] for name in generate.PAGES for match in generate.SECTION.finditer(text(Path(name)))}
    assert found == set(generate.SECTIONS)


def test_a_section_that_is_not_current_is_written_anew() -> None:
    page = "before\n<!-- generated: formats -->\nold\n<!-- end of formats -->\nafter\n"
    assert generate.rendered(page) == page.replace("old\n", generate.formats())


@pytest.mark.parametrize("page", pages(), ids=str)
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    assert [target for target in links(page) if leads_nowhere(page, target)] == []


def test_every_reason_code_has_its_row() -> None:
    page = text(Path("docs/operating.md"))
    members = [member for reason in generate.reason_enums() for member in reason]
    assert len(members) > 20
    assert [str(member) for member in members if f"| `{member}` |" not in page] == []


def test_every_reason_code_says_what_it_means_and_what_to_do() -> None:
    members = [member for reason in generate.reason_enums() for member in reason]
    assert [str(member) for member in members if len(member.means) < 10 or len(member.todo) < 5] == []
    assert [str(member) for member in members if not re.fullmatch(r"[a-z][a-z0-9_]*", str(member))] == []


def test_a_reason_code_means_one_thing() -> None:
    codes = [str(member) for reason in generate.reason_enums() for member in reason]
    assert sorted({code for code in codes if codes.count(code) > 1}) == []


def test_every_setting_and_column_says_what_it_is() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
    unsaid = [
        f"{table.name}.{column.name}" for table in schema.tables.values() for column in table.c if not column.comment
    ]
    assert unsaid == []
    assert [table.name for table in schema.tables.values() if not table.comment] == []


def test_every_room_of_the_core_stands_in_the_picture_of_rooms() -> None:
    inside = (ROOT / "include" / "feedmill").iterdir()
    rooms = {path.stem for path in inside if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert rooms - {"__init__", "__main__"} == {name.removeprefix("feedmill.") for name in generate.ROOMS} - {
        "feedmill_airflow"
    }


def named(requirement: str) -> str:
    """The name of the package that a requirement asks for."""
    found = re.match(r"[A-Za-z0-9-]+", requirement)
    assert found
    return found[0]


def test_every_direct_dependency_has_its_line_with_its_licence() -> None:
    wanted = [named(one) for one in (*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"])]
    page = text(Path("docs/dependencies.md"))
    rows = re.findall(r"(?m)^\| ([\w-]+) \| (.+) \| ([^|]+) \|$", page.replace("| package |", ""))
    rows = [row for row in rows if row[0].strip("-")]
    assert sorted(name for name, _, _ in rows) == sorted(wanted)
    for name, _, licence in rows:
        stated = metadata(name).json.get("license_expression")
        assert stated in (None, licence), name


def test_every_way_of_arriving_has_its_word_in_the_schema() -> None:
    comment = schema.tables["deliveries"].c.way.comment or ""
    assert [way.value for way in Way if way.value not in comment] == []
