"""NewsML 1.0 to 1.2: each story in the news items of a file is a document.

A news item holds components within components. A component with a headline and a text below it, without a component
of that kind between them, is a story; most items hold one, those with a component a language several. What a text is
for its story, its `Role` says: a title is its headline, a sub-headline or abstract its deck; captions, logos, style
sheets and texts for social media are left out, with a note; everything else is its text. Of equivalents (a list of
them, or the same text twice) the fullest is taken. A picture or video without a text has its caption as its text.
What is encoded in base64 is decoded where it is said to be text. Of lines in several languages the item's are stated.
`guid` is the public identifier, unless it is the same for all items of its sender; `doc_id` is the item's own. Where
an item holds several stories, theirs are those of their components, contents or files, else their place in the item.
Source of the rules: the DTD and functional specification of NewsML 1.2, and the files of AFP, Belga, EFE, ANP, SDA,
Kyodo, TASS, PA, ANA, Reuters and Business Wire.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedmill.errors import Rejected
from feedmill.model import Document, Locator, RejectedDocument
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.stating import Statements
from feedmill.reading.wire.components import CAPTIONS, COMPONENT, ITEM, PLACE, Story, parts_of, stories_in
from feedmill.reading.wire.elements import Around, Element, Known, attribute, every, inner, name_of
from feedmill.reading.wire.newsml_1_meta import kinds_in, state_components, state_item, state_kind
from feedmill.reading.wire.nitf import nitf_lines
from feedmill.reading.wire.ranges import ranges_of
from feedmill.reading.wire.shown import Shown
from feedmill.reading.wire.stories import document_of, joined_bylines, too_deep
from feedmill.reading.wire.xml import Tree, read_xml

NAME = "newsml_1"
OTHERS = ("Update", "TopicSet", "Catalog")
"""What an item may hold instead of components: changes to another one, or vocabularies."""


def read_newsml_1(piece: Piece) -> Iterator[Document | RejectedDocument]:
    """The stories of a NewsML 1 file. Raises `Rejected` as `read_xml`, and where there is no news item."""
    tree = read_xml(piece, (ITEM,), nested=True)
    items = _elements(tree.root, ITEM) or _elements(tree.root, COMPONENT)[:1]
    if not items:
        raise Rejected(ReadingReason.NOTHING_STATED, f"no {ITEM} within {name_of(tree.root)}")
    told = [(item, _stories(item)) for item in items]
    places = _places(piece, tree, told)
    envelopes = Around("NewsEnvelope")
    for number, (item, stories) in enumerate(told):
        whole, envelope = places.get(item, Locator()), envelopes.of(item)
        notes = (*piece.decoded.notes, *tree.noted(number))
        if number in tree.spoilt:
            yield too_deep(whole)
        elif isinstance(stories, Rejected):
            yield RejectedDocument(str(stories.reason), stories.detail, whole)
        elif not stories:
            yield _bare(item, envelope, whole, notes)
        else:
            kinds, known = kinds_in(item), Known()
            for story, part in zip(stories, parts_of(stories), strict=True):
                locator = places.get(story.owner, Locator()) if len(stories) > 1 else whole
                said = _stated(item, story, envelope, kinds, known, part)
                yield _document(story, said, locator, notes, part)


def _elements(root: Element, name: str) -> list[Element]:
    """All elements with a name, in document order."""
    return list(inner(root, name))


def _stories(item: Element) -> list[Story] | Rejected:
    """The stories of an item, or why they cannot be read."""
    try:
        return stories_in(item)
    except Rejected as error:
        return error


def _places(piece: Piece, tree: Tree, told: list[tuple[Element, list[Story] | Rejected]]) -> dict[Element, Locator]:
    """Where items stand in the bytes; and components, where several stories of one item have to be told apart."""
    places: dict[Element, Locator] = {}
    several = any(isinstance(stories, list) and len(stories) > 1 for _, stories in told)
    for name in (ITEM, COMPONENT) if several else (ITEM,):
        elements = _elements(tree.root, name)
        places |= zip(elements, ranges_of(piece, (name,), len(elements), nested=True, whole=tree.whole), strict=True)
    return places


def _bare(
    item: Element, envelope: Element | None, locator: Locator, notes: tuple[str, ...]
) -> Document | RejectedDocument:
    """An item without a text: its headline, or why that is no document."""
    components = _elements(item, COMPONENT)
    other = next((name_of(one) for one in every(item) if name_of(one) in OTHERS), None)
    if other and not components:
        return RejectedDocument(str(ReadingReason.NO_STORY), f"{ITEM} with a {other} alone", locator)
    referred = sum(1 for _ in inner(item, "NewsItemRef"))
    if referred:
        detail = f"{ITEM} with {referred} references to others"
        return RejectedDocument(str(ReadingReason.NO_STORY), detail, locator)
    story = Story(item, components)
    story.media.extend(filter(None, (attribute(one, "Href") for one in inner(item, "ContentItem"))))
    said = _stated(item, story, envelope, kinds_in(item), Known(), ("", ""))
    return _document(story, said, locator, notes, ("", ""))


def _stated(
    item: Element, story: Story, envelope: Element | None, kinds: list[str], known: Known, part: tuple[str, str]
) -> Statements:
    """What is stated of a story; `part` is what tells it from the item's others, and the field that says so."""
    said = Statements()
    state_item(known.of(item), envelope, part, said)
    state_components(item, story.chain, known, said)
    state_kind(kinds, said, captioned=bool(story.body) and all(text.role in CAPTIONS for text in story.body))
    for field, texts in (("headline", story.titles), ("deck", story.decks)):
        said.say(field, " ".join(dict.fromkeys(texts)), f"ContentItem {field}")
    said.add("media", story.media, "ContentItem@Href")
    return said


def _document(
    story: Story, said: Statements, locator: Locator, notes: tuple[str, ...], part: tuple[str, str]
) -> Document | RejectedDocument:
    """A story as a document, or why not."""
    lines = _lines(story, said)
    said.say("doc_id", next((attribute(one, "Duid") for one in story.chain if attribute(one, "Duid")), ""), "Duid")
    shared = f"#{part[0]}" if part[1] == PLACE else ""
    said.say("guid", f"{said.get('doc_id')}{shared}" if said.get("doc_id") else None, "NewsComponent@Duid")
    found_notes = [note for text in story.body for note in text.found.notes]
    left = (
        (f"left_out: {story.left_out} beside the story, such as a short form for elsewhere",) if story.left_out else ()
    )
    return document_of(NAME, said, lines, locator, (*notes, *found_notes, *left))


def _lines(story: Story, said: Statements) -> list[Shown]:
    """The lines of a story's texts, in their order; what NITF states of itself is stated."""
    lines: list[Shown] = []
    for text in story.body:
        if text.found.nitf is not None:
            lines += nitf_lines(text.found, said)
        else:
            lines += text.found.content.lines
            said.add("media", text.found.content.media, "DataContent")
            said.say("byline", joined_bylines(text.found.content.bylines), "DataContent byline")
        if "headline" not in said:
            said.say("headline", text.found.title, "DataContent title")
        if "language" not in said:
            said.say("language", text.found.language, "DataContent@xml:lang")
    return [*lines, *story.beside]
