"""Feeds whose items are told apart badly: what a publisher's software does to guids and links between two looks."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.fetching import text_of
from benchmarks.fetching_days import NOT_THERE, OK, Said, item, rss

LOOK = 26 * 3600
"""Seconds between two looks: each source is due by then, whatever was learned of it."""

LOOKS = 4
NAMES = [f"Story {at}" for at in range(5)]

Body = tuple[bytes, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Variant:
    """What each path says at each look; how many stories were published, and how many wordings of them."""

    name: str
    stories: int
    looks: list[dict[str, Body]]
    wordings: int

    @property
    def paths(self) -> list[str]:
        """The feeds."""
        return list(self.looks[0])

    def says(self, path: str, at: int, _head: str) -> Said:
        """The answer at a time."""
        if path not in self.looks[0]:
            return NOT_THERE
        body, headers = self.looks[at // LOOK][path]
        return OK, body, headers


def _link(name: str, scheme: str = "https", query: str = "") -> str:
    return f"{scheme}://news.example/{name.replace(' ', '-').lower()}{query}"


def _variant(
    name: str, *looks: bytes, stories: int = len(NAMES), wordings: int | None = None, etags: list[str] | None = None
) -> Variant:
    """One feed; with `etags`, one for each look."""
    headers = [(f'ETag: "{etag}"',) for etag in etags] if etags else [()] * len(looks)
    said: list[dict[str, Body]] = [{"feed": pair} for pair in zip(looks, headers, strict=True)]
    return Variant(name, stories, said, wordings or stories)


def _all(**stated: str) -> bytes:
    """All stories, with what is stated of each; `{name}` stands for the story's own."""
    links = {name: _link(name) for name in NAMES}
    return rss(
        *(
            item(name, **{key: value.format(name=name, link=links[name]) for key, value in stated.items()})
            for name in NAMES
        )
    )


def _two(name: str, first: str, second: str, *, wordings: int = 1) -> Variant:
    """One story, carried by two feeds."""
    looks: list[dict[str, Body]] = [{"a": (rss(first), ()), "b": (rss(second), ())}] * 2
    return Variant(name, 1, looks, wordings)


_WELL = _all(guid="{name}", link="{link}")
_FIXED = text_of(NAMES[0]) + " It was corrected in the evening: seven, not six."
_TEASER = " ".join(text_of(NAMES[0]).split()[:30]) + " ..."

VARIANTS = [
    _variant("guids and links as they should be", *[_WELL] * LOOKS),
    _variant("the same bytes, a new ETag at each look", *[_WELL] * LOOKS, etags=[f"e{at}" for at in range(LOOKS)]),
    _variant("no guids", *[_all(link="{link}")] * LOOKS),
    _variant("no guids, tracking parameters that change", *(_all(link=f"{{link}}?utm_id={at}") for at in range(LOOKS))),
    _variant(
        "no guids, links go from http to https",
        *(rss(*(item(name, link=_link(name, scheme)) for name in NAMES)) for scheme in ("http", "https")),
    ),
    _variant("neither guids nor links", *[_all()] * LOOKS),
    _variant("new guids at each look", *(_all(guid=f"{{name}}-{at}", link="{link}") for at in range(LOOKS))),
    _variant("one guid for all items", *[_all(guid="1", link="{link}")] * LOOKS),
    _variant(
        "one guid, another story at each look",
        *(rss(item(name, guid="top", link="https://news.example/top")) for name in NAMES),
    ),
    _variant(
        "another story at each look, under the same ETag",
        *(rss(item(name, guid=name, link=_link(name))) for name in NAMES),
        etags=["e"] * len(NAMES),
    ),
    _variant(
        "a story that is corrected under its guid",
        *(rss(item(NAMES[0], guid="1", link=_link(NAMES[0]), text=text)) for text in (text_of(NAMES[0]), _FIXED)),
        stories=1,
        wordings=2,
    ),
    _two(
        "a story in two feeds",
        item(NAMES[0], guid="a1", link=_link(NAMES[0])),
        item(NAMES[0], guid="b7", link=_link(NAMES[0], query="?from=b")),
    ),
    _two(
        "a teaser in one feed, its whole story in another",
        item(NAMES[0], guid="a1", text=_TEASER),
        item(NAMES[0], guid="b7"),
        wordings=2,
    ),
]
