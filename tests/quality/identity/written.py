"""What was written for the project: short texts with the story that each is of, and worlds made of its stories."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from tests.quality.identity.bases import Base, sentences
from tests.quality.identity.making import Item, world
from tests.quality.identity.telling import story
from tests.quality.written import written_articles

FILE = Path(__file__).parents[1] / "identity-written.jsonl"
BASES = 12
"""Of the written stories, those that worlds are made of; the others lend their sentences."""


def written_items() -> list[Item]:
    """The short texts: notices, teasers, corrections, a round-up, a quoted lede."""
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    return [
        Item(
            row["group"],
            "written",
            story(row["text"], headline=row["headline"], cut=row["cut"]),
            datetime.fromisoformat(row["published"]),
        )
        for row in rows
    ]


def written_world(seed: int) -> list[Item]:
    """A world made of the written stories."""
    told = [(row.id, row.title or "News", " ".join(row.paragraphs)) for row in written_articles("en")]
    whole = [Base(*own) for own in told if len(own[2].split()) >= 200]
    others = dict.fromkeys(sentence for base in whole[BASES:] for sentence in sentences(base.text))
    return world(whole[:BASES], [one for one in others if len(one.split()) >= 8], seed)
