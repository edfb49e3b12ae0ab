"""XML of news agencies to trees, hardened: nothing is loaded, expanded or fetched, and nothing goes in silence.

A document type never reaches the parser. One that declares general entities, or parameter entities with a text, is
refused; one that only names the files of a DTD, as NITF and NewsML 1 do, is passed over, and so are names for single
characters. These and the entities of HTML are resolved here. XML that is not well-formed is read as far as it can be,
with a note: tags that do not match are matched first, so that one broken item of many spoils no other. Depth beyond
256 is refused: the item that has it, else the file.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache

from lxml import etree

from feedmill.errors import Rejected
from feedmill.reading.piece import Piece
from feedmill.reading.reasons import ReadingReason
from feedmill.reading.wire.balancing import Balanced, balanced
from feedmill.reading.wire.quoting import quoted
from feedmill.reading.wire.references import CONTROL, NUMBER, is_odd, possible, resolved

MAX_TAGS = 1_000_000
RESOURCE_LIMIT = 114
END_OF_DOCUMENT = 5
QUOTED = r"""[^\[\]<>"']++|"[^"]*+"|'[^']*+'"""
DECLARATION = re.compile(r"\s*+<\?xml\s[^>]{0,300}\?>")
INNER_DECLARATION = re.compile(r"<\?xml\s[^<>]{0,300}\?>")
DOCTYPE = re.compile(
    rf"<!DOCTYPE(?:{QUOTED})*+(?:\[(?:{QUOTED}|<!--(?:[^-]++|-(?!->))*+-->|[<>\[](?!!--))*+\]\s*+)?>", re.IGNORECASE
)
CHARACTER = r"""\s+([\w.:-]+)\s+["']&(#[xX][0-9A-Fa-f]{1,6}|#[0-9]{1,7});["']\s*>"""
ENTITY = re.compile(rf"<!ENTITY(?!\s+%\s+[\w.:-]+\s+(?:SYSTEM|PUBLIC)\b|{CHARACTER})", re.IGNORECASE)
NAMED_CHARACTER = re.compile(f"<!ENTITY{CHARACTER}", re.IGNORECASE)
PROLOG = re.compile(r"(?:\s++|<\?(?:[^?]++|\?(?!>))*+\?>|<!--(?:[^-]++|-(?!->))*+-->)*+")
STRAY = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<(?![A-Za-z_:/!?])|<(?=[\w.+-]{1,64}@)", re.DOTALL)
PREFIXED = re.compile(r"[^{}]*:([A-Za-z_][\w.-]*)")


@dataclass(frozen=True, slots=True)
class Tree:
    """The root of an XML text, and notes on what was wrong with it.

    `spoilt` has the numbers of items that were too deep to be parsed, and stand in the tree without their content;
    `cut` of those that the end of the file cuts off.
    """

    root: etree._Element
    notes: tuple[str, ...] = ()
    spoilt: frozenset[int] = frozenset()
    cut: frozenset[int] = frozenset()

    @property
    def whole(self) -> bool:
        """Whether it was well-formed."""
        return not self.notes

    def noted(self, number: int) -> tuple[str, ...]:
        """The notes for an item."""
        return (*self.notes, "truncated: the file ends within this item") if number in self.cut else self.notes


def read_xml(piece: Piece, items: tuple[str, ...] = (), *, nested: bool = False) -> Tree:
    """The tree of a piece; `items` are the elements that are items of its own, which may be `nested` or not.

    Raises `Rejected`: entity_declarations, too_complex, not_well_formed.
    """
    decoded = piece.decoded
    if decoded.exact and not decoded.bom and not _is_typed(decoded.text) and not is_odd(decoded.text):
        with suppress(Rejected):
            tree = _strictly(piece.data.lstrip())
            if tree is not None:
                return Tree(tree)
    return read_text(decoded.text, items, nested=nested)


def _is_typed(xml: str) -> bool:
    """Whether a document type stands before the root."""
    prolog = PROLOG.match(xml)
    start = prolog.end() if prolog else 0
    return xml[start : start + 9].upper() == "<!DOCTYPE"


def read_text(text: str, items: tuple[str, ...] = (), *, nested: bool = False) -> Tree:
    """The tree of a decoded text, as `read_xml`."""
    declaration = DECLARATION.match(text)
    xml = text[declaration.end() :] if declaration else text
    xml, doctype = _without_doctype(xml)
    xml, named = resolved(xml, dict(NAMED_CHARACTER.findall(doctype)))
    notes = () if doctype or not named else (f"not_well_formed: entities that are not declared, {', '.join(named)}",)
    try:
        tree = _strictly(_bytes(xml))
        if tree is not None:
            return Tree(tree, notes)
        joined = _joined(xml)
        tree = _strictly(_bytes(joined)) if joined else None
        return Tree(tree, notes) if tree is not None else _matched(joined or xml, notes, items, nested=nested)
    except Rejected as error:
        if not items or error.reason is not ReadingReason.TOO_COMPLEX:
            raise
        return _without_deep(_joined(xml) or xml, notes, items, error, nested=nested)


def _bytes(xml: str) -> bytes:
    """The text as parsers take it."""
    return xml.encode("utf-8", errors="replace").lstrip()


def _matched(xml: str, notes: tuple[str, ...], items: tuple[str, ...], *, nested: bool) -> Tree:
    """The tree of XML that is not well-formed, its attributes in quotes and its tags matched if they were not."""
    with_quotes = quoted(xml)
    if with_quotes != xml:
        xml, notes = with_quotes, (*notes, "not_well_formed: attributes without quotes or a value, or twice in a tag")
        tree = _strictly(_bytes(xml))
        if tree is not None:
            return Tree(tree, notes)
    found = balanced(xml, items, nested=nested)
    if found.text == xml:
        return _leniently(xml, notes)
    return _tree(found, (*notes, "not_well_formed: tags that do not match; each was ended with what it stands in"))


def _without_deep(xml: str, notes: tuple[str, ...], items: tuple[str, ...], error: Rejected, *, nested: bool) -> Tree:
    """The tree of XML that is too deep, without the items that are; refused as before where these are all."""
    found = balanced(xml, items, nested=nested) if xml.count("<") <= MAX_TAGS else None
    if found is None or not found.spoilt or len(found.spoilt) == found.items:
        raise error
    return _tree(found, notes)


def _tree(found: Balanced, notes: tuple[str, ...]) -> Tree:
    """The tree of a text whose tags match."""
    root = _strictly(_bytes(found.text))
    tree = Tree(root, notes) if root is not None else _leniently(found.text, notes)
    return replace(tree, spoilt=found.spoilt, cut=found.cut)


def _joined(xml: str) -> str:
    """Several XML texts, one after the other, in one element; blank where there is only one. Raises as `read_xml`."""
    if "<?xml" not in xml:
        return ""
    typed = DOCTYPE.sub("", xml)
    for doctype in DOCTYPE.finditer(xml):
        if ENTITY.search(doctype[0]):
            raise Rejected(ReadingReason.ENTITY_DECLARATIONS, doctype[0][:60])
    return f"<documents>{INNER_DECLARATION.sub('', typed)}</documents>"


def _without_doctype(xml: str) -> tuple[str, str]:
    """The text without its document type, and that. Raises `Rejected` where it declares entities."""
    if not _is_typed(xml):
        return xml, ""
    prolog = PROLOG.match(xml)
    start = prolog.end() if prolog else 0
    doctype = DOCTYPE.match(xml, start)
    declared = xml[start : doctype.end() if doctype else start + 1_000_000]
    entity = ENTITY.search(declared)
    if entity is not None:
        raise Rejected(ReadingReason.ENTITY_DECLARATIONS, declared[entity.start() : entity.start() + 60])
    if doctype is None:
        raise Rejected(ReadingReason.NOT_WELL_FORMED, "a document type without an end")
    return xml[doctype.end() :], declared


def _parser(*, recover: bool = False, huge: bool = False) -> etree.XMLParser:
    """A parser that loads nothing and expands nothing; the bytes are UTF-8, whatever their declaration says."""
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        recover=recover,
        huge_tree=huge,
    )


