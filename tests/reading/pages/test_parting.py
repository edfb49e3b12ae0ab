from __future__ import annotations

import numpy as np

from feedmill.reading.pages.parting import Division, divided
from feedmill.reading.pages.repairing import repaired
from feedmill.reading.pages.survey import Claims, Survey
from tests.reading.pages.factories import HEADLINE, PARAGRAPHS, RELATED, layout, related, story


def surveyed(html: str, *descriptions: str) -> Survey:
    return Survey(layout(html), Claims((HEADLINE.lower(),), descriptions))


def parted(
    html: str, *body: str, story: bool | None = True, descriptions: tuple[str, ...] = ()
) -> tuple[Survey, Division]:
    survey = surveyed(html, *descriptions)
    likely = np.array([0.9 if line.text in body else 0.1 for line in survey.layout.lines], np.float32)
    return survey, divided(survey, likely, story=story)


def shown(survey: Survey, lines: list[int]) -> list[str]:
    return [survey.layout.lines[at].text for at in lines]


def test_the_headline_and_the_body_are_the_main_story() -> None:
    survey, found = parted(story(), *PARAGRAPHS)
    assert shown(survey, found.main) == [HEADLINE, *PARAGRAPHS]


def test_a_headline_behind_the_story_is_none() -> None:
    _, found = parted("".join(f"<p>{one}</p>" for one in PARAGRAPHS) + f"<h1>{HEADLINE}</h1>", *PARAGRAPHS)
    assert found.headline == -1


def test_a_deck_is_described_by_the_head_or_set_as_one() -> None:
    deck = "A dispute of six years ends with a vote"
    html = story().replace("</h1>", f"</h1><p>{deck}</p>")
    survey, found = parted(html, *PARAGRAPHS, descriptions=(deck.lower(),))
    assert shown(survey, found.deck) == [deck]
    assert parted(html, *PARAGRAPHS)[1].deck == []


def test_boxes_within_and_behind_a_story_are_no_part_of_it() -> None:
    box = f'<div class="newsletter-signup"><p>{PARAGRAPHS[3]} Sign up.</p></div>'
    more = f"<div><h3>Read more</h3><p>{PARAGRAPHS[2]} Again.</p></div>"
    survey = surveyed(story(inside=box + more))
    everything = list(range(survey.count))
    assert shown(survey, repaired(survey, everything, 0)) == [HEADLINE, *PARAGRAPHS]


def test_a_story_in_an_element_of_a_misleading_name_stays() -> None:
    survey = surveyed(
        f'<p>Intro of a few words.</p><div class="premium">{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}</div>'
    )
    assert len(repaired(survey, list(range(survey.count)), -1)) == 5


def test_what_stands_before_the_headline_is_no_part_of_the_story() -> None:
    survey = surveyed(f"<p>{PARAGRAPHS[3]} First.</p>{story()}")
    assert repaired(survey, [0, 2, 3, 4, 5], 1) == [2, 3, 4, 5]


def test_links_to_other_stories_in_the_body_are_teasers() -> None:
    text, href = RELATED[0]
    survey, found = parted(story(inside=f'<p><a href="{href}">{text}</a></p>'), *PARAGRAPHS, text)
    assert shown(survey, [one.headline for one in found.teasers]) == [text]
    assert text not in shown(survey, found.main)


def test_a_page_whose_text_is_that_of_its_cards_is_a_front() -> None:
    cards = "".join(f'<div><h2><a href="{href}">{text}</a></h2><p>{PARAGRAPHS[0]}</p></div>' for text, href in RELATED)
    _, found = parted(cards, PARAGRAPHS[0], story=None)
    assert found.main == []
    assert [len(one.further) for one in found.teasers] == [1, 1, 1]


def test_a_few_words_among_teasers_are_no_story() -> None:
    many = tuple((f"{text} {n}", f"{href}{n}") for n in range(4) for text, href in RELATED)
    assert parted(f"<p>All news of the coast.</p>{related(many)}", "All news of the coast.", story=None)[1].main == []
    long = PARAGRAPHS[0]
    assert parted(f"<p>{long}</p>{related(many)}", long, story=None)[1].main == []
    assert parted(f"<p>{long}</p>{related(many)}", long, story=True)[1].main == [0]


def test_nothing_likely_gives_no_story() -> None:
    assert repaired(surveyed("<p>x</p>"), [], -1) == []
    assert parted("<p>x</p>")[1].main == []


def test_a_story_whose_paragraphs_are_each_called_a_box_stays() -> None:
    between = f'<div class="related"><p>{RELATED[0][0]}, read more here.</p></div>'
    paragraphs = between.join(f'<p class="paywall">{one}</p>' for one in PARAGRAPHS)
    survey = surveyed(f"<h1>{HEADLINE}</h1>{paragraphs}")
    likely = [at for at, line in enumerate(survey.layout.lines) if line.text in PARAGRAPHS]
    assert shown(survey, repaired(survey, likely, 0)) == list(PARAGRAPHS)
    comments = surveyed(f"<h1>{HEADLINE}</h1>{paragraphs.replace('paywall', 'comment')}<p>{PARAGRAPHS[0]} Again.</p>")
    assert len(repaired(comments, [*likely, comments.count - 1], 0)) == 2


