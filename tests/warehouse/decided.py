"""Stories that people decide of, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from feedmill.model import Decision, ParsedDocument, Relation, Verb
from feedmill.warehouse import deciding, querying
from feedmill.warehouse.sql import SqlWarehouse
from tests.factories import LATER, NOON, a_delivery, a_page, a_parse, an_item
from tests.warehouse.arrivals import Arrival

SAME, VERSION, EXCERPT = Relation.SAME, Relation.VERSION_OF, Relation.EXCERPT_OF


def worded(stem: str, words: int = 80) -> str:
    """A text that shares no words with that of another stem."""
    return " ".join(f"{stem}{n}" for n in range(words)) + "."


ONE, TWO, THREE, FOUR = (worded(stem) for stem in ("word", "term", "noun", "verb"))
NEARLY = ONE.replace("word40", "changed").replace("word41", "again")
TEASER = " ".join(ONE.split()[:30]) + "..."


def arrival(page: ParsedDocument, minutes: int, name: str) -> Arrival:
    """An original with one page, received so many minutes after noon."""
    parse = a_parse(page, name=name)
    return parse, a_delivery(parse, minutes=minutes)


ARRIVALS = [
    arrival(a_page(ONE), 0, "one"),
    arrival(a_page(TWO), 1, "two"),
    arrival(a_page(THREE), 2, "three"),
    arrival(a_page(NEARLY), 3, "nearly"),
    arrival(an_item(TEASER, cut=True), 4, "teaser"),
]


def named(arrivals: Sequence[Arrival], at: int) -> str:
    """The id of the first version in an arrival."""
    return arrivals[at][0].documents[0].sightings[0].version.version_id


IDS = {text: named(ARRIVALS, at) for at, text in enumerate((ONE, TWO, THREE, NEARLY, TEASER))}


def decided(
    warehouse: SqlWarehouse,
    a: str,
    b: str,
    relation: Relation | None = None,
    *,
    note: str = "as I know",
    minutes: int = 60,
) -> Decision:
    """A decision of two texts, entered; without a relation, that they are not one story."""
    said = (Verb.LINK if relation else Verb.UNLINK, relation, note)
    now = NOON + timedelta(minutes=minutes)
    decision = deciding.proposed(warehouse.store, said, IDS.get(a, a), IDS.get(b, b), now=now)
    deciding.enter(warehouse.store, [decision])
    return decision


def story_of(warehouse: SqlWarehouse, text: str) -> str:
    """The id of the story that a text belongs to."""
    return str(querying.story(warehouse.store, IDS[text], now=LATER)["id"])


def states(warehouse: SqlWarehouse) -> list[str]:
    """What came of the decisions, the newest first."""
    return [row["state"] for row in deciding.links(warehouse.store)]
