"""What speaks for and against a line being part of the main story: a row of numbers for each line of a page.

Of the line itself, of the elements around it (their names, tags and all of their lines), of its place on the page, and
of its neighbours.
"""

from __future__ import annotations

import re
from collections import Counter

import numpy as np

from feedmill.reading.pages.forms import FORMS
from feedmill.reading.pages.hints import KINDS, NEVER
from feedmill.reading.pages.survey import WORD, Floats, Survey, Table, headline_at, shifted, titled_lines

_TAGS = """
p li ul ol table td blockquote figure figcaption aside nav header footer form article main section button pre dl
h1 h2 h3 h4 h5 h6 address details
"""
TAGS = tuple(_TAGS.split())
LONG = 320
NO_FORMS = [False] * len(FORMS)
SENTENCE = re.compile(r"[.!?…。！？।؟۔](?:[\"”’»)\]“]*\s|[\"”’»)\]“]*$)")


def traits_of(survey: Survey) -> tuple[list[str], Floats]:
    """The names of all columns, and a row of them for each line."""
    table: Table = {}
    table |= _of_lines(survey)
    table |= _of_claims(survey)
    table |= _of_names(survey)
    table |= _of_elements(survey)
    table |= _of_containers(survey)
    table |= _of_likes(survey)
    table |= _of_neighbours(survey, table)
    return list(table), np.stack([np.asarray(column, np.float32) for column in table.values()], axis=1)


def _of_lines(survey: Survey) -> Table:
    """The line itself."""
    lines = survey.layout.lines
    texts = [line.text for line in lines]
    chars = np.maximum(survey.chars, 1)
    looks = np.array([_looks(text[:600]) for text in texts], np.float32)
    table: Table = {
        "chars": np.log1p(survey.chars),
        "words": np.log1p(survey.words),
        "linked": survey.linked,
        "links": np.minimum([line.links for line in lines], 6),
        "strong": np.array([line.strong for line in lines]) / chars,
        "slanted": np.array([line.slanted for line in lines]) / chars,
        "level": survey.level,
        "stops": survey.stops,
        "stamped": np.array([line.stamp is not None for line in lines]),
        "outward": np.array([_outward(line.href) for line in lines]),
        "deep link": np.array([_depth_of(line.href) for line in lines]),
    }
    for number, name in enumerate(("sentences", "commas", "digits", "capitals", "upper", "small", "quoted", "bar")):
        table[name] = looks[:, number]
    forms = np.array([_forms(text) for text in texts], np.float32)
    short = np.minimum(60 / chars, 1)
    for number, (name, _) in enumerate(FORMS):
        table[f"form {name}"] = forms[:, number] * short
    return table


def _forms(text: str) -> list[bool]:
    """Which forms of words a line has at its beginning; none where it is long."""
    if len(text) > LONG:
        return NO_FORMS
    begin = text[:160]
    return [form.search(begin) is not None for _, form in FORMS]


def _looks(text: str) -> tuple[float, ...]:
    """Sentences, commas, digits, capitals, all in capitals, begun small, quoted, with a bar."""
    words = WORD.findall(text)
    size = max(1, len(words))
    return (
        min(6, len(SENTENCE.findall(text))),
        text.count(",") / size,
        sum(1 for word in words if word[0].isdigit()) / size,
        sum(1 for word in words if word[0].isupper()) / size,
        float(text.isupper()),
        float(text[0].islower()),
        float(text[0] in "\"“„«‘'–—-•"),
        float("|" in text or "•" in text or "»" in text),
    )


def _outward(href: str | None) -> float:
    """Where a link leads: 0 no link, 1 within the page, 2 within the site, 3 to an address in full, 4 elsewhere."""
    if href is None:
        return 0
    if href.startswith(("#", "javascript:")):
        return 1
    if href.startswith(("mailto:", "tel:", "whatsapp:")):
        return 4
    return 3 if href.startswith(("http", "//")) else 2


