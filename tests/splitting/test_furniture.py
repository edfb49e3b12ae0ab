"""Which lines are furniture, and which only look a little like it."""

from __future__ import annotations

import numpy as np
import pytest

from feedmill.model import Label
from feedmill.splitting.furniture import LABELS, form_of, labels_of, tail_of
from feedmill.splitting.lines import Line

LIMITS = (0.1, 0.6, 0.9)


def line(text: str) -> Line:
    return Line(0, len(text), text)


def label_of(text: str, stray: float = 0.5) -> Label | None:
    """The label of a line that belongs to no story with this probability."""
    (label,) = labels_of([line(text)], np.array([stray], np.float32), LIMITS)
    return label


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
def test_furniture_of_a_known_form_is_told_by_its_words(text: str, label: Label) -> None:
    assert label_of(text) is label


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
    assert label_of(text) is None
    assert form_of(text) == -1


def test_a_long_line_is_prose_whatever_it_begins_with() -> None:
    assert label_of("Photo: " + "a long tale, " * 40) is None


def test_a_known_form_is_content_where_everything_else_speaks_for_it() -> None:
    assert label_of("Read more: the paper", stray=0.05) is None
    assert LABELS[form_of("Read more: the paper")] is Label.RELATED


def test_a_short_line_without_a_known_form_needs_more_evidence_and_a_sentence_still_more() -> None:
    sentence = "The council met on Monday to talk about the bridge, the mayor of the town said, and it will meet again."
    assert [label_of("Norland weather", stray) for stray in (0.5, 0.7)] == [None, Label.NAVIGATION]
    assert [label_of(sentence, stray) for stray in (0.7, 0.95)] == [None, Label.OTHER]


def test_what_fills_a_page_is_told_however_odd_it_is() -> None:
    assert label_of("word " * 300, stray=0.99) is Label.OTHER
    assert label_of("word " * 500, stray=0.99) is None


def test_a_tail_needs_the_end_of_a_sentence_before_it() -> None:
    assert tail_of(line("The mill burned. Read more")) == 17
    assert tail_of(line("Children read more")) is None
    assert tail_of(line("The mill burned. The post was closed. It rained.")) is None
