from __future__ import annotations

import numpy as np

from feedmill.reading.pages.hints import KINDS, kinds_of
from feedmill.reading.pages.judging import likely_main
from feedmill.reading.pages.lines import Layout
from feedmill.reading.pages.survey import Claims, Survey, headline_at, titled_lines
from feedmill.reading.pages.traits import traits_of
from feedmill.reading.pages.trees import packed, unpacked
from feedmill.trees import Trees
from tests.reading.pages.factories import HEADLINE, layout, page, related, story


def surveyed(html: str, *titles: str, body: str = "") -> Survey:
    return Survey(layout(html), Claims(titles, (), body))


def a_tree() -> Trees:
    return Trees(np.array([[0]]), np.array([[4.0]], np.float32), np.array([[-2.0, 2.0]], np.float32), 0.0)


def test_names_of_elements_speak_for_kinds() -> None:
    kinds = {KINDS[number] for number in kinds_of("articleBody relatedPosts site-footer")}
    assert {"body", "related", "foot", "story"} <= kinds
    assert kinds_of("x1 zz") == ()


def test_every_line_has_a_value_for_every_trait() -> None:
    names, rows = traits_of(surveyed(page(story() + related()), HEADLINE.lower(), body="the council of norwick"))
    assert rows.shape == (13, len(names))
    assert len(set(names)) == len(names)
    assert np.isfinite(rows).all()


def test_a_page_of_one_line_has_traits() -> None:
    assert np.isfinite(traits_of(surveyed("x"))[1]).all()


def test_trees_answer_by_their_questions() -> None:
    found = a_tree().probabilities(np.array([[3.0], [5.0]], np.float32))
    assert found[0] < 0.2
    assert found[1] > 0.8
    assert a_tree().probabilities(np.zeros((0, 1), np.float32)).size == 0


def test_trees_survive_packing() -> None:
    rows = np.array([[3.0], [5.0]], np.float32)
    assert np.array_equal(unpacked(packed(a_tree())).probabilities(rows), a_tree().probabilities(rows))


def test_a_page_without_lines_has_nothing_to_judge() -> None:
    assert likely_main(Survey(Layout(), Claims())).size == 0


def test_given_trees_are_asked_instead_of_those_that_ship() -> None:
    assert likely_main(surveyed("<p>x</p>"), a_tree())[0] < 0.5


def test_the_headline_is_a_titled_heading_before_any_other_h1() -> None:
    html = "<h1>Norwick Courier</h1><h2>Lighthouse stays where it is</h2><p>x</p>"
    found = surveyed(html, "lighthouse stays where it is norwick courier")
    assert titled_lines(found).tolist() == [False, True, False]
    assert headline_at(found, titled_lines(found)) == 1


def test_an_h1_alone_is_the_headline_and_the_name_of_the_site_is_not() -> None:
    alone = surveyed("<h1>Lighthouse stays</h1><p>x</p>")
    site = surveyed("<h1>Norwick Courier</h1><p>x</p>", "lighthouse stays norwick courier")
    assert headline_at(alone, titled_lines(alone)) == 0
    assert headline_at(site, titled_lines(site)) == -1
