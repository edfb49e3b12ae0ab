"""Rich text as editors and headless systems keep it, a tree of nodes in JSON: as the HTML that it stands for.

Understands by their common shape Portable Text (Sanity), the documents of Contentful, ProseMirror, TipTap, Slate and
Lexical, Strapi's blocks, Draft.js, Editor.js, and the deltas of Quill. Embedded pictures and references have no text
here, and give none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from feedmill.reading.rows.columns import folded

TOLD_BY = ("_type", "nodeType", "type")
CHILDREN = ("children", "content", "nodes")
ROOTS = ("root", "document", "blocks", "doc")
LETTERS = ("text", "value")
LEAVES = frozenset(("text", "span"))
INLINE = LEAVES | {"link", "hyperlink", "autolink", "a", "mark", "entryhyperlink", "assethyperlink", "mention", "emoji"}
BREAKS = frozenset(("hardbreak", "linebreak", "break", "br"))
QUOTES = frozenset(("blockquote", "quote", "pullquote"))
ITEMS = frozenset(("listitem", "li", "unorderedlistitem", "orderedlistitem", "taskitem", "todo"))
LISTS = frozenset(("list", "checklist", "nestedlist"))
PICTURED = frozenset(("image", "img", "embed", "video", "media", "gallery", "atomic", "code", "codeblock", "table"))
"""Kinds whose own text is a file's, a caption or a piece of code. Those that hold children show these."""

ORDINALS = {"headerone": 1, "headertwo": 2, "headerthree": 3, "headerfour": 4, "headerfive": 5, "headersix": 6}
"""Headings of Draft.js."""

WITHIN = 4
"""How many nodes deep a tree's first letters are looked for."""


def html_of(value: Any) -> str | None:
    """The HTML that a tree of rich text stands for; None for what is no such tree."""
    if isinstance(value, Mapping) and isinstance(value.get("ops"), list):
        return _delta(value["ops"])
    nodes = _nodes(value)
    if not nodes or not any(_is_node(node) for node in nodes):
        return None
    return "".join(_shown(nodes, top=True))


def _nodes(value: Any) -> list[Any]:
    """The topmost blocks of a tree."""
    if isinstance(value, list):
        return value
    if not isinstance(value, Mapping):
        return []
    for name in ROOTS:
        if isinstance(value.get(name), list | Mapping):
            return _nodes(value[name])
    held = _children(value)
    return held if _kind(value) in ("doc", "document", "root", "editor") else [value] if held else []


def _kind(node: Mapping[str, Any]) -> str:
    """What a node is, folded: `heading2`; blank where it does not say."""
    said = next((node[name] for name in TOLD_BY if isinstance(node.get(name), str)), "")
    return folded(said)


def _children(node: Mapping[str, Any]) -> list[Any]:
    """The nodes within one."""
    return next((node[name] for name in CHILDREN if isinstance(node.get(name), list)), [])


def _letters(node: Mapping[str, Any]) -> str | None:
    """The text of a node itself."""
    return next((node[name] for name in LETTERS if isinstance(node.get(name), str)), None)


def _is_node(node: Any, within: int = WITHIN) -> bool:
    """Whether a value is a block of rich text: it holds nodes with letters, or letters and the data of an editor."""
    if not isinstance(node, Mapping) or within < 0:
        return False
    if isinstance(node.get("data"), Mapping) and _kind(node) and (_data(node) or _listed(node)):
        return True
    if _letters(node) is not None and ("inlineStyleRanges" in node or "entityRanges" in node):
        return True
    held = _children(node)
    return any(_is_leaf(one) or _is_node(one, within - 1) for one in held[:WITHIN])


def _is_leaf(node: Any) -> bool:
    """Whether a node holds letters and nothing else."""
    return isinstance(node, Mapping) and _letters(node) is not None and not _children(node) and _kind(node) in (
        "", *LEAVES
    )  # fmt: skip


