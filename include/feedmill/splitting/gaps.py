"""How likely a new story begins at each gap between two lines of content, by what stands on both sides of it.

Left out on purpose, since they say more about how a benchmark was made than about news: the place in the page, the
usual length of a story, and an outlet's own style of quotes.
"""

from __future__ import annotations

import numpy as np

from feedmill.splitting.content import Content
from feedmill.splitting.evidence import Reading, Table, column, table_of
from feedmill.splitting.model import Model
from feedmill.splitting.recurrence import Recurrence, spread
from feedmill.splitting.surroundings import in_context, middle, share_of, shifted, windows
from feedmill.splitting.words import Floats, Ints, Mark

REACHES = (1, 3, 8, 40)
DIPS = (3, 8)
NEARBY = REACHES.index(8)
NEW = 40
"""A name that was not seen for so many lines is new."""


def probabilities(content: Content, model: Model) -> Floats:
    """For each gap between two lines, the probability (0 to 1) that a story begins behind it: the first judgement."""
    if len(content) < 2:
        return np.zeros(0, np.float32)
    return model.gaps.probabilities(in_context(table_of(gap_evidence(content))))


def gap_evidence(content: Content) -> Table:
    """What speaks for and against a boundary, a value a gap; gap i stands between lines i and i + 1."""
    reading = content.reading
    return {
        **_phrasing(content),
        **_cohesion(reading.terms),
        **_likeness(reading),
        **_names(content),
        **_wording(content),
        **_sizes(reading),
        **_endings(reading),
        **_openings(reading),
        **_habits(reading),
        **_furniture(content),
        **_layout(content),
    }


GROUPS = (
    "phrasing", "cohesion", "likeness", "names", "wording", "size", "ending", "opening", "habit", "furniture", "layout"
)  # fmt: skip
"""What evidence is about, in the order of the tables in `gap_evidence`: `name: feature`."""


def _grouped(group: str, table: Table) -> Table:
    """The columns under the name of their group."""
    return {f"{group}: {name}": np.asarray(values, np.float32) for name, values in table.items()}


def _phrasing(content: Content) -> Table:
    """Whether the right side is phrased like a story's first paragraph, the left one like its last."""
    opening, closing = content.opens, content.closes
    return _grouped("phrasing", {
        "right opens": opening[1:],
        "left opens": opening[:-1],
        "next opens": shifted(opening, 2, -3.0)[:-1],
        "right closes": closing[1:],
        "left closes": closing[:-1],
    })  # fmt: skip


def _cohesion(terms: Recurrence) -> Table:
    """Terms that stand on both sides: of the two lines; across the gap, by reach; rare ones; against the gaps near."""
    total = terms.total() + 0.5
    before, behind = _sides(total)
    reached = terms.reached(*REACHES)
    back, forward = (reached.back / total)[:, 1:], (reached.forward / total)[:, :-1]
    across = reached.crossing / np.sqrt(before * behind).astype(np.float32)
    rare = np.log1p(terms.reached(*REACHES, power=4).crossing / 50)
    around = windows(across)
    dip, against = around.max(axis=2) - across, across / (around.mean(axis=2) + 0.01)
    table: Table = {}
    for at, reach in enumerate(REACHES):
        table[f"right taken up {reach}"] = back[at]
        if reach < NEW:
            table[f"left taken up {reach}"] = forward[at]
        table |= {f"across {reach}": across[at], f"rare across {reach}": rare[at]}
        if reach in DIPS:
            table |= {f"dip {reach}": dip[at], f"against usual {reach}": against[at]}
    table["past the right"] = _past(terms) / (total[1:] + shifted(total, 2, 0.0)[:-1] + 1)
    return _grouped("cohesion", table)


