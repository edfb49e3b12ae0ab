"""Where links of mails lead: the address that is meant, or none."""

from __future__ import annotations

import pytest

from feedmill.reading.mail.links import address_of, leads_away

STORY = "https://www.marshpost.example/news/tram-depot-sold"


@pytest.mark.parametrize(
    "href",
    [STORY, f"{STORY}?utm_source=newsletter&utm_medium=email", f"https://www.google.com/url?rct=j&sa=t&url={STORY}&ct=ga",
     "https://eur01.safelinks.example/?url=https%3A%2F%2Fwww.marshpost.example%2Fnews%2Ftram-depot-sold&data=05",
     f"https://urldefense.example/v3/__{STORY}__;!!AbC", f"https://d.example/v3/__{STORY.replace('//', '/')}__;!!A",
     f"https://x.example/r?u=https%3A%2F%2Fy.example%2Fr%3Furl%3D{STORY}"],
)  # fmt: skip
def test_the_address_that_is_meant(href: str) -> None:
    assert address_of(href) == STORY


@pytest.mark.parametrize(
    "href",
    ["https://u1.ct.mailer.example/ls/click?upn=u001.AbC9dEf2GhI3jKl4MnO5pQr6StU7vWx8Yz",
     "https://link.mail.example/ss/c/u001.AbC9dEf2GhI3jKl4MnO5pQr6StU7vWx8Yz/4b/h1", "mailto:a@example.org", "#top",
     "https://[broken/?url=https://a.example", "https://[broken"],
)  # fmt: skip
def test_what_only_a_counter_knows_is_no_address(href: str) -> None:
    assert address_of(href) is None


@pytest.mark.parametrize(
    "href",
    ["https://www.marshpost.example/2026/11/18/the-story-of-a-depot-a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6",
     "https://www.linkedin.com/pulse/early-ferry-morag-tait-x1y2z", "https://www.croftlife.example/news/vet?id=88"],
)  # fmt: skip
def test_an_address_with_a_code_in_it_stays(href: str) -> None:
    assert address_of(href) == href


@pytest.mark.parametrize(
    ("href", "away"),
    [(STORY, True), (None, False), ("#1", False), ("mailto:a@b.example", False), ("https://www.facebook.com/x", False),
     ("https://x.com/x", False), ("https://www.linkedin.com/pulse/a-b", True), ("https://t.example/x", True)],
)  # fmt: skip
def test_links_to_networks_and_within_the_mail_lead_to_no_story(href: str | None, away: bool) -> None:
    assert leads_away(href) is away
