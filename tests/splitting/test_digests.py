"""Newsletters and digests in plain text: short stories below headlines, numbers or rules, wrapped, with addresses."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence

import pytest

from feedmill.model import Label
from feedmill.splitting import split_text

ITEMS = {
    "Harbour bridge closed to lorries": """The council of Velmar voted on Tuesday to close the old harbour bridge to
        lorries. Engineers had found cracks in two of its pillars in March.""",
    "Towns vote on Sunday": """Voters in three towns go to the polls on Sunday to choose new mayors, after a campaign
        that turned on rents.""",
    "Ferry line sold to Finnish group": """The ferries that link the two islands have been sold for 90 million euros.
        The buyer keeps all 400 jobs until 2028.""",
    "Frost costs growers a third of the cherries": """Three nights of frost in April have cost the growers of the valley
        a third of their crop, their union said. Insurers pay only where hail fell.""",
    "Museum finds lost map in attic": """A chart of 1612 that was thought lost has turned up under the roof of the
        Tolmar museum. It shows the coast before the great fire.""",
}
GREETING = "Good morning. Here is what matters today."
END = "You are receiving this newsletter because you signed up.\nUnsubscribe: https://news.example/unsubscribe"


def filled(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), 68, break_on_hyphens=False)


def below_headlines(head: Callable[[str], str] = str) -> str:
    """A blank line above each headline, an address below each story."""
    parts = [
        f"{head(title)}\n{filled(text)}\nhttps://news.example/{title[:3].lower()}" for title, text in ITEMS.items()
    ]
    return "\n\n".join([GREETING, *parts, END])


def starred() -> str:
    """Headlines with a mark before them."""
    return "\n\n".join([*(f"* {title}\n{filled(text)}" for title, text in ITEMS.items()), END])


def ruled() -> str:
    """A rule above and below each headline, and blank lines."""
    rule = "=" * 50
    return "\n\n".join(
        [GREETING, *(f"{rule}\n{title}\n{rule}\n\n{filled(text)}" for title, text in ITEMS.items()), END]
    )


def numbered(apart: str = "\n\n") -> str:
    """Numbers before headlines."""
    parts = [f"{at}. {title}{apart}{filled(text)}" for at, (title, text) in enumerate(ITEMS.items(), 1)]
    return "\n\n".join([GREETING, *parts, END])


def numbered_briefs() -> str:
    """Numbers before stories without headlines."""
    return "\n\n".join([*(filled(f"{at}. {text}") for at, text in enumerate(ITEMS.values(), 1)), END])


@pytest.mark.parametrize(
    "text",
    [
        below_headlines(),
        below_headlines(str.upper),
        starred(),
        ruled(),
        numbered(),
        numbered("\n"),
        numbered_briefs(),
    ],
    ids=["headlines", "capitals", "stars", "rules", "numbers", "numbers above text", "numbered briefs"],
)
def test_each_story_of_a_digest_is_one(text: str) -> None:
    found = [story for story in split_text(text).stories if story.text != GREETING]
    assert [_end(story.text) for story in found] == [_end(text) for text in ITEMS.values()]
    assert all(story.confidence > 0.9 for story in found)


def _end(text: str) -> str:
    return " ".join(text.split())[-30:]


@pytest.mark.parametrize("text", [below_headlines(), numbered(), ruled()], ids=["headlines", "numbers", "rules"])
def test_headlines_of_a_digest_are_those_of_its_stories(text: str) -> None:
    found = [story.headline for story in split_text(text).stories if story.text != GREETING]
    assert [(headline or "").partition(". ")[2] or headline for headline in found] == list(ITEMS)


def test_addresses_and_the_words_of_a_newsletter_are_furniture() -> None:
    found = split_text(below_headlines())
    told = {below_headlines()[start:end]: one.label for one in found.furniture for start, end in one.spans}
    assert [label for text, label in told.items() if "Unsubscribe" in text] == [Label.SUBSCRIPTION]
    assert [label for text, label in told.items() if text.startswith("https://")] == [Label.RELATED] * len(ITEMS)


TOWN = [
    "The people of Alsheim saved the bridge over the Lenn, and they did so without the state of Verlia.",
    "Half of Alsheim gave money so that the bridge over the Lenn could be saved without the state of Verlia.",
    "The bridge over the Lenn was mended by people of Alsheim, without the state of Verlia, within a year.",
]


@pytest.mark.parametrize(
    "lines",
    [
        [TOWN[0] * 2, *(f"{at}. {text}" for at, text in enumerate(TOWN, 1))],
        [f"{at}. {text}" for at, text in enumerate(TOWN, 1)],
        ["What to take along", "1. Water for two days", "2. A warm coat", "3. Bread", *TOWN],
    ],
    ids=["below other text", "on one subject", "items of a list"],
)
def test_numbers_within_a_story_part_nothing(lines: Sequence[str]) -> None:
    assert len(split_text("\n".join(lines)).stories) == 1