@cache
def _strict_parser(*, huge: bool) -> etree.XMLParser:
    """A parser that stops at the first fault; it is made once."""
    return _parser(huge=huge)


def _strictly(xml: bytes, *, huge: bool = False) -> etree._Element | None:
    """The root of well-formed XML, or None. Text of more than 10 MB is taken in a second attempt, depth never."""
    if len(xml) > MAX_TAGS and xml.count(b"<") > MAX_TAGS:
        raise Rejected(ReadingReason.TOO_COMPLEX, f"{xml.count(b'<')} tags")
    try:
        return etree.fromstring(xml, _strict_parser(huge=huge))
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", None) != RESOURCE_LIMIT:
            return None
        if "depth" in str(error) or huge:
            raise Rejected(ReadingReason.TOO_COMPLEX, str(error)) from None
        return _strictly(xml, huge=True)


def _leniently(xml: str, notes: tuple[str, ...]) -> Tree:
    """What can be had of XML that is not well-formed."""
    cleaned = STRAY.sub(lambda match: "&lt;" if match[0] == "<" else match[0], CONTROL.sub("\ufffd", xml))
    data = NUMBER.sub(possible, cleaned).encode("utf-8", errors="replace").lstrip()
    parser = _parser(recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Rejected(ReadingReason.NOT_WELL_FORMED, str(error)) from None
    if any(entry.type == RESOURCE_LIMIT for entry in parser.error_log):
        raise Rejected(ReadingReason.TOO_COMPLEX, "depth or text beyond what is safe, in XML that is broken as well")
    if root is None:
        raise Rejected(ReadingReason.NOT_WELL_FORMED, _told(parser) or "nothing that XML could be")
    _plainly(root)
    told = _told(parser) or "characters that XML does not hold"
    return Tree(root, (*notes, f"not_well_formed: {told}"))


def _plainly(root: etree._Element) -> None:
    """Put away what only broken XML has in its tree: prefixes that stand in names, and references as nodes."""
    for element in list(root.iter(etree.Entity)):
        parent, before = element.getparent(), element.getprevious()
        text = f"{element.text}{element.tail or ''}"
        if parent is not None and before is None:
            parent.text = f"{parent.text or ''}{text}"
        elif parent is not None and before is not None:
            before.tail = f"{before.tail or ''}{text}"
        element.tail = None
        if parent is not None:
            parent.remove(element)
    for element in root.iter():
        prefixed = PREFIXED.fullmatch(element.tag)
        if prefixed is not None:
            element.tag = prefixed[1]


def _told(parser: etree.XMLParser) -> str | None:
    """The first complaint of a parser, and the line that it is about."""
    for entry in parser.error_log:
        lost = any(other.type == END_OF_DOCUMENT for other in parser.error_log)
        more = ", and what stands behind the root is lost" if lost else ""
        return f"{entry.message} (line {entry.line}){more}"
    return None
