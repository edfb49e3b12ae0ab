"""What is added behind a press release, and what only begins like it."""

from __future__ import annotations

import pytest

from feedmill.splitting import split_text
from feedmill.splitting.added import is_added
from tests.splitting.stories import FERRY


@pytest.mark.parametrize(
    "line",
    [
        "Notes to editors",
        "NOTES FOR EDITORS:",
        "Editor’s note: the vote is on Monday",
        "Media contact:",
        "Contact: Jo Fenn, 555-0100",
        "For more information, please contact:",
        "For media enquiries call Jo Fenn",
        "Pressekontakt",
        "Hinweise für die Redaktion",
        "Weitere Informationen unter norwick.example",
        "Contact presse :",
        "Contatti",
        "About us",
    ],
)
def test_notes_contacts_and_boilerplate_are_added(line: str) -> None:
    assert is_added(line, "")


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("About the Norwick Trust", "The Norwick Trust looks after three ports."),
        ("ABOUT NORWICK TRUST:", "Norwick Trust looks after three ports."),
        ("Über die Norwick AG", "Die Norwick AG betreibt drei Häfen."),
        ("À propos de Norwick", "Norwick exploite trois ports."),
    ],
)
def test_who_somebody_is_stands_below_a_heading_with_the_same_name(line: str, below: str) -> None:
    assert is_added(line, below)
    assert not is_added(line, "Three ports were closed by a storm.")


@pytest.mark.parametrize(
    "line",
    [
        "Contact lost with weather satellite",
        "Kontakt zur Raumsonde abgebrochen",
        "Press office of ministry searched",
        "More information emerges on crash",
        "Notes of a banker sell for a million",
        "About 300 sheep die in barn fire",
        "Contact: " + "a word " * 20,
    ],
)
def test_headlines_that_begin_alike_are_not(line: str) -> None:
    assert not is_added(line, "A text about something else stands below.")


NOTES = (
    "1. The Norwick Trust was founded in 1972 and looks after three ports.\n2. The figures are those of the last year."
)
ABOUT = "The Norwick Trust works with towns along the coast to keep their harbours open. It employs 210 people."
CONTACT = "Jo Fenn, Head of Press\n+44 20 7946 0000\njo.fenn@norwick.example"


@pytest.mark.parametrize("mark", ["###", "ENDS", "-30-", "- ends -", "***"])
@pytest.mark.parametrize(
    "added",
    [
        ["Notes to editors", NOTES],
        ["About the Norwick Trust", ABOUT],
        ["Notes to editors", NOTES, "About the Norwick Trust", ABOUT, "Media contact:", CONTACT],
    ],
    ids=["notes", "about", "all"],
)
def test_a_press_release_with_what_is_added_is_one_story(mark: str, added: list[str]) -> None:
    text = "\n\n".join([FERRY.headline, *FERRY.paragraphs, mark, *added])
    (story,) = split_text(text).stories
    assert story.headline == FERRY.headline
