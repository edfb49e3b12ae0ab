"""What ties versions, in sentences: what a tie is, what it rests on, which words matched, what people decided."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from rich.text import Text

from feedmill.showing.rows import Row
from feedmill.showing.terminal import one_line

ID_SHOWN = 12
INDENT = "    "

IS = {
    "same": "is the same as",
    "version_of": "is a version of",
    "excerpt_of": "is an excerpt of",
    "within": "stands whole within",
    "kill": "takes back",
    None: "is not one story with",
}
PARTS = frozenset({"excerpt_of", "within"})
CONDITIONS = {
    "near": "the two appeared within two days of each other, or state one identity (an address, the id of a wire)",
    "stated": "the two state one identity (an address, the id of a wire)",
}
MEANT = {
    "words": "it carries that story",
    "identity": "that story was the last to hold the identity that the message states",
    "unsure": "which is meant cannot be told: the id or address in it was given to several, and all are killed",
}
"""How it is told which story a kill means."""
STYLES = {"stands": "green", "to review": "yellow", "in conflict": "red", "superseded": "dim"}
"""How what came of a decision is shown."""


def told(tie: Row, width: int) -> Iterator[Text]:
    """A tie, line by line: the matched words take at most two lines of this width each."""
    yield one_line(f"{_side(tie, 'a')} {IS[tie['relation']]} {_side(tie, 'b')}", "" if tie["holds"] else "dim")
    decision = tie["decision"]
    if decision:
        when = f"{decision['decided_at']:%Y-%m-%d %H:%M}"
        yield one_line(f"{INDENT}by hand, {when}, {decision['state']}: {decision['note']}", STYLES[decision["state"]])
        return
    if tie["relation"] == "kill":
        yield from _kill(tie)
        return
    for ground in grounds(tie["relation"], tie["evidence"]):
        yield one_line(INDENT + ground)
    if tie["condition"]:
        verb = "holds, as" if tie["holds"] else "does not hold now; it would if"
        yield one_line(f"{INDENT}{verb} {CONDITIONS[tie['condition']]}", "" if tie["holds"] else "yellow")
    if tie["matched"]:
        yield from _matched(tie, 2 * width)


def _kill(tie: Row) -> Iterator[Text]:
    said, style = tie["evidence"], "yellow" if tie["condition"] == "unsure" else ""
    yield one_line(f"{INDENT}{MEANT[tie['condition']]}", style)
    stands = "stands" if tie["holds"] else "a later message says that the story may be used"
    yield one_line(f"{INDENT}stated {said['moment']:%Y-%m-%d %H:%M}, document {said['document'][:ID_SHOWN]}; {stands}")


def grounds(relation: str, evidence: dict[str, Any]) -> Iterator[str]:
    """What the scores of a tie say, of its first version and its second."""
    if "words" not in evidence:
        yield "equal word for word, but for typography, case and punctuation"
        return
    covered, region = evidence["covered"], evidence["region"]
    stretch = "" if round(covered - region, 2) <= 0 else f" ({region:.0%} in one stretch)"
    yield f"{covered:.0%} of the {evidence['words']} words of the first stand in the second, in this order{stretch}"
    yield f"{_begins(evidence)}; there, {evidence['density']:.0%} of the words of the second are the first's"
    yield f"the first is {evidence['ratio']:.0%} as long; {_facts(evidence)}{_headlines(evidence)}"
    if relation in PARTS:
        yield f"beyond that, the second says {evidence['echoed']:.0%} of the words of the first again"


def _begins(evidence: dict[str, Any]) -> str:
    starts, begins = evidence["starts"], evidence["begins"]
    if not starts and not begins:
        return "both begin with them"
    return f"they begin at word {starts + 1} of the first, and at word {begins + 1} of the second"


def _facts(evidence: dict[str, Any]) -> str:
    if not evidence["differing"]:
        return "no number, date or name differs"
    return f"numbers, dates and names: {evidence['differing']} differ, {evidence['agreement']:.0%} agree"


def _headlines(evidence: dict[str, Any]) -> str:
    shared = evidence["headlines"]
    return "" if shared is None else f"; the headlines share {shared:.0%} of the words"


def _side(tie: Row, side: str) -> str:
    """The version, with its story where that is another one than the other side's."""
    version, story = tie[side], str(tie[f"{side}_story"])
    if version is None:
        return "what no longer stands anywhere"
    apart = tie["a_story"] != tie["b_story"] and version != story
    return f"{version[:ID_SHOWN]} (of story {story[:ID_SHOWN]})" if apart else f"{version[:ID_SHOWN]}"


def _matched(tie: Row, length: int) -> Iterator[Text]:
    """How what they share begins on either side; words that the other lacks there stand out."""
    a, b = (_cut(tie["matched"][side], length - len(INDENT) - ID_SHOWN - 2) for side in "ab")
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    for side, words, at in (("a", a, 0), ("b", b, 1)):
        shared = {place for block in blocks for place in range(block[at], block[at] + block.size)}
        line = Text().append(one_line(f"{INDENT}{tie[side][:ID_SHOWN]}:", "dim"))
        for place, word in enumerate(words):
            line.append(" ").append(one_line(word, "" if place in shared else "bold yellow"))
        yield line


def _cut(text: str, length: int) -> list[str]:
    """The words of a text that fit in so many characters."""
    if len(text) <= length:
        return text.split()
    return [*text[:length].rsplit(" ", 1)[0].split(), "..."]