def _depth_of(href: str | None) -> float:
    """How much an address looks like a story's: its hyphens and digits."""
    if not href:
        return 0
    tail = href.partition("?")[0][-120:]
    digits = sum(1 for char in tail if char.isdigit())
    return min(8, tail.count("-") + tail.count("_")) + (2 if digits >= 5 else 0)


def _of_claims(survey: Survey) -> Table:
    """How the line stands to what the head claims, and to the headline on the page."""
    claims, plains = survey.claims, survey.plains
    titled = titled_lines(survey)
    body = claims.body
    held = np.array([bool(text) and text in body for text in plains]) if body else np.zeros(survey.count, bool)
    known = np.float32(len(body) > 0)
    times = Counter(plains)
    at = headline_at(survey, titled)
    numbers = np.arange(survey.count)
    running = np.concatenate([[0.0], np.cumsum(survey.prose, dtype=np.float64)])
    far = running[np.maximum(numbers, at)] - running[np.minimum(numbers, at)] if at >= 0 else np.zeros(survey.count)
    return {
        "titled": titled,
        "described": np.array([any(text and text in one for one in claims.descriptions) for text in plains]),
        "in body": np.where(held, 1, -known),
        "body size": np.full(survey.count, np.log1p(len(body))),
        "behind headline": np.clip(numbers - at, -40, 80) if at >= 0 else np.full(survey.count, -99),
        "prose since headline": np.log1p(far) * np.where(numbers >= at, 1, -1),
        "again": np.array([times[text] > 1 for text in plains]),
    }


def _of_names(survey: Survey) -> Table:
    """How near above the line an element of each kind of name and of each tag stands."""
    elements = survey.layout.elements
    width = len(KINDS) + len(TAGS)
    numbers = {tag: len(KINDS) + number for number, tag in enumerate(TAGS)}
    near = np.full((len(elements) + 1, width), NEVER, np.int8)
    for at, element in enumerate(elements):
        row = near[at]
        np.minimum(near[element.parent] + 1, NEVER, out=row)
        for kind in element.kinds:
            row[kind] = 0
        if element.tag in numbers:
            row[numbers[element.tag]] = 0
    found = near[survey.own]
    return {f"near {name}": found[:, number] for number, name in enumerate((*KINDS, *TAGS))}


def _of_elements(survey: Survey) -> Table:
    """The element of the line, and those above it: how much text, links, prose and headings they hold."""
    chars, linked = survey.over(survey.chars), survey.over(survey.chars * survey.linked)
    prose, lines = survey.over(survey.prose), survey.last - survey.first
    heads = survey.over(survey.level > 0)
    whole = max(1.0, float(survey.prose.sum()))
    numbers = np.arange(survey.count)
    table: Table = {"depth": survey.depth[survey.own]}
    for steps in range(5):
        at = survey.above(survey.own, steps)
        size = np.maximum(chars[at], 1)
        table |= {
            f"chars {steps}": np.log1p(chars[at]),
            f"linked {steps}": linked[at] / size,
            f"prose {steps}": prose[at] / size,
            f"share {steps}": prose[at] / whole,
            f"lines {steps}": np.log1p(lines[at]),
            f"heads {steps}": heads[at] / np.maximum(lines[at], 1),
        }
        if steps:
            table[f"place {steps}"] = (numbers - survey.first[at]) / np.maximum(lines[at], 1)
    return table


def _of_containers(survey: Survey) -> Table:
    """How the line stands to the elements that hold most of the prose, by three measures of most."""
    table: Table = {}
    numbers = np.arange(survey.count)
    running = np.concatenate([[0.0], np.cumsum(survey.prose, dtype=np.float64)])
    prose = survey.over(survey.prose)
    whole = max(1.0, float(survey.prose.sum()))
    for name, top in (
        ("densest", _densest(survey)),
        ("half", _deepest(prose, survey, 0.5)),
        ("most", _deepest(prose, survey, 0.8)),
    ):
        first, last = int(survey.first[top]), int(survey.last[top])
        inside = (numbers >= first) & (numbers < last)
        spots = np.flatnonzero(survey.prose[first:last] > 0) + first
        begin, end = (int(spots[0]), int(spots[-1])) if len(spots) else (first, last)
        table |= {
            f"{name}: inside": inside,
            f"{name}: above": np.where(inside, np.minimum(survey.depth[survey.own] - survey.depth[top], 9), -1),
            f"{name}: outside by": np.clip(
                np.where(numbers < first, numbers - first, np.maximum(numbers - last + 1, 0)), -30, 30
            ),
            f"{name}: place": np.where(inside, (numbers - first) / max(1, last - first), -1),
            f"{name}: to first prose": np.clip(numbers - begin, -20, 20),
            f"{name}: to last prose": np.clip(numbers - end, -20, 20),
            f"{name}: prose before": (running[numbers] - running[first]) / max(1.0, float(prose[top])),
            f"{name}: share": np.full(survey.count, prose[top] / whole),
        }
    return table


