from __future__ import annotations

import pytest

from feedmill.reading.pages.notices import is_notice


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement", "- Werbung -", "ANZEIGE", "광고", "Story continues below this ad", "Publicité", "विज्ञापन",
        "Foto's: Ann Berg", "Photo: Bo Dahl / Courier", "إعلان", "- Reklamë -", "Tekst se nastavlja ispod oglasa",
        "Tonton juga Video: Detik-detik",
        "Auglýsing", "Ostatak teksta nakon reklame",
        "ΔΙΑΦΗΜΙΣΗ",
        "The pier on Monday, an archive picture Fot. Bo Dahl / Agencja Courier.pl", "ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ",
        "Support our journalism. Subscribe today.",
        "Your subscription could not be saved. Please try again.", "Leia também:", "fot. UM Norwick",
        "Lire aussi", "Do you have a story for us? Send it to our line.",
        "All about the coast. Sign up for the Harbour newsletter.",
    ],
)  # fmt: skip
def test_marks_of_advertisements_credits_and_offers_are_no_words_of_a_story(line: str) -> None:
    assert is_notice(line, linked=0, from_end=9)


@pytest.mark.parametrize(
    "line",
    [
        "Werbung für das neue Museum hängt in der ganzen Stadt.",
        "Ads for the ferry were withdrawn on Monday.",
        "Photo: a word that he never used, he said. It was too late.",
        "Follow the coast for an hour and you reach the lighthouse.",
        "They do not have a story for the desk.",
        "She asked readers to sign up for the newsletter.",
        "It stood there for a year. He took its foto: a picture that nobody saw.",
        "Copyright was the matter of the whole trial.",
    ],
)
def test_sentences_that_begin_so_are(line: str) -> None:
    assert not is_notice(line, linked=0, from_end=9)


def test_rights_and_notes_on_syndication_end_a_story() -> None:
    printed = "This article appeared in the print edition as: The old lighthouse"
    for line in ("© 2024 The Courier. All rights reserved.", "(This story has not been edited by our staff.)", printed):
        assert is_notice(line, linked=0, from_end=0)
        assert not is_notice(line, linked=0, from_end=5)
    assert not is_notice("© 2024 Associated Press. All rights reserved.", linked=0, from_end=0)


def test_invitations_lead_elsewhere_and_labelled_links_to_other_stories() -> None:
    assert is_notice("Підписуйтесь на наш Telegram-канал, щоб знати новини.", linked=0, from_end=0)
    assert is_notice("Follow us", linked=1, from_end=4)
    assert is_notice("Baca juga: Banjir rob rendam jalur pantura", linked=0.8, from_end=4)
    assert not is_notice("Baca juga: Banjir rob rendam jalur pantura", linked=0.1, from_end=4)
    assert not is_notice(f"Follow us {'and more ' * 40}", linked=1, from_end=0)


@pytest.mark.parametrize("line", ["《 人民日报 》（ 2026年11月24日 13 版）", "(责编：马昌、陈灿)"])
def test_where_a_story_was_printed_and_who_edited_it_ends_it(line: str) -> None:
    assert is_notice(line, linked=0, from_end=0)
    assert not is_notice(line, linked=0, from_end=5)