def test_a_story_in_chinese_is_as_long_as_one_in_letters() -> None:
    headline, text = (
        "市议会通过新的海岸防护计划",
        "市议会星期二以多数票通过了新的海岸防护计划，工程预计明年春季动工。" * 5,
    )
    many = tuple((f"{name} {n}", f"{href}{n}") for n in range(4) for name, href in RELATED)
    survey = Survey(layout(f"<h1>{headline}</h1><p>{text}</p>{related(many)}"), Claims((headline,)))
    likely = np.array([0.9 if line.text == text else 0.1 for line in survey.layout.lines], np.float32)
    assert shown(survey, divided(survey, likely, story=None).main) == [headline, text]


def test_a_page_that_says_it_leads_to_stories_gives_none_of_its_own() -> None:
    many = tuple((f"{text} {n}", f"{href}{n}") for n in range(4) for text, href in RELATED)
    html = f"<h1>{HEADLINE}</h1>{''.join(f'<p>{one}</p>' for one in PARAGRAPHS)}{related(many)}"
    assert parted(html, *PARAGRAPHS, story=False)[1].main == []
    assert parted(html, *PARAGRAPHS, story=None)[1].main != []


def test_what_tells_when_or_by_whom_a_story_was_written_is_no_part_of_it() -> None:
    told, signed = "Publié le 22/05/2024 à 07h15 Par Ann Berg", "(dpa/lby)"
    survey, found = parted(story((told, *PARAGRAPHS, signed)), told, *PARAGRAPHS, signed)
    assert shown(survey, found.body) == list(PARAGRAPHS)


def test_the_heading_of_other_stories_and_a_button_end_no_story() -> None:
    (title, href), heading, button = RELATED[0], "Ostale vesti", "Odštampaj"
    end = f'<p><a href="javascript:print()">{button}</a></p><p>{heading}</p><p><a href="{href}">{title}</a></p>'
    survey, found = parted(story(inside=end), *PARAGRAPHS, button, heading)
    assert shown(survey, found.body) == list(PARAGRAPHS)


def test_a_line_that_invites_to_follow_the_outlet_elsewhere_is_no_part_of_a_story() -> None:
    line = "Подписывайтесь на наш канал"
    inside = f'<p><a href="https://t.me/norwick">{line}</a></p><p>Follow the pier to its end, they say.</p>'
    survey, found = parted(story(inside=inside), *PARAGRAPHS, line, "Follow the pier to its end, they say.")
    assert shown(survey, found.body) == [*PARAGRAPHS, "Follow the pier to its end, they say."]


def test_a_line_that_ends_a_title_behind_the_site_s_name_is_the_headline() -> None:
    html = f"<p>Town</p><p><b>{HEADLINE}</b></p>" + "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    survey = Survey(layout(html), Claims((f"norwick courier {HEADLINE.lower()}",)))
    likely = np.array([0.9 if line.text in PARAGRAPHS else 0.1 for line in survey.layout.lines], np.float32)
    found = divided(survey, likely, story=True)
    assert shown(survey, [found.headline]) == [HEADLINE]
    linked = Survey(layout(html.replace("<b>", '<a href="/x">')), survey.claims)
    assert divided(linked, likely, story=True).headline == -1


def test_a_story_does_not_end_with_links_or_the_day_of_its_publication() -> None:
    behind = "<p><a href='/forum'>Discuss</a></p>", "<p>First published on: 27-06-2023 at 18:40</p>"
    for line, text in zip(behind, ("Discuss", "First published on: 27-06-2023 at 18:40"), strict=True):
        survey, found = parted(story(inside=line), *PARAGRAPHS, text)
        assert shown(survey, found.body) == list(PARAGRAPHS)


def test_a_name_set_off_above_the_text_is_no_part_of_it() -> None:
    name = "Ann Berg, Norwick"
    survey, found = parted(story().replace("</h1>", f"</h1><p><b>{name}</b></p>", 1), name, *PARAGRAPHS)
    assert shown(survey, found.body) == list(PARAGRAPHS)


def test_captions_are_no_part_of_a_story_unless_they_are_most_of_it() -> None:
    caption = '<div class="img-caption">Fishermen at the pier of Norwick on Tuesday</div>'
    survey, found = parted(story(inside=caption + "<p>The end.</p>"), *PARAGRAPHS, caption[25:-6], "The end.")
    assert shown(survey, found.body) == [*PARAGRAPHS, "The end."]
    figures = "".join(f"<figure><figcaption>{one}</figcaption></figure>" for one in PARAGRAPHS)
    survey, found = parted(f"<h1>{HEADLINE}</h1>{figures}", *PARAGRAPHS)
    assert shown(survey, found.body) == list(PARAGRAPHS)


