"""The components of a NewsML 1 item: which of their contents are one story, and what each is for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from feedmill.model import Part
from feedmill.reading.wire.contents import Found, read_content
from feedmill.reading.wire.elements import (
    NAMES,
    Element,
    Known,
    attribute,
    by_name,
    child,
    first,
    inner,
    name_of,
    text_of,
)
from feedmill.reading.wire.shown import Shown

ITEM = "NewsItem"
COMPONENT = "NewsComponent"
TITLES = frozenset(("title", "headline"))
DECKS = frozenset(("subheadline", "subtitle", "abstract", "summary", "synopsis"))
CAPTIONS = frozenset(("caption", "legend", "description"))
CONTACTS = frozenset(("contact", "contacts", "presscontact", "presscontacts"))
"""Whom a press release names to ask."""

SHOWN_ELSEWHERE = (
    "stylesheet tweettext logo thumbnail quicklook preview highdef socialmedia image clip icon sidebarlink url locator"
)
LEFT_OUT = frozenset(SHOWN_ELSEWHERE.split())
MAX_SHARING = 100
PLACE = "place in the item"
"""The field of a story that nothing but its place tells from the others of its item."""

PICTURES = frozenset(("photo", "picture", "image", "graphic", "graphics", "video", "audio", "animation", "css"))


@dataclass(slots=True, eq=False)
class Text:
    """A text content: what it holds, its role in small letters, and the components around it, the closest first."""

    found: Found
    role: str
    chain: list[Element]
    owner: Element


@dataclass(slots=True)
class Story:
    """What one component tells: `owner` holds its headline; `chain` is where its statements stand, in that order."""

    owner: Element
    chain: list[Element]
    body: list[Text] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    decks: list[str] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    beside: list[Shown] = field(default_factory=list)
    left_out: int = 0
    known: set[str] = field(default_factory=set)
    equivalents: dict[Element, int] = field(default_factory=dict)


def stories_in(item: Element) -> list[Story]:
    """The stories of an item in their order; none where no component has a text."""
    known = Known()
    texts = [text for content in _contents(item) for text in _text(content, item, known)]
    told = [text for text in texts if _is_body(text)] or [text for text in texts if text.role in CAPTIONS]
    stories: dict[Element, Story] = {}
    for text in told:
        story = stories.setdefault(text.owner, Story(text.owner, _statements_of(text)))
        _add(story, text)
    bodies = set(told)
    for text in texts:
        if text not in bodies:
            _place(text, stories)
    _add_media(item, stories, known)
    return list(stories.values())


def parts_of(stories: Sequence[Story]) -> list[tuple[str, str]]:
    """For each of an item's stories what tells it from the others, and which field says so; for one alone nothing.

    The first of the ids of its components and contents, and of their file's name, that no other story has; where it
    has none, its place among them.
    """
    if len(stories) < 2:
        return [("", "")] * len(stories)
    named = [dict(_names_of(story)) for story in stories]
    told = Counter(name for names in named for name in names)
    own = (next(((name, field) for name, field in names.items() if told[name] == 1), None) for names in named)
    return [one or (str(at), PLACE) for at, one in enumerate(own, 1)]


def _names_of(story: Story) -> Iterator[tuple[str, str]]:
    """All that a story could be called by, the surest first, and the fields."""
    around = [one for text in story.body for one in reversed(text.chain)]
    within = [one for one in around if one is not story.owner and story.owner in one.iterancestors()]
    for one in (story.owner, *within, *inner(story.owner, "ContentItem")):
        for name in ("Duid", "Euid"):
            if attribute(one, name):
                yield attribute(one, name), f"{name_of(one)}@{name}"
    for one in inner(story.owner, "FileName"):
        if text_of(one):
            yield text_of(one), "FileName"


def _contents(item: Element) -> Iterator[Element]:
    """The content items of a news item, those of items within it left out."""
    ends = (ITEM, name_of(item))
    for one in inner(item, "ContentItem"):
        around = one.getparent()
        while around is not None and name_of(around) not in ends:
            around = around.getparent()
        if around is item:
            yield one


def _text(content: Element, item: Element, known: Known) -> Iterator[Text]:
    """The text of a content item, where it has one."""
    fields = by_name(content)
    media = attribute(first(fields, "MediaType"), "FormalName").lower()
    mime = attribute(first(fields, "MimeType"), "FormalName").lower()
    if media in PICTURES or mime.startswith(("image/", "video/", "audio/", "text/css")):
        return
    data = first(fields, "DataContent")
    data = data if data is not None and "Encoding" not in fields else next(inner(content, "DataContent"), None)
    if data is None:
        return
    kind = mime or media or attribute(first(fields, "Format"), "FormalName")
    found = read_content(data, kind=kind, encoding=attribute(first(fields, "Encoding"), "Notation"))
    if found.content.lines:
        chain = _chain(content, item)
        yield Text(found, _role(chain, known), chain, _owner(chain, item, known))


def _chain(content: Element, item: Element) -> list[Element]:
    """The components around a content, the closest first."""
    around: list[Element] = []
    one = content.getparent()
    while one is not None:
        if NAMES[one.tag] == COMPONENT:
            around.append(one)
        one = one.getparent() if one is not item else None
    return around


def _role(chain: list[Element], known: Known) -> str:
    """The role of the closest component that states one, in small letters."""
    roles = (attribute(first(known.of(component), "Role"), "FormalName").lower() for component in chain)
    return next((role for role in roles if role), "")


def _owner(chain: list[Element], item: Element, known: Known) -> Element:
    """The closest component with a headline; the outermost where none has."""
    titled = (one for one in chain if text_of(child(first(known.of(one), "NewsLines"), "HeadLine")))
    return next(titled, chain[-1] if chain else item)


def _is_body(text: Text) -> bool:
    """Whether a text is one that its story tells."""
    return not any(text.role in roles for roles in (TITLES, DECKS, CAPTIONS, CONTACTS, LEFT_OUT))


def _statements_of(text: Text) -> list[Element]:
    """Where the statements of a story stand: its owner and what is around it, then what is between it and the text."""
    at = text.chain.index(text.owner) if text.owner in text.chain else 0
    return [*text.chain[at:], *reversed(text.chain[:at])] or [text.owner]


def _add(story: Story, text: Text) -> None:
    """Take a text for a story, unless it is there already; of a list of equivalents the fullest stays."""
    shown = "\n".join([line.text for line in text.found.content.lines])
    equal = next((part for part in text.chain if attribute(part, "EquivalentsList").lower() == "yes"), None)
    if shown in story.known:
        return
    story.known.add(shown)
    if equal is None or equal not in story.equivalents:
        if equal is not None:
            story.equivalents[equal] = len(story.body)
        story.body.append(text)
    elif text.found.content.fuller(story.body[story.equivalents[equal]].found.content):
        story.body[story.equivalents[equal]] = text


def _place(text: Text, stories: dict[Element, Story]) -> None:
    """Give a text that no story tells to the story that it belongs to."""
    story = stories.get(text.owner) or next(iter(stories.values()), None)
    if story is None:
        return
    shown = " ".join(line.text for line in text.found.content.lines)
    if text.role in TITLES and text.owner is story.owner:
        story.titles.append(shown)
    elif text.role in DECKS and text.owner is story.owner:
        story.decks.append(shown)
    elif text.role in CAPTIONS or text.role in CONTACTS:
        story.beside += [line._replace(part=Part.AROUND) for line in text.found.content.lines]
    else:
        story.left_out += 1


def _add_media(item: Element, stories: dict[Element, Story], known: Known) -> None:
    """Name the pictures and the like that stand beside the texts, in each story they may belong to if there are few."""
    for content in _contents(item):
        address = attribute(content, "Href")
        if not address:
            continue
        owner = _owner(_chain(content, item), item, known)
        sharing = stories.values() if len(stories) <= MAX_SHARING else ()
        for story in [stories[owner]] if owner in stories else sharing:
            story.media.append(address)