def _likeness(reading: Reading) -> Table:
    """How much likelier the right side's terms are behind those before it than in another story; and the left's."""
    terms, missed = reading.terms, reading.missed
    count = np.maximum(np.bincount(terms.line, minlength=terms.lines), 1).astype(np.float32)
    distance, ahead = terms.distance, terms.next - terms.line
    table: Table = {}
    for reach in (3, 8, 20):
        before = terms.summed(np.where(distance <= reach, terms.weight, -missed))
        after = terms.summed(np.where(ahead <= reach, terms.weight, -missed))
        table |= {f"right {reach}": before[1:], f"left {reach}": after[:-1]}
        if reach == 8:
            table |= {"right mean": (before / count)[1:], "left mean": (after / count)[:-1]}
    return _grouped("likeness", table)


def _sides(values: Floats) -> tuple[Floats, Floats]:
    """For each reach and gap, the sums over so many lines before the gap, and over so many behind it."""
    sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    gap, reach = np.arange(1, len(values)), np.array(REACHES)[:, None]
    here = sums[1:-1]
    before = here - sums.take(np.maximum(gap - reach, 0))
    return before, sums.take(np.minimum(gap + reach, len(values))) - here


def _past(ties: Recurrence) -> Floats:
    """For each gap, the ties from before it to the second to fourth line behind it: past the line on its right."""
    near = ties.distance <= 12
    line, last = ties.line[near], ties.last[near]
    return spread(np.maximum(last, line - 4), line - 1, ties.weight[near], ties.lines)


def _names(content: Content) -> Table:
    """Names that the right side tells for the first time, or as known; names across the gap."""
    names, words = content.names, content.reading.words
    introduced, bare = words.introduced[words.named][names.order], words.bare[words.named][names.order]
    new = names.distance > NEW
    count, known = names.total(), names.summed(~new)
    reached = names.reached(*REACHES)
    first = np.minimum(names.summed(introduced & new), 4)
    table: Table = {
        "right": np.minimum(count, 12)[1:],
        "right new": np.minimum(count - known, 8)[1:],
        "right new share": ((count - known) / (count + 1))[1:],
        "right known share": (known / (count + 1))[1:],
        "right known nearby": (reached.back[NEARBY] / (count + 1))[1:],
        "right introduced": first[1:],
        "left introduced": first[:-1],
        "right introduced again": np.minimum(names.summed(introduced & ~new), 4)[1:],
        "right unknown surname": np.minimum(names.summed(bare & new), 4)[1:],
    }
    across = reached.crossing
    lesser = np.minimum(*_sides(count)).astype(np.float32)
    for at, reach in enumerate(REACHES):
        table[f"across {reach}"] = np.minimum(across[at], 15)
        table[f"across share {reach}"] = across[at] / (1 + lesser[at])
        if at == NEARBY:
            table["dip"] = windows(across[at]).max(axis=1) - across[at]
    table["past the right"] = np.minimum(_past(names), 10)
    return _grouped("names", table)


def _wording(content: Content) -> Table:
    """Words in a row that stand on both sides: a story rarely says the same twice, two on one subject do."""
    table: Table = {}
    for name, ties in (("pairs", content.pairs), ("phrases", content.phrases)):
        count = ties.total()
        reached = ties.reached(REACHES[NEARBY], NEW)
        before = reached.back[1]
        share = before / (count + 2)
        table |= {
            f"right {name}": np.minimum(before, 12)[1:],
            f"right {name} share": share[1:],
            f"next {name} share": shifted(share, 2, 0.0)[:-1],
            f"{name} across": np.log1p(reached.crossing[0]),
            f"{name} past the right": np.minimum(_past(ties), 10),
        }
    return _grouped("wording", table)


def _sizes(reading: Reading) -> Table:
    """Lengths of both sides: alone, against the usual one, against each other; sentences, capitals, numbers."""
    words = reading.words
    length = np.log1p(reading.shapes.length)
    usual = np.log1p(middle(reading.shapes.length))
    sentences = np.minimum(words.count(words.stop), 8)
    capitals = words.count(words.has(Mark.CAPITAL)) / (words.count(words.has(Mark.WORD)) + 1)
    numbers = np.minimum(words.count(words.has(Mark.NUMBER)), 5)
    table: Table = {"difference": length[1:] - length[:-1]}
    for name, values in (("length", length), ("to usual", length - usual), ("sentences", sentences),
                         ("capitals", capitals), ("numbers", numbers)):  # fmt: skip
        table |= {f"right {name}": values[1:], f"left {name}": values[:-1]}
    return _grouped("size", table)


