"""Stories as they arrive: whole, as teasers, corrected, shortened, quoted, in round-ups; loaded in any order."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from feedmill.model import Delivery, Parse, ParsedDocument
from feedmill.ports import SystemClock
from feedmill.settings import Settings
from feedmill.warehouse.sql import SqlWarehouse
from feedmill.warehouse.store import Store
from tests.factories import a_delivery, a_page, a_parse, an_item
from tests.quality.written import written_articles

Arrival = tuple[Parse, Delivery]


def written_stories() -> list[str]:
    """The bodies of the stories written for the project."""
    return [" ".join(article.paragraphs) for article in written_articles("en")]


def real_stories(folder: Path, count: int) -> list[str]:
    """Bodies of the BBC's stories in the folder of data, the same each time."""
    with gzip.open(folder / "news" / "bbc.jsonl.gz", "rt", encoding="utf-8") as lines:
        bodies = [" ".join(json.loads(line)["paras"]) for line in lines]
    return random.Random(7).sample(bodies, count)  # noqa: S311 -- the same draw each time


def arrivals_of(stories: Sequence[str], seed: int = 7) -> list[Arrival]:
    """What becomes of these stories on their way to us, each with the minute at which it is received."""
    chance = random.Random(seed)  # noqa: S311 -- the same each time
    documents = [made for story in stories for made in _forms(story, chance.choice(stories), chance)]
    chance.shuffle(documents)
    parses = [a_parse(document, name=f"original {number}") for number, document in enumerate(documents)]
    return [(parse, a_delivery(parse, minutes=chance.randrange(500))) for parse in parses]


def _forms(story: str, other: str, chance: random.Random) -> list[ParsedDocument]:
    words, sentences, others = story.split(), _sentences(story), _sentences(other)
    address = f"https://news.example/{len(story)}"
    middle = len(words) // 2
    return [
        a_page(story),
        an_item(" ".join(words[: chance.randint(25, 60)]) + "...", cut=True, url=address),
        an_item("LONDON (AP) - " + " ".join(words[: chance.randint(60, 110)]), cut=True, url=address),
        an_item(" ".join([*words[:middle], "77", *words[middle + 1 :]]), url=address),
        a_page(" ".join(sentences[: max(3, len(sentences) * 2 // 3)])),
        a_page(" ".join(sentences[:2])),
        a_page(" ".join([*others[:2], *sentences[1:3], *others[2:5]])),
        a_page(" ".join([*others[:3], *sentences[:3]]), story.upper()),
    ]


def _sentences(story: str) -> list[str]:
    return re.split(r"(?<=[.!?]) ", story)


def opened(url: str, home: Path) -> SqlWarehouse:
    """The warehouse at an address."""
    return SqlWarehouse(Store(url), Settings(home=home, chunk_stories=3), SystemClock())


def load(warehouse: SqlWarehouse, arrivals: Iterable[Arrival]) -> None:
    """Take these arrivals as the pipeline does, in the order given; what stands already is completed."""
    for parse, delivery in arrivals:
        warehouse.record_deliveries([delivery], None)
        if warehouse.standing(parse.original).stages != parse.stages:
            assert warehouse.load(parse, delivery.id)
        else:
            warehouse.complete(delivery.id)
