"""The probabilities of boundaries along a text, drawn as SVG: a stem for each gap, the stories as bands below.

A panel for each document, with tooltips that name each gap and story. The same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from xml.etree.ElementTree import Element, indent, tostring

from feedmill.showing.rows import Row, harmless
from feedmill.showing.segmented import COLOURS, Segmented, words_around
from feedmill.showing.snippets import first_words

WIDTH, LEFT, RIGHT = 1200, 64, 24
HEAD, PANEL = 62, 310
ABOVE, CHART = 36, 190
BAND_AT, BAND = 4, 18
"""Pixels: of the picture, its head and each panel; in a panel, of what is above the chart, the chart, and the band."""

TICKS = 10
PROBABILITIES = (0.0, 0.25, 0.5, 0.75, 1.0)
LONGEST_NAME = 80
NO_CHARACTERS = {0xFFFE: "\\ufffe", 0xFFFF: "\\uffff"}
"""What XML cannot carry although a terminal can."""

STYLE = """
text { font: 12px sans-serif; fill: #333 }
.title { font-size: 16px; font-weight: bold }
.middle { text-anchor: middle }
.end { text-anchor: end }
.axis { stroke: #333 }
.grid { stroke: #ddd }
.gap { stroke: #8a929a; fill: #8a929a }
.boundary { stroke: #c2143c; fill: #c2143c; stroke-width: 2 }
.furniture { fill: #b4b4b4 }
.uncertain { stroke: #c2143c; stroke-width: 2; stroke-dasharray: 4 3 }
.number { fill: #fff; text-anchor: middle; pointer-events: none }
"""


def plot(name: str, pages: Sequence[Segmented]) -> str:
    """The picture of the pages of a file of this name, as an SVG document."""
    height = HEAD + PANEL * len(pages)
    panels = [_Panel(page, HEAD + PANEL * number) for number, page in enumerate(pages)]
    root = _element(
        "svg",
        _element("title", _title(name)),
        _element("style", STYLE),
        _element("rect", width=WIDTH, height=height, fill="#fff"),
        *_head(name),
        *(part for panel in panels for part in _drawn(panel)),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height}",
        width=WIDTH,
        height=height,
        role="img",
    )
    indent(root)
    return tostring(root, encoding="unicode") + "\n"


def _element(tag: str, *inside: Element | str, **attributes: object) -> Element:
    """An element with its text or its children. Names of attributes lose a closing underscore."""
    element = Element(tag, {name.rstrip("_"): _written(value) for name, value in attributes.items()})
    for one in inside:
        if isinstance(one, str):
            element.text = _written(one)
        else:
            element.append(one)
    return element


def _written(value: object) -> str:
    """A value as XML can carry it, without controls; the tree's writer escapes the rest."""
    if isinstance(value, float):
        return f"{value:.1f}"
    return harmless(str(value), kept="\n").translate(NO_CHARACTERS)


def _line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Element:
    return _element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def _dot(x: float, y: float, *, boundary: bool) -> Element:
    return _element("circle", cx=x, cy=y, r=4 if boundary else 2.5, class_="boundary" if boundary else "gap")


def _box(x: float, y: float, width: float, height: float, row: Row) -> Element:
    """A piece of the band: furniture is grey, stories take turns in their colours."""
    box = _element("rect", x=x, y=y, width=width, height=height)
    if row["type"] == "furniture":
        box.set("class", "furniture")
        return box
    box.set("fill", COLOURS[row["ordinal"] % len(COLOURS)])
    if row.get("uncertain", False):
        box.set("class", "uncertain")
    return box


def _title(name: str) -> str:
    shown = harmless(name)
    return f"{shown if len(shown) <= LONGEST_NAME else f'...{shown[-LONGEST_NAME:]}'}: where stories begin"


def _head(name: str) -> Iterator[Element]:
    """The title, and what the signs mean."""
    yield _element("text", _title(name), x=LEFT, y=24, class_="title")
    story = {"type": "story", "ordinal": 0}
    for x, sign, said in (
        (70, _dot(70, 44, boundary=True), "boundary"),
        (160, _dot(160, 44, boundary=False), "gap within a story"),
        (315, _box(305, 39, 16, 10, story), "story"),
        (390, _box(380, 39, 16, 10, story | {"uncertain": True}), "uncertain story"),
        (525, _box(515, 39, 16, 10, {"type": "furniture"}), "furniture"),
    ):
        yield sign
        yield _element("text", said, x=x + 12, y=48)


@dataclass(frozen=True, slots=True)
class _Panel:
    """A document, and where it is drawn: `top` and `foot`, where probability 0 is, in pixels from above."""

    page: Segmented
    top: int

    @property
    def foot(self) -> int:
        return self.top + ABOVE + CHART

    def x(self, offset: int) -> float:
        """Where an offset in the text is."""
        return LEFT + (WIDTH - LEFT - RIGHT) * offset / max(1, len(self.page.document.text))

    def y(self, probability: float) -> float:
        """Where a probability is."""
        return self.foot - CHART * probability


def _drawn(panel: _Panel) -> Iterator[Element]:
    """All of a panel; boundaries last, so that nothing hides them."""
    yield _heading(panel)
    yield from _probability_axis(panel)
    yield from _text_axis(panel)
    yield from (_extent(panel, row) for row in panel.page.rows)
    around = words_around(panel.page)
    for gap in sorted(panel.page.gaps, key=lambda gap: (gap["boundary"], gap["behind"])):
        _, behind = around(gap)
        yield _stem(panel, gap, behind)


def _heading(panel: _Panel) -> Element:
    document, rows = panel.page.document, panel.page.rows
    stories = sum(row["type"] == "story" for row in rows)
    said = f"document {document.ordinal} ({document.format}): stories {stories}, gaps {len(panel.page.gaps)}"
    return _element("text", said, x=LEFT, y=panel.top + 18)


def _probability_axis(panel: _Panel) -> Iterator[Element]:
    for probability in PROBABILITIES:
        y = panel.y(probability)
        yield _line(LEFT, y, WIDTH - RIGHT, y, "grid" if probability else "axis")
        yield _element("text", f"{probability:.2f}", x=LEFT - 8, y=y + 4, class_="end")
    middle = panel.foot - CHART // 2
    turned = f"rotate(-90 16 {middle})"
    yield _element("text", "probability of a boundary", x=16, y=middle, class_="middle", transform=turned)


def _text_axis(panel: _Panel) -> Iterator[Element]:
    y = panel.foot + BAND_AT + BAND + 2
    yield _line(LEFT, y, WIDTH - RIGHT, y, "axis")
    for at in _ticks(len(panel.page.document.text)):
        yield _line(panel.x(at), y, panel.x(at), y + 5, "axis")
        yield _element("text", f"{at:,}", x=panel.x(at), y=y + 18, class_="middle")
    middle = LEFT + (WIDTH - LEFT - RIGHT) // 2
    yield _element("text", "position in the text (code points)", x=middle, y=y + 36, class_="middle")


def _ticks(length: int) -> range:
    """Round offsets, at most so many and the first."""
    steps = (first * 10**power for power in count() for first in (1, 2, 5))
    return range(0, length + 1, next(step for step in steps if step * TICKS >= length))


def _extent(panel: _Panel, row: Row) -> Element:
    """Where a story or a piece of furniture stands, with the story's number where there is room for it."""
    group = _element("g", _element("title", _named(panel, row)))
    y = panel.foot + BAND_AT
    for start, end in row["spans"]:
        x, width = panel.x(start), panel.x(end) - panel.x(start)
        group.append(_box(x, y, max(1.0, width), BAND, row))
        if row["type"] == "story" and width >= 20:
            group.append(_element("text", str(row["ordinal"] + 1), x=x + width / 2, y=y + 13, class_="number"))
    return group


def _named(panel: _Panel, row: Row) -> str:
    words = first_words(panel.page.document.text[slice(*row["spans"][0])])
    if row["type"] == "furniture":
        return f"furniture ({row['label']}): {words}"
    uncertain = ", uncertain" if row.get("uncertain", False) else ""
    return f"story {row['ordinal'] + 1} ({row['confidence']:.2f}{uncertain}): {words}"


def _stem(panel: _Panel, gap: Row, behind: str) -> Element:
    """A gap: as high as its probability, where the text behind it begins."""
    x, y = panel.x(gap["behind"]), panel.y(gap["probability"])
    said = "boundary" if gap["boundary"] else "no boundary"
    return _element(
        "g",
        _element("title", f"{said}, probability {gap['probability']:.3f}: {behind}"),
        _line(x, panel.foot, x, y, "boundary" if gap["boundary"] else "gap"),
        _dot(x, y, boundary=gap["boundary"]),
    )
