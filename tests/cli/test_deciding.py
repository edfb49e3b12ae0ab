"""`feedmill link`, `unlink`, `links`, `story --why` and `stories --as-of`, as they are typed."""

from __future__ import annotations

import pytest

from tests.cli.homes import PAGE, Home

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home in which the newspaper page was ingested."""
    home = Home(tmp_path_factory.mktemp("cli"))
    home.rows("ingest", PAGE)
    return home


def test_a_link_is_listed_and_told_and_taken_back(home: Home) -> None:
    a, b = (row["id"] for row in home.rows("stories")[:2])
    (made,) = home.rows("link", a[:8], b, "--as", "version_of", "--note", "one fire")
    assert (made["verb"], made["relation"], made["note"], made["state"]) == ("link", "version_of", "one fire", "stands")
    assert home.rows("links") == [made]
    assert len(home.rows("stories")) == 4
    (tie,) = home.rows("story", a, "--why")
    assert (tie["rule"], tie["decision"]["note"]) == ("by hand", "one fire")
    told = home.run("story", a, "--why")
    assert f"{a[:12]} is a version of {b[:12]}" in told
    assert "one fire" in told
    assert f"{a[:12]}  not one story with  {b[:12]}" in home.run("unlink", a, b, "--note", "two fires")
    assert [row["state"] for row in home.rows("links")] == ["stands", "superseded"]
    assert len(home.rows("stories")) == 5
    home.run("check", "--full")


def test_a_story_shows_its_versions(home: Home) -> None:
    row = home.rows("stories")[0]
    (shown,) = home.rows("story", row["id"])
    assert [one["version"] for one in shown["history"]] == [row["version"]]
    assert "status       live" in home.run("story", row["id"])


def test_stories_as_of_a_moment(home: Home) -> None:
    assert home.rows("stories", "--as-of", "2026-03-01T12:00Z") == []
    assert len(home.rows("stories", "--as-of", "2100-01-01")) == 5
    assert home.run("stories", "--as-of", "yesterday", code=2).startswith("feedmill: moment_invalid: yesterday")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("link", "0123456789", "0123456788", "--as", "same", "--note", "x"), "unknown_version"),
        (("unlink", "0123456789", "0123456788", "--note", " "), "note_missing"),
        (("story", "0123456789", "--why", "--source"), "options_conflict"),
    ],
)
def test_wrong_use_is_one_line_with_a_code(home: Home, arguments: tuple[str, ...], code: str) -> None:
    assert home.run(*arguments, code=2).startswith(f"feedmill: {code}: ")


def test_a_link_as_something_unknown_and_one_without_a_note_are_refused(home: Home) -> None:
    for arguments in (("--as", "new", "--note", "x"), ("--as", "same")):
        assert "Usage: feedmill link" in home.run("link", "0123456789", "0123456788", *arguments, code=2)