def _densest(survey: Survey) -> int:
    """The element whose children and grandchildren hold the most prose that is not linked."""
    weight = np.bincount(survey.own, survey.prose, minlength=len(survey.parent))
    at = np.maximum(survey.parent, 0)
    first = np.bincount(at, weight, minlength=len(at))
    second = np.bincount(at, first, minlength=len(at))
    chars = np.maximum(survey.over(survey.chars), 1)
    density = survey.over(survey.chars * survey.linked) / chars
    return int(np.argmax((0.5 * weight + first + 0.5 * second) * (1 - density)))


def _deepest(prose: Floats, survey: Survey, share: float) -> int:
    """The deepest element that holds this share of all prose."""
    least = share * float(prose[0]) if len(prose) else 0.0
    holding = np.flatnonzero(prose >= max(least, 1.0))
    return int(holding[np.argmax(survey.depth[holding])]) if len(holding) else 0


def _of_likes(survey: Survey) -> Table:
    """The lines that stand in elements of the same look: under the same parent, and on the whole page."""
    elements = survey.layout.elements
    looks = [f"{element.tag} {element.names}" for element in elements]
    above = [looks[element.parent] if element.parent >= 0 else "" for element in elements]
    table: Table = {}
    whole = max(1.0, float(survey.prose.sum()))
    for name, keys in (
        ("siblings", [(survey.parent[at], looks[at]) for at in survey.own]),
        ("likes", [(above[at], looks[at]) for at in survey.own]),
    ):
        numbers: dict[object, int] = {}
        group = np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int64)
        size = np.bincount(group)
        chars = np.bincount(group, survey.chars)
        table |= {
            f"{name}": np.log1p(size[group]),
            f"{name}: chars": np.log1p(chars[group] / size[group]),
            f"{name}: prose": (np.bincount(group, survey.prose) / np.maximum(chars, 1))[group],
            f"{name}: share": (np.bincount(group, survey.prose) / whole)[group],
            f"{name}: linked": (np.bincount(group, survey.chars * survey.linked) / np.maximum(chars, 1))[group],
        }
    return table


def _of_neighbours(survey: Survey, table: Table) -> Table:
    """The lines before and behind."""
    found: Table = {}
    in_paragraph = (np.asarray(table["near p"]) == 0).astype(np.float32)
    kept = {
        "chars": np.asarray(table["chars"]),
        "linked": survey.linked,
        "level": survey.level,
        "stops": survey.stops.astype(np.float32),
        "p": in_paragraph,
        "prose": np.log1p(survey.prose),
    }
    for name, values in kept.items():
        for steps in (-3, -2, -1, 1, 2, 3):
            found[f"{name} {steps:+d}"] = shifted(values, steps)
    for steps in (-1, 1):
        found[f"together {steps:+d}"] = shifted(survey.own.astype(np.float32), steps) == survey.own
        near = shifted(survey.parent[survey.own].astype(np.float32), steps)
        found[f"sibling {steps:+d}"] = near == survey.parent[survey.own]
    found["page lines"] = np.full(survey.count, np.log1p(survey.count), np.float32)
    found["page prose"] = np.full(survey.count, np.log1p(survey.prose.sum()), np.float32)
    found["page place"] = np.arange(survey.count) / max(1, survey.count)
    return found
