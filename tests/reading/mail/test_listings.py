"""Digests in plain text: each of their stories with its headline, text and address."""

from __future__ import annotations

import textwrap

import pytest

from feedmill.model import Shape
from feedmill.reading.mail.listings import listing_of
from tests.reading.mail.messages import HEADER, mail
from tests.reading.mail.newsletters import ESSAY, GERMAN, JAPANESE, STORIES, Told, divided, stories_of

LINE = "-" * 60
DOUBLE = "=" * 60
HEAD = f"MARSH POST DAILY\nVol. 9, No. 212 -- Thursday, November 19, 2026\n{DOUBLE}\n\n"
FOOT = f"\n{DOUBLE}\nYou are receiving this digest because you subscribed at\nmarshpost.example. Reply to get out.\n"


def plain(text: str, more: str = "") -> bytes:
    """A plain mail."""
    header = HEADER.replace("Harbour opens", "Daily digest")
    return mail(text, f"MIME-Version: 1.0\n{more}Content-Type: text/plain; charset=utf-8\n", header=header)


def each(layout: str, stories: tuple[Told, ...] = STORIES, between: str = "\n\n") -> str:
    """A layout for each of some stories, their texts wrapped."""
    return between.join(
        layout.format(n=number, h=one.headline, H=one.headline.upper(), t=textwrap.fill(one.text, 66), u=one.url)
        for number, one in enumerate(stories, 1)
    )


LAYOUTS = {
    "numbers and rules": HEAD + each("{n}. {h}\n\n{t}\n\n{u}", between=f"\n\n{LINE}\n\n") + FOOT,
    "numbers in brackets": HEAD + each("({n}) {h}\n{t}\nRead more: {u}") + FOOT,
    "contents above": HEAD + each("{n}. {h}", between="\n") + "\n\n" + each("{n}. {h}\n\n{t}\n{u}") + FOOT,
    "stars and underlines": "View this email in your browser (https://x.example/v)\n\n"
    + each(f"** {{h}} ({{u}})\n{LINE}\n{{t}}\n\nRead more ({{u}})")
    + f"\n\n{DOUBLE}\nCopyright (C) 2026 Marsh Post, all rights reserved.\n\nUnsubscribe (https://x.example/u)",
    "underlined": HEAD + each(f"{{h}}\n{LINE}\n{{t}}\n\n<{{u}}>") + FOOT,
    "rules alone": "Good morning.\n\n" + LINE + "\n" + each("{h}\n\n{t}\n\n{u}", between=f"\n{LINE}\n") + f"\n{LINE}\n"
    "To unsubscribe from this list go to https://x.example/u\n",
    "addresses alone": HEAD + each("{h}\n\n{t}\n\n{u}") + FOOT,
    "addresses right below": HEAD + each("{h}\n{t}\n{u}") + "\n\nMarsh Post Ltd, 12 Quay Road\nhttps://x.example/u\n",
    "signs": each("■ {h}\n{t}\n{u}", between="\n\n") + "\n\nUnsubscribe: https://x.example/u",
    "arrows": HEAD + each("> {h}\n{t}\n→ {u}", between="\n\n") + FOOT,
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=list(LAYOUTS))
def test_each_story_of_a_plain_digest_has_its_headline_text_and_address(text: str) -> None:
    assert stories_of(plain(text)) == list(STORIES)


def test_capitals_stay() -> None:
    found = stories_of(plain(HEAD + each("{n}. {H}\n\n{t}\n\n{u}") + FOOT))
    assert found == [one._replace(headline=one.headline.upper()) for one in STORIES]


@pytest.mark.parametrize(
    ("stories", "text"),
    [(JAPANESE, "━" * 20 + "\n川辺新聞\n" + "━" * 20 + "\n\n" + each("■{h}\n{t}\n{u}", JAPANESE)
      + "\n\n" + "━" * 20 + "\n配信停止はこちら\nhttps://www.kawabe.example/stop\n発行：川辺新聞社\n"),
     (GERMAN, "Guten Morgen,\ndas ist wichtig:\n\n" + each("+++ {h} +++\n{t}\nMehr dazu: {u}", GERMAN)
      + "\n\nNewsletter abbestellen: https://x.example/a")],
    ids=["Japanese", "German"],
)  # fmt: skip
def test_plain_digests_in_other_languages(stories: tuple[Told, ...], text: str) -> None:
    found = stories_of(plain(text))
    assert [one._replace(headline=one.headline.strip("+ ")) for one in found] == list(stories)


def test_numbers_addresses_and_rules_stand_beside_the_stories() -> None:
    (around, parts), (first, _), *_ = divided(plain(LAYOUTS["numbers and rules"]))
    assert not parts.stories
    assert around.text.startswith("MARSH POST DAILY\nVol. 9")
    assert around.text.endswith("Reply to get out.")
    assert first.shape is Shape.ITEM
    assert first.text.split("\n") == ["1.", STORIES[0].headline, STORIES[0].text, STORIES[0].url]


NUMBERED = "Three things are known of the ferry.\n\n" + "\n\n".join(f"{n}. {one}" for n, one in enumerate(ESSAY, 1))


@pytest.mark.parametrize(
    "text",
    ["\n\n".join(ESSAY), NUMBERED, each("■ {h}\n{t}"), each("{n}. {h}\n\n{t}", between=f"\n\n{LINE}\n\n"),
     f"{NUMBERED}\n\nhttps://one.example/a\nhttps://two.example/b\n",
     "\n\n".join(f"{one}\nhttps://source.example/{n}" for n, one in enumerate(ESSAY)),
     each("{n}. {h}\n\n{t}\n\n{u}\n\n") + "A line\n" * 5000,
     f"Facts\n{LINE}\n{ESSAY[0]}\n\nFigures\n{LINE}\n{ESSAY[1]}\n\nMore: https://one.example/a and https://two.example"],
    ids=["prose", "numbers", "signs", "rules", "sources below", "sources within", "very long", "underlines"],
)  # fmt: skip
def test_a_text_whose_parts_state_no_address_is_left_to_splitting(text: str) -> None:
    assert listing_of(text) is None
