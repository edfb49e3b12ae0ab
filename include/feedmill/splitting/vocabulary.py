"""The words that splitting knows: English function words and abbreviations, all in lower case."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


STOP = _words(
    """
    the a an of to in on at for and or but with by from as is are was were be been being has have had will would
    could should may might can it its he his she her they their them we our us you your i my me this that these
    those there which who whom what when where while than then also not no said says say told about after before
    into over more most some any all out up new one two three last first year years month week day percent per
    cent mr mrs ms dr if so because since however under during between through against until just only other
    such very much many even now being how why did do does made make according yesterday today monday tuesday
    wednesday thursday friday saturday sunday january february march april june july august september october
    november december added
    """
)
"""Words that say nothing about the topic."""

BACKWARD = _words(
    """
    he she they it his her their its him them this these those that such both another others
    """
)
"""First words that point back at what was told."""

CONNECTIVE = _words(
    """
    but and however meanwhile still yet also so then nor instead although though besides moreover furthermore
    nevertheless similarly earlier later separately because if since despite asked according while even once
    other some most many under after for
    """
)
"""First words that go on."""

SAID = _words(
    """
    said says added told noted asked wrote explained continued adding say saying
    """
)
"""Words of saying."""

TITLES = _words(
    """
    mr mrs ms dr sir prof rev sen gov gen col capt lt sgt
    """
)
"""Titles before a surname."""

ABBREVIATED = TITLES | _words(
    """
    st jr sr no jan feb aug sept oct nov dec inc corp co ltd vs etc
    """
)
"""Words whose full stop ends no sentence."""

LETTERED = _words(
    """
    vitamin vitamins hepatitis grade category class group type schedule influenza level plan serie section part
    article team division block tier series category exhibit schedule title appendix
    """
)
"""Words that a letter may follow as a name: `vitamin A`, `group A`."""

DANGLING = STOP - _words("said so it up out then there now")
"""Words that no sentence ends with."""
