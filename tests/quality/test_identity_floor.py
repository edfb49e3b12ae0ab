"""How well stories are told to be one: floors under what `make quality` prints.

What was written for the project is measured anywhere; real news of ../shared/data wherever that is: a sample of the
half kept apart and of Wikinews, of which nothing was tuned on.
"""

from __future__ import annotations

from collections import defaultdict

import pytest

from feedmill.identity.forms import form_of
from feedmill.model import Relation
from feedmill.splitting.training.articles import data_folder
from tests.quality.identity import natural
from tests.quality.identity.bases import bases, strangers
from tests.quality.identity.figures import Row, made_rows, measured, measured_items
from tests.quality.identity.making import Item
from tests.quality.identity.matching import matched
from tests.quality.identity.scoring import Scores
from tests.quality.identity.written import written_items, written_world

pytestmark = pytest.mark.quality

MISSING = f"NOT MEASURED: no news in {data_folder()}; set FEEDMILL_DATA to the folder that holds news/ and wikinews/"
needs_data = pytest.mark.skipif(not (data_folder() / "wikinews").is_dir(), reason=MISSING)

SAMPLE = 160


@pytest.fixture(scope="module")
def sample() -> Scores:
    """A world of stories that nothing was tuned on: half of them of an outlet that nothing was tuned on."""
    own = [*bases("held out")[: SAMPLE // 2], *bases("wikinews")[: SAMPLE // 2]]
    return measured(own, strangers("held out"))[1]


def stories(items: list[Item]) -> dict[str, set[int]]:
    """The stories that hold items of each group."""
    found = matched([form_of(item.story) for item in items], [item.published for item in items])
    own = defaultdict(set)
    for item, story in zip(items, found.stories, strict=True):
        own[item.group].add(story)
    return own


def test_every_text_written_for_the_project_is_in_its_story_and_no_other() -> None:
    found = stories(written_items())
    assert {group for group, own in found.items() if len(own) != 1} == set()
    assert len(set.union(*found.values())) == len(found)


def test_a_whole_story_in_a_written_round_up_is_linked_to_it_as_such() -> None:
    items = written_items()
    found = matched([form_of(item.story) for item in items], [item.published for item in items])
    within = {items[n].group for pair, tie in found.ties.items() if tie.relation is Relation.WITHIN for n in pair}
    assert {"bronze", "round-up"} <= within


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_is_made_of_stories_written_for_the_project_comes_together(seed: int) -> None:
    found = measured_items(written_world(seed))
    assert all(share.value == 1 for share in found.precision.values()), found.precision
    assert found.absent.value == 1
    assert found.b_cubed >= 0.98
    assert found.largest_false <= 2


@needs_data
def test_teasers_find_their_stories(sample: Scores) -> None:
    wanted: list[Row] = [row for row in made_rows(sample) if row.name.startswith(("teasers", "..."))]
    assert len(wanted) == 8
    assert [row for row in wanted if not row.holds] == []


@needs_data
def test_a_teaser_whose_story_is_absent_is_left_alone_though_others_quote_its_lede(sample: Scores) -> None:
    assert sample.absent.value >= 0.97, sample.absent


@needs_data
def test_versions_come_together(sample: Scores) -> None:
    found = sample.recall
    assert (found["correction"] + found["update"] + found["trim"]).value >= 0.99
    assert found["local"].value >= 0.985
    assert found["rewritten"].value >= 0.97
    assert (found["retyped"]).value >= 0.99


@needs_data
def test_what_is_no_version_stays_apart(sample: Scores) -> None:
    assert (sample.pairs["version_of"] + sample.pairs["same"]).value >= 0.985
    assert sample.b_cubed >= 0.985
    assert sample.largest_false <= 5


@needs_data
def test_round_ups_are_linked_to_the_stories_that_they_hold(sample: Scores) -> None:
    assert sample.within.value >= 0.75, sample.within


@needs_data
def test_templated_copy_of_two_days_stays_apart() -> None:
    found = natural.labelled("tune")
    assert found.precision.value >= 0.97, found
    assert found.weighted_precision >= 0.97
    assert found.recall.value >= 0.65
    kept_apart = natural.labelled("held out")
    assert kept_apart.precision.value >= 0.94, kept_apart
    assert kept_apart.weighted_precision >= 0.97


@needs_data
def test_two_crawls_of_one_outlet_are_the_same_stories() -> None:
    found = natural.crawled()
    assert found.linked.total - found.linked.part <= 5
    assert found.together.total - found.together.part <= 5
