"""Texts that nobody wrote, or that were written to do harm: each is loaded, told right or taken for new, and named."""

from __future__ import annotations

import random
import string
from typing import Any

import numpy as np
import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from feedmill.identity import forms, words
from feedmill.identity.forms import form_of
from feedmill.identity.winnowing import grams
from feedmill.model import Epoch, Kind, ParsedDocument
from feedmill.warehouse import candidates, querying
from feedmill.warehouse.learning import hold
from feedmill.warehouse.sql import SqlWarehouse
from tests.factories import LATER, NOON, a_delivery, a_page, a_parse, a_story, an_item

STORY = " ".join(f"word{n}" for n in range(80)) + "."
OTHER = " ".join(f"term{n}" for n in range(80)) + "."
FURNITURE = [" ".join(f"footer{n}of{at}" for n in range(60)) + "." for at in range(3)]


def load(warehouse: SqlWarehouse, *documents: ParsedDocument) -> list[dict[str, Any]]:
    """Load these, each in an original of its own. Returns what was logged."""
    with capture_logs() as logs:
        for minutes, document in enumerate(documents):
            parse = a_parse(document, name=f"o{minutes}")
            delivery = a_delivery(parse, minutes=minutes)
            warehouse.record_deliveries([delivery], None)
            warehouse.load(parse, delivery.id)
    return [dict(line) for line in logs]


def stories(warehouse: SqlWarehouse) -> int:
    """How many stories there are."""
    return len(list(querying.stories(warehouse.store, now=LATER)))


def counted(warehouse: SqlWarehouse, table: str) -> int:
    """How many rows a table has."""
    with warehouse.store.read() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


@pytest.mark.parametrize(
    "body",
    ["", " \n\t", "?!", "one two three four five six seven eight nine ten", "x" * 10_000_000, "word " * 1_000_000],
    ids=["empty", "blank", "no word", "ten words", "10 MB in a word", "a million repetitions"],
)
def test_a_text_that_tells_nothing_is_a_story_of_its_own(warehouse: SqlWarehouse, body: str) -> None:
    load(warehouse, a_page(STORY), a_page(body))
    assert stories(warehouse) == 2
    assert counted(warehouse, "edges") == 0
    assert counted(warehouse, "fingerprints") < 100


def test_a_very_long_text_is_compared_by_its_beginning_and_the_log_says_so(warehouse: SqlWarehouse) -> None:
    body = " ".join(f"word{n}" for n in range(90_000))
    logs = load(warehouse, a_page(STORY), a_page(body), a_page(f"{body} More."))
    assert stories(warehouse) == 2
    told = [line for line in logs if line["event"] == "text compared by its beginning"]
    assert [(line["words"], line["by"]) for line in told] == [(90_000, forms.COMPARED), (90_001, forms.COMPARED)]
    assert counted(warehouse, "fingerprints") < 3_000


def test_texts_made_of_furniture_alone_are_stories_of_their_own_and_the_log_says_so(warehouse: SqlWarehouse) -> None:
    stops = np.unique(np.concatenate([grams(form_of(a_story(one)).words).view(np.int64) for one in FURNITURE]))
    hold(warehouse.store, Epoch(1, NOON, 0, tuple(stops.tolist())))
    one, other = " ".join(FURNITURE), " ".join(reversed(FURNITURE))
    logs = load(warehouse, a_page(FURNITURE[0]), a_page(one), a_page(other))
    assert stories(warehouse) == 3
    assert counted(warehouse, "edges") == 0
    assert [line["words"] for line in logs if line["event"] == "text of furniture alone"] == [60, 180, 180]


def test_texts_whose_fingerprints_collide_are_compared_and_told_apart(
    warehouse: SqlWarehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "fingerprints", lambda _: np.array([3, 5, 8], np.int64))
    load(warehouse, a_page(STORY), a_page(OTHER), a_page(STORY.replace("word40", "word40b")))
    assert stories(warehouse) == 2


def test_thousands_of_colliding_texts_are_compared_in_part_and_the_log_says_so(
    warehouse: SqlWarehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "fingerprints", lambda _: np.array([3, 5, 8], np.int64))
    monkeypatch.setattr(candidates, "MOST_READ", 30)
    monkeypatch.setattr(candidates, "MOST_POSTINGS", 5)
    bodies = [" ".join(f"t{number}w{n}" for n in range(70)) + "." for number in range(30)]
    logs = load(warehouse, *map(a_page, bodies))
    assert stories(warehouse) == len(bodies)
    assert "fingerprints read in part" in {line["event"] for line in logs}


def crowds() -> list[ParsedDocument]:
    """Two stories, each in more versions than are compared with any other, and with teasers."""
    made = []
    letters = string.ascii_letters  # a digit is a fact
    for told in (STORY.split(), OTHER.split()):
        made += [a_page(" ".join([*told[:at], f"changed{letters[at]}", *told[at + 1 :]])) for at in range(24, 48)]
        made += [an_item(" ".join([f"kicker{letters[at]}", *told[: 30 + at]]) + "...", cut=True) for at in range(6)]
    return made


@pytest.mark.parametrize("seed", range(2))
def test_crowds_past_every_end_are_the_same_stories_in_any_order(
    warehouse: SqlWarehouse, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    for name, end in (("MOST_READ", 60), ("MOST_POSTINGS", 5), ("MOST_EQUAL", 4)):
        monkeypatch.setattr(candidates, name, end)
    monkeypatch.setattr(candidates, "MOST_COMPARED", {Kind.FULL: 5, Kind.EXCERPT: 2})
    made = crowds()
    order = random.Random(seed).sample(range(len(made)), len(made))  # noqa: S311 -- the same draw each time
    for at in order:
        parse = a_parse(made[at], name=f"o{at}")
        delivery = a_delivery(parse, minutes=at)
        warehouse.record_deliveries([delivery], None)
        warehouse.load(parse, delivery.id)
    names = [made[at].sightings[0].version.version_id for at in (0, len(made) // 2)]
    assert {row["id"] for row in querying.stories(warehouse.store, now=LATER)} == set(names)
    assert counted(warehouse, "versions") == len(made)


def test_a_word_whose_hash_is_that_of_another_ties_no_texts_that_differ_in_more(
    warehouse: SqlWarehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = words._hash
    monkeypatch.setattr(words, "_HASHES", {})
    monkeypatch.setattr(words, "_hash", lambda word: true("word3" if word in ("word4", "term4") else word))
    changed = STORY.replace("word4 ", "word3 ")
    load(warehouse, a_page(STORY), a_page(changed), a_page(OTHER))
    assert stories(warehouse) == 2
    with warehouse.store.read() as connection:
        assert connection.execute(text("SELECT relation FROM edges")).scalars().all() == ["version_of"]