def test_the_card_of_another_story_is_left_out_with_its_summary() -> None:
    title, href = RELATED[0]
    summary = "The third storm of the month keeps the boats in their harbour."
    card = f'<div><a href="{href}">{title}</a><p>{summary}</p></div>'
    survey, found = parted(
        story(inside=card + "<p>The end came late.</p>"), *PARAGRAPHS, title, summary, "The end came late."
    )
    assert shown(survey, found.body) == [*PARAGRAPHS, "The end came late."]
    alone = f'<p><a href="{href}">{title}</a></p><p>The end came late.</p>'
    survey, found = parted(story(inside=alone), *PARAGRAPHS, title, "The end came late.")
    assert shown(survey, found.body) == [*PARAGRAPHS, "The end came late."]


def test_a_signature_set_off_behind_the_text_is_no_part_of_it() -> None:
    behind = "<p><i>Ann Berg</i></p><p><a href='javascript:history.back()'>Back</a></p>"
    survey, found = parted(story(inside=behind), *PARAGRAPHS, "Ann Berg", "Back")
    assert shown(survey, found.body) == list(PARAGRAPHS)


def test_boxes_of_facts_are_no_part_of_a_story() -> None:
    for box in ('<div class="factbox"><p>{}</p></div>', "<aside><h3>In figures</h3><p>{}</p></aside>"):
        survey = surveyed(story(inside=box.format("The tower was built in 1871.")))
        assert shown(survey, repaired(survey, list(range(survey.count)), 0)) == [HEADLINE, *PARAGRAPHS]
    bare = surveyed(story(inside="<aside><p>The tower was built in 1871.</p></aside>"))
    assert len(repaired(bare, list(range(bare.count)), 0)) == 6


def test_the_list_of_other_stories_that_ends_a_text_is_no_part_of_it() -> None:
    links = '<p><a href="/a">All ships</a> of the week</p><p>Also our <a href="/b">guide to tides</a></p>'
    survey = surveyed(story(inside=f"<p>More Great Courier Stories</p>{links}"))
    assert shown(survey, repaired(survey, list(range(survey.count)), 0)) == [HEADLINE, *PARAGRAPHS]
    plainly = surveyed(story(inside=f"<p>More Great Courier Stories</p>{links}<p>The vote was open.</p>"))
    assert len(repaired(plainly, list(range(plainly.count)), 0)) == 9


def test_a_headline_that_leads_elsewhere_above_many_teasers_heads_no_story() -> None:
    many = tuple((f"{text} {n}", f"{href}{n}") for n in range(4) for text, href in RELATED)
    lead = "The council will decide on Tuesday."
    head = f'<h1><a href="/news/harbour-town-votes-lighthouse-48301">{HEADLINE}</a></h1>'
    survey, found = parted(f"{head}<p>{lead}</p>{related(many)}", lead, story=None)
    assert found.main == []
    assert shown(survey, [one.headline for one in found.teasers])[0] == HEADLINE


def test_the_times_of_a_report_in_entries_are_no_part_of_it() -> None:
    clock = "<p><time datetime='2024-05-01T18:30'>18:30</time></p>"
    survey, found = parted(story(inside=f"{clock}<p>{PARAGRAPHS[0]}</p>"), *PARAGRAPHS, "18:30")
    assert shown(survey, found.body) == [*PARAGRAPHS, PARAGRAPHS[0]]


def test_a_heading_right_below_the_headline_is_the_deck_likely_as_it_may_look() -> None:
    deck = "A dispute of six years ends with a vote"
    html = story().replace("</h1>", f"</h1><h2>{deck}</h2>")
    survey, found = parted(html, deck, *PARAGRAPHS)
    assert shown(survey, found.deck) == [deck]
    assert shown(survey, found.body) == list(PARAGRAPHS)


def test_buttons_and_an_address_at_the_end_are_no_part_of_a_story() -> None:
    more = "<button>Sign in to read on here</button><p>ann.wade@paper.example</p>"
    html = story() + more
    survey, found = parted(html, *PARAGRAPHS, "Sign in to read on here", "ann.wade@paper.example")
    assert shown(survey, found.body) == list(PARAGRAPHS)


def test_what_an_outlet_asks_of_readers_at_the_end_is_no_part_of_its_story() -> None:
    asks = ("Support the Norwick Courier's journalism of integrity", "We firmly believe in news that is free to all.")
    html = story() + f"<h3>{asks[0]}</h3><p>{asks[1]}</p>"
    survey, found = parted(html, *PARAGRAPHS, *asks)
    assert shown(survey, found.body) == list(PARAGRAPHS)


def test_a_box_of_facts_may_be_named_by_one_word_and_captions_in_other_ones() -> None:
    fact = f'<section class="fact widget"><h2>Facts</h2><p>{PARAGRAPHS[2]} Again.</p></section>'
    caption = '<div class="img-text">The pier on Monday</div><div class="pie-foto">El muelle</div>'
    survey = surveyed(story(inside=fact + caption))
    assert shown(survey, repaired(survey, list(range(survey.count)), 0)) == [HEADLINE, *PARAGRAPHS]
