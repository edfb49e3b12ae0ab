"""`feedmill erase` and `erasures`, as they are typed."""

from __future__ import annotations

import pytest

from tests.cli.homes import PAGE, Home

pytestmark = pytest.mark.integration


def test_a_story_is_erased_listed_and_told_then_all_of_its_original(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = Home(tmp_path_factory.mktemp("cli"))
    home.rows("ingest", PAGE)
    stories = [one["id"] for one in home.rows("stories")]
    gone = stories.pop(2)
    (row,) = home.rows("erase", "--story", gone[:10], "--reason", "a court's order")
    assert (row["whole"], row["passages"], row["reason"]) == (False, 1, "a court's order")
    assert [one["id"] for one in home.rows("stories")] == stories
    assert "redacted, stories erased: 1: a court's order" in home.run("erasures", "--due")
    (told,) = home.rows("erasures", "--audit")
    assert (told["what"], told["why"]) == ("erase", "a court's order")
    assert gone in told["object"]
    assert "nothing is left" in home.run("erase", "--original", row["original"], "--reason", "another order")
    assert home.rows("stories") == []
    home.run("check", "--full")