def _endings(reading: Reading) -> Table:
    """How the left side ends, and the right one."""
    shapes, words = reading.shapes, reading.words
    quotes = np.minimum(words.count(words.has(Mark.QUOTE)), 5)
    table: Table = {"left unclosed": shapes.unclosed[:-1], "left quotes": quotes[:-1],
                    "left bullet": shapes.bullet[:-1], "right unclosed": shapes.unclosed[1:]}  # fmt: skip
    for name in ("open", "cut", "short", "ellipsis", "colon", "quote_end", "asks"):
        values = getattr(shapes, name)
        table |= {f"left {name}": values[:-1], f"right {name}": values[1:]}
    return _grouped("ending", table)


def _openings(reading: Reading) -> Table:
    """How the right side begins."""
    shapes, words = reading.shapes, reading.words
    first = words.first
    return _grouped("opening", {
        "quoted": shapes.quoted[1:],
        "dateline": shapes.dateline[1:],
        "kicker": shapes.kicker[1:],
        "bullet": shapes.bullet[1:],
        "labelled": shapes.labelled[1:],
        "left labelled": shapes.labelled[:-1],
        "name": words.count(first & words.named)[1:],
        "capitals": words.count(first & words.has(Mark.CAPITALS))[1:],
        "small": words.count(first & words.has(Mark.LOWER))[1:],
    })  # fmt: skip


def _habits(reading: Reading) -> Table:
    """What is usual in this file: cut lines, whether the two are as long as these, how many words are known."""
    shapes = reading.shapes
    cut = shapes.cut
    usual = middle(shapes.length[cut])
    alike = cut & (np.abs(shapes.length - usual) < 0.2 * usual)
    return _grouped("habit", {
        "cut lines": np.full(len(cut) - 1, share_of(cut)),
        "questions": np.full(len(cut) - 1, share_of(shapes.asks)),
        "labelled lines": np.full(len(cut) - 1, share_of(shapes.labelled)),
        "right cut as usual": alike[1:],
        "left cut as usual": alike[:-1],
        "known words": np.full(len(cut) - 1, reading.known.mean()),
        "right known words": reading.known[1:],
    })  # fmt: skip


def _furniture(content: Content) -> Table:
    """Furniture between the two, and how like furniture they are themselves."""
    return _grouped("furniture", {
        "between": np.minimum(content.around.before, 3)[1:],
        "between surely": content.around.before_stray[1:],
        "right": content.around.stray[1:],
        "left": content.around.stray[:-1],
    })  # fmt: skip


def _layout(content: Content) -> Table:
    """What the page's own layout says: blank lines, separators, headings, articles, indents."""
    lines = content.reading.lines
    blanks = np.minimum(column([line.blanks for line in lines]), 5)
    level = column([line.level for line in lines])
    article = _numbered([line.article for line in lines])
    indent = np.minimum(column([line.indent for line in lines]), 12)
    usual = middle(blanks[1:])
    return _grouped("layout", {
        "blanks": blanks[1:] - usual,
        "blanks share": np.full(len(lines) - 1, share_of(blanks[1:] > 0)),
        "separated": content.around.separated[1:],
        "right heading": level[1:],
        "left heading": level[:-1],
        "other article": article[1:] != article[:-1],
        "same article": (article[1:] == article[:-1]) & (article[1:] >= 0),
        "indent": indent[1:] - indent[:-1],
        "left item": column([line.item for line in lines[:-1]]),
        "right item": column([line.item for line in lines[1:]]),
    })  # fmt: skip


def _numbered(articles: list[int | None]) -> Ints:
    """Articles as numbers, -1 for none."""
    return np.array([-1 if article is None else article for article in articles], np.int64)
