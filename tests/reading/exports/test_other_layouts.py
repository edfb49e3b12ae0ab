"""References with tags, Europresse, and whatever else comes."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from feedmill.errors import Rejected
from feedmill.model import Document
from feedmill.reading.exports.reading import read_export
from feedmill.reading.piece import Piece
from tests.reading.exports.exported import BODY, OTHER, around, day, documents, is_export, only, shown

RIS = f"""TY  - NEWS
TI  - Bridge closes
AU  - Marlow, Jane
AU  - Ellery, Tom
T2  - The Port Gazette
DA  - 2026/11/12/
AB  - {BODY}
KW  - bridges
KW  - traffic
UR  - https://www.example.org/a
LA  - English
SP  - 4
ER  -

TY  - NEWS
TI  - Ferry
      returns
T2  - The Port Gazette
DA  - 2026/11/13/
AB  - {OTHER}
ER  -
"""
EUROPRESSE = f"""Le Courrier du port
Région, jeudi 12 novembre 2026 96 mots, p. 4

Le pont fermé

Jeanne Morel

{BODY}

{OTHER}

© 2026 Le Courrier du port. Tous droits réservés.

Certificat émis le 20 novembre 2026 à UNIV

news·20261112·CP·4411

Le Courrier du port
Région, vendredi 13 novembre 2026 61 mots, p. 11

Le bac revient

{OTHER}

news·20261113·CP·4412
"""


def test_a_reference_is_a_document() -> None:
    one, other = documents(RIS)
    stated = one.stated
    assert (stated.headline, stated.agency, stated.url) == (
        "Bridge closes",
        "The Port Gazette",
        "https://www.example.org/a",
    )
    assert (stated.byline, stated.authors) == ("Marlow, Jane; Ellery, Tom", ("Jane Marlow", "Tom Ellery"))
    assert (stated.keywords, stated.language) == (("bridges", "traffic"), "en")
    assert (day(one), day(other)) == (("2026-11-12 00:00", "day"), ("2026-11-13 00:00", "day"))
    assert (other.stated.headline, shown(one), shown(other)) == ("Ferry returns", [BODY], [OTHER])
    assert around(one) == ["TY: NEWS", "SP: 4"]


def test_a_reference_without_its_end_is_ended_by_the_next() -> None:
    one, other = documents(RIS.replace("ER  -\n\n", "\n"))
    assert (shown(one), shown(other)) == ([BODY], [OTHER])


def test_a_text_of_a_reference_is_its_body() -> None:
    one = only(RIS[: RIS.index("ER")] + f"FT  - {OTHER}\n\n{OTHER}\nER  - \n")
    assert (one.stated.deck, shown(one)) == (BODY, [OTHER, OTHER])


def test_articles_of_europresse_end_with_an_id() -> None:
    one, other = documents(EUROPRESSE)
    stated = one.stated
    assert (stated.headline, stated.agency, stated.byline) == ("Le pont fermé", "Le Courrier du port", "Jeanne Morel")
    assert (stated.subjects, stated.guid) == (("Région",), "news·20261112·CP·4411")
    assert (day(one), day(other)) == (("2026-11-12 00:00", "day"), ("2026-11-13 00:00", "day"))
    assert (shown(one), shown(other)) == ([BODY, OTHER], [OTHER])
    assert around(one) == ["96 mots, p. 4", "Certificat émis le 20 novembre 2026 à UNIV"]


def test_an_article_of_europresse_without_a_day() -> None:
    undated = f"Le bac\n\n{OTHER}\n\nnews·20261113·CP·4413\n"
    last = documents(f"{EUROPRESSE}\n{undated}")[-1]
    assert (last.stated.headline, last.stated.published_at, shown(last)) == ("Le bac", None, [OTHER])


def test_lines_with_dashes_are_no_tags() -> None:
    assert not is_export(
        f"HP - the printer maker - fell.\nAB - the brewer - rose.\nTI - the chip maker - fell.\n{BODY}"
    )


BITS = st.sampled_from(
    ["Title: A\n", "Date: 2026-11-12\n", "\n", "\r\n", "-----\n", "1 of 2 DOCUMENTS\n", "BYLINE: x\n", "LENGTH: 3\n",
     "Document 1 of 2\n", "Author: x\n", "Text:\n", "HD\n", "PD\n12 May 2026\n", "SN\nx\n", "WC\n3\n", "LP\n", "AN\n",
     "Document PAMPW00020261110emba0001x\n", "104 words\n", "12 May 2026\n", "TY  - NEWS\n", "TI  - x\n", "ER  - \n",
     "news·20261112·CP·4411\n", "Body\n", "End of Document\n", "Copyright 2026\n", "a line of text\n", "    ", "：",
     "【题名】"]
)  # fmt: skip
MIXED = st.lists(BITS | st.text(max_size=8), max_size=30).map("".join)


@given(MIXED)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_its_documents_do_not_overlap(text: str) -> None:
    data = text.encode("utf-8", "replace")
    try:
        found = list(read_export(Piece.of(data)))
    except Rejected:
        return
    for one in found:
        if not isinstance(one, Document):
            continue
        assert one.text.strip()
        if one.blocks:
            assert "\n".join(one.text[slice(*block.span)] for block in one.blocks) == one.text
    for before, after in pairwise(found):
        assert (before.locator.byte_end or 0) <= (after.locator.byte_start or 0)
