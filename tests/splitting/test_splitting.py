"""Stories and furniture of made-up pages and items."""

from __future__ import annotations

import pytest

from feedmill.model import Block, Document, Kind, Label, Role, Segmentation, Shape, Stated
from feedmill.splitting import split, split_text
from feedmill.splitting.shapes import ending_of

FIRE = (
    "A fire destroyed a textile mill in the harbour town of Lowden on Monday, killing three workers, police said.",
    "The blaze began on the second floor of the mill shortly before midnight, fire chief Maria Keller said.",
    "Keller said the mill had passed an inspection in May.",
    "“We heard the windows burst,” said a neighbour of the mill.",
)
BANK = (
    "The central bank of Norland raised its interest rate by half a point yesterday to slow inflation.",
    "Inflation in Norland reached nine percent in March, the highest rate in thirty years.",
    "The bank’s governor, Olav Brandt, said further increases of the interest rate were likely.",
    "Brandt said the rate would fall once inflation did.",
)
TEASER = (
    "Astronomers have found water vapour in the atmosphere of a planet that circles a small red star. The planet "
    "is twice as large as Earth and takes 33 days for an orbit. The discovery was made with a telescope in Chile, which"
)


def page(*lines: str, end: str = "\n") -> str:
    return end.join(lines) + end


def shown(text: str, found: Segmentation) -> list[str]:
    return ["|".join(text[start:end] for start, end in story.spans) for story in found.stories]


def item(*lines: str, headings: int = 0, **stated: str) -> Document:
    blocks: list[Block] = []
    at = 0
    for number, line in enumerate(lines):
        blocks.append(Block((at, at + len(line)), Role.HEADING if number < headings else Role.TEXT))
        at += len(line) + 1
    return Document(0, "rss20", Shape.ITEM, "\n".join(lines), Stated(**stated), blocks=tuple(blocks))  # type: ignore[arg-type]  # every field named in these tests takes text


def test_two_stories_run_together_are_told_apart() -> None:
    text = page(*FIRE, *BANK)
    assert shown(text, split_text(text)) == ["\n".join(FIRE), "\n".join(BANK)]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\x85", "\n\n\n"])
def test_any_line_end_parts_lines(end: str) -> None:
    text = page(*FIRE, *BANK, end=end)
    assert len(split_text(text).stories) == 2


def test_one_story_stays_one() -> None:
    (story,) = split_text(page(*BANK)).stories
    assert (story.kind, story.truncated) == (Kind.FULL, False)
    assert 0.9 < story.confidence < 1
    assert story.text == "\n".join(BANK)


def test_a_credit_in_the_middle_leaves_one_story_with_two_spans() -> None:
    text = page(*BANK[:2], "Photo by Ana Petrova / AFP", *BANK[2:])
    found = split_text(text)
    (story,) = found.stories
    assert [text[start:end] for start, end in story.spans] == ["\n".join(BANK[:2]), "\n".join(BANK[2:])]
    assert [furniture.label for furniture in found.furniture] == [Label.CREDIT]


def test_teasers_in_a_row_are_excerpts() -> None:
    text = page(*BANK, TEASER, FIRE[0].removesuffix("police said.") + "…")
    found = split_text(text)
    assert [story.truncated for story in found.stories] == [False, True, True]
    assert [story.kind for story in found.stories] == [Kind.FULL, Kind.EXCERPT, Kind.EXCERPT]


@pytest.mark.parametrize("mark", ["***", "* * *", "-30-", "###", "----------", "ENDS"])
def test_a_separator_parts_stories_and_belongs_to_none(mark: str) -> None:
    text = page(*FIRE, mark, *BANK)
    found = split_text(text)
    assert shown(text, found) == ["\n".join(FIRE), "\n".join(BANK)]
    assert [(furniture.label, text[slice(*furniture.spans[0])]) for furniture in found.furniture] == [
        (Label.OTHER, mark)
    ]


def test_a_headline_belongs_to_the_story_below_it() -> None:
    text = page("Textile mill burns down in Lowden", *FIRE, "WORLD ECONOMY", "Norland raises rates again", *BANK)
    fire, bank = split_text(text).stories
    assert (fire.headline, fire.kicker, fire.text) == ("Textile mill burns down in Lowden", None, "\n".join(FIRE))
    assert (bank.headline, bank.kicker) == ("Norland raises rates again", "WORLD ECONOMY")
    assert fire.spans[0][0] == 0


def test_a_subhead_stays_in_its_story() -> None:
    (story,) = split_text(page(*BANK[:2], "Further rises", *BANK[2:])).stories
    assert story.headline is None
    assert "Further rises" in story.text


def test_quotes_go_on() -> None:
    quotes = ("“The rate will rise,” Brandt said.", "“It will rise until inflation falls.”", "“Then we shall see.”")
    assert len(split_text(page(*BANK, *quotes)).stories) == 1


def test_a_deck_without_an_honest_end_is_body() -> None:
    line = "COURT RULING: The harbour town must pay for the mill. " + FIRE[1] + " " + FIRE[2]
    (story,) = split_text(page(line)).stories
    assert (story.kicker, story.deck) == ("COURT RULING", None)
    assert story.text.startswith("The harbour town must pay")


def test_a_letter_that_names_something_ends_no_deck() -> None:
    line = (
        "HEALTH ALERT: Doctors in the town say that vitamin A deficiency is common among the workers of the mill " * 3
    )
    (story,) = split_text(page(line)).stories
    assert (story.kicker, story.deck) == ("HEALTH ALERT", None)


