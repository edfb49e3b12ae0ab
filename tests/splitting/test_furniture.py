"""Which lines are furniture, and which only look a little like it."""

from __future__ import annotations

import pytest

from feedmill.model import Label
from feedmill.splitting.furniture import label_of, tail_of
from feedmill.splitting.lines import Line


def line(text: str, *, heading: bool = False) -> Line:
    return Line(0, len(text), text, heading=heading)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Photo: Reuters", Label.CREDIT),
        ("Photo courtesy of the museum", Label.CREDIT),
        ("(Image: EPA-EFE)", Label.CREDIT),
        ("AP Photo/Lena Schmidt", Label.CREDIT),
        ("Lena Schmidt/AFP via Getty Images", Label.CREDIT),
        ("Getty Images", Label.CREDIT),
        ("File photo", Label.CREDIT),
        ("Firemen at the mill in Lowden on Monday (AP Photo/Lena Schmidt)", Label.CAPTION),
        ("By Maria Keller and Olav Brandt", Label.BYLINE),
        ("(Reporting by Maria Keller; Editing by Olav Brandt)", Label.BYLINE),
        ("Maria Keller / Staff reporter", Label.BYLINE),
        ("Share on Facebook", Label.SHARE),
        ("Facebook | Twitter | Email", Label.SHARE),
        ("Read more: Mill burns down", Label.RELATED),
        ("Related stories", Label.RELATED),
        ("Skip to main content", Label.NAVIGATION),
        ("Home > World > Norland", Label.NAVIGATION),
        ("12 comments", Label.NAVIGATION),
        ("Subscribe to our newsletter", Label.SUBSCRIPTION),
        ("© 2024 The Norland Post", Label.COPYRIGHT),
        ("All rights reserved.", Label.COPYRIGHT),
        ("Friday, January 4, 2019", Label.TIMESTAMP),
        ("Updated: 3 March 2024, 14:05", Label.TIMESTAMP),
        ("2 hours ago", Label.TIMESTAMP),
        ("ADVERTISEMENT", Label.ADVERTISEMENT),
        ("Story continues below", Label.ADVERTISEMENT),
        ("Follow Maria Keller on Twitter", Label.CONTACT),
        ("keller@example.org", Label.CONTACT),
        ("***", Label.OTHER),
        ("…", Label.OTHER),
        ("\u200b", Label.OTHER),
    ],
)
def test_furniture_is_told_by_its_words(text: str, label: Label) -> None:
    assert label_of(line(text)) is label


@pytest.mark.parametrize(
    "text",
    [
        "Reaction",
        "What happens next?",
        "By Monday the fire was out.",
        "Photo shops are closing all over the country.",
        "Copyright law protects the pictures, the court said.",
        "Share prices fell on Monday.",
        "Print is not dead, the publisher said.",
        "Search parties went out at dawn.",
        "Home prices rose by a tenth in March.",
        "Follow the money, she said.",
        "The post was left vacant for a year.",
        "On January 4, 2019, the mill closed.",
        "Getty Images sued the company.",
        "Register now or lose your vote, the mayor said.",
    ],
)
def test_without_evidence_a_line_stays_in_the_story(text: str) -> None:
    assert label_of(line(text)) is None


def test_a_long_line_is_prose_whatever_it_begins_with() -> None:
    assert label_of(line("Photo: " + "a long tale, " * 40)) is None


def test_what_the_format_calls_a_heading_is_no_furniture() -> None:
    assert label_of(line("Read more: the paper", heading=True)) is None


def test_a_tail_needs_the_end_of_a_sentence_before_it() -> None:
    assert tail_of(line("The mill burned. Read more")) == (17, 26)
    assert tail_of(line("Children read more")) is None
    assert tail_of(line("The mill burned. The post was closed. It rained.")) is None