def _shown(nodes: list[Any], *, top: bool = False) -> Iterator[str]:
    """The markup of nodes side by side. Their depth is that of the JSON, which is bounded as it is loaded."""
    for node in nodes:
        if isinstance(node, str):
            yield escape(node, quote=False)
        elif isinstance(node, Mapping):
            yield from _node(node, top=top)


def _node(node: Mapping[str, Any], *, top: bool) -> Iterator[str]:
    """The markup of one node."""
    kind, letters, held = _kind(node), _letters(node), _children(node)
    if kind in BREAKS:
        yield "<br/>"
    elif not top and ((letters is not None and kind in ("", *LEAVES)) or kind in INLINE):
        yield escape(letters or "", quote=False)
        yield from _shown(held)
    elif kind in PICTURED and not held:
        return
    else:
        tag = _tag(node, kind)
        inner = "".join(_shown(held)) if held else _own(node, letters)
        yield f"<{tag}>{inner}</{tag}>" if inner else ""


def _own(node: Mapping[str, Any], letters: str | None) -> str:
    """What a block shows that holds no nodes: its letters, or what an editor keeps in its data, as markup."""
    if letters is not None:
        return escape(letters, quote=False)
    return _data(node) or "".join(f"<li>{item}</li>" for item in _listed(node))


def _data(node: Mapping[str, Any]) -> str:
    """The text of a block of Editor.js, which is markup already."""
    data = node.get("data")
    text = data.get("text") if isinstance(data, Mapping) else None
    return text if isinstance(text, str) else ""


def _listed(node: Mapping[str, Any]) -> list[str]:
    """The items of a list of Editor.js."""
    data = node.get("data")
    items = data.get("items") if isinstance(data, Mapping) and _kind(node) in LISTS else None
    told = [one.get("content") or one.get("text") if isinstance(one, Mapping) else one for one in items or ()]
    return [text for text in told if isinstance(text, str)]


def _tag(node: Mapping[str, Any], kind: str) -> str:
    """The element of HTML that a block stands for."""
    style = folded(str(node.get("style") or node.get("tag") or ""))
    if "listItem" in node or kind in ITEMS:
        return "li"
    if kind in QUOTES or style in QUOTES:
        return "blockquote"
    level = _level(node, kind, style)
    return f"h{level}" if level else "div" if kind in LISTS or kind.endswith("list") else "p"


def _level(node: Mapping[str, Any], kind: str, style: str) -> int:
    """The level of a heading; 0 for what is none."""
    if kind in ORDINALS:
        return ORDINALS[kind]
    if style[:1] == "h" and style[1:] in "123456" and len(style) == 2:
        return int(style[1])
    if not kind.startswith(("heading", "header", "subheading")):
        return 0
    attributes = node.get("attrs") or node.get("data") or node
    stated = attributes.get("level") if isinstance(attributes, Mapping) else None
    said = kind[-1] if kind[-1].isdigit() else str(stated or 2)
    return int(said) if said in "123456" and len(said) == 1 else 2


def _delta(operations: list[Any]) -> str | None:
    """The paragraphs of a delta of Quill: line ends part them, and what one of these is stands on its end."""
    lines: list[str] = []
    under = ""
    for one in operations:
        inserted = one.get("insert") if isinstance(one, Mapping) else None
        if not isinstance(inserted, str):
            continue
        said = one.get("attributes")
        tag = _of_line(said) if isinstance(said, Mapping) else "p"
        *ended, rest = inserted.split("\n")
        for text in ended:
            lines.append(f"<{tag}>{under}{escape(text, quote=False)}</{tag}>")
            under = ""
        under += escape(rest, quote=False)
    lines += [f"<p>{under}</p>"] if under else []
    return "".join(lines) or None


def _of_line(attributes: Mapping[str, Any]) -> str:
    """The element that a line of a delta is, by the attributes of its end."""
    level = attributes.get("header")
    if isinstance(level, int) and 1 <= level <= 6:
        return f"h{level}"
    return "li" if attributes.get("list") else "blockquote" if attributes.get("blockquote") else "p"