def test_a_deck_ends_before_its_own_sentence_does() -> None:
    line = "COURT RULING: Doctors say so. The town knew A mill burned down and three workers died " + FIRE[1]
    (story,) = split_text(page(line)).stories
    assert (story.kicker, story.deck) == ("COURT RULING", None)


def test_short_colon_lines_have_no_kicker() -> None:
    (story,) = split_text(page("NOTE: see below.")).stories
    assert story.kicker is None


def test_a_wrapped_text_is_read_by_its_paragraphs() -> None:
    wrapped = (
        "   A fire destroyed a textile mill in the harbour town of Lowden on",
        "Monday, killing three workers, police said in a statement that was",
        "read to reporters.",
        "   The blaze began on the second floor of the mill shortly before",
        "midnight, the fire chief of the town said, and it was put out only",
        "after five hours.",
    )
    (story,) = split_text(page(*wrapped)).stories
    assert story.text.splitlines()[1].startswith(
        "The blaze began on the second floor of the mill shortly before midnight"
    )
    assert not story.truncated


@pytest.mark.parametrize(
    ("last", "cut"),
    [
        ("They will meet again next week.", False),
        ("“They will meet again next week.”", False),
        ("They will meet again next week…", True),
        ("They will meet again next week [...]", True),
        (
            "The ministers have agreed to meet again next week in the capital, where they will talk about the",
            True,
        ),
        ("They have agreed to meet again and the", True),
        ("With reports from the bureaus", False),
        ("The terms were these:", False),
    ],
)
def test_a_story_is_cut_when_its_last_paragraph_is(last: str, cut: bool) -> None:
    (story,) = split(item(BANK[0], last)).stories
    assert story.truncated is cut


def test_thai_has_no_full_stop_and_is_not_cut() -> None:
    (story,) = split(item("ธนาคารกลางปรับขึ้นอัตราดอกเบี้ย" * 6)).stories
    assert not story.truncated


def test_an_item_is_one_story_with_what_it_states() -> None:
    (story,) = split(item(*FIRE, *BANK, headline="Two things", kicker="NEWS", deck="Both true")).stories
    assert (story.headline, story.kicker, story.deck, story.confidence) == ("Two things", "NEWS", "Both true", 1.0)
    assert story.parts.headline == story.parts.kicker == story.parts.deck == ()


def test_an_items_own_heading_comes_before_the_stated_one() -> None:
    (story,) = split(item("Norland’s rates rise", *BANK, headings=1, headline="Rates")).stories
    assert story.headline == "Norland’s rates rise"


def test_an_item_with_only_a_title_is_an_excerpt_without_a_body() -> None:
    (story,) = split(item("Rates rise", headings=1, headline="Rates rise")).stories
    assert (story.headline, story.text, story.kind, story.truncated) == ("Rates rise", "", Kind.EXCERPT, True)


@pytest.mark.parametrize(
    "tail",
    [
        "Continue reading Rates rise in Norland",
        "The post Rates rise first appeared on The Norland Post.",
        "Read more »",
        "[Continue reading...]",
    ],
)
def test_what_leads_to_the_full_text_is_furniture_on_a_line_or_at_its_end(tail: str) -> None:
    for text in (f"{BANK[0]} {tail}", f"{BANK[0]}\n{tail}"):
        found = split(item(*text.splitlines()))
        assert [story.text for story in found.stories] == [BANK[0]]
        assert [text[slice(*furniture.spans[0])] for furniture in found.furniture] == [tail]


@pytest.mark.parametrize(
    "told", ["Please kill all versions of the story of Rates.", "Cut red tape", "March 7.1", "Norland 4 9 12"]
)
def test_what_a_format_gives_as_the_text_of_an_item_stays_its_text(told: str) -> None:
    for lines in ((told,), (*BANK, told, *FIRE), (told,) * 4):
        found = split(item(*lines))
        assert (found.stories[0].text, found.furniture) == ("\n".join(lines), ())


def test_what_only_links_elsewhere_is_no_text_of_an_item() -> None:
    text = page(*BANK, "Cut red tape", "Most read", end="\n")
    at = text.index("Cut")
    links = [Block((at, at + 12), Role.ITEM, links=1.0), Block((at + 13, at + 22), Role.ITEM, links=1.0)]
    document = Document(0, "rss20", Shape.ITEM, text, blocks=(Block((0, at)), *links))
    assert shown(text, split(document)) == ["\n".join(BANK)]


def test_an_item_of_furniture_has_no_story() -> None:
    found = split(item("Advertisement"))
    assert (found.stories, len(found.furniture)) == ((), 1)


def test_blank_text_has_nothing() -> None:
    assert split_text(" \n\t\r\n") == Segmentation((), ())


def test_a_page_of_headings_alone_is_one_story() -> None:
    headings = (Block((0, 10), Role.HEADING), Block((15, 25), Role.HEADING))
    (story,) = split(Document(0, "html", Shape.PAGE, page("Rates rise", "***", "Mill burns"), blocks=headings)).stories
    assert (story.headline, story.text, story.spans) == ("Rates rise", "Mill burns", ((0, 10), (15, 25)))


def test_marks_alone_cut_nothing() -> None:
    assert ending_of("”») ") == "full"
