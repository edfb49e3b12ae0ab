"""Kills, embargoes, corrections and versions are told from what merely speaks of such."""

from __future__ import annotations

import pytest

from feedmill.reading.wiretext.signals import correction_in, is_embargo, is_kill, is_more, is_version, status_of


@pytest.mark.parametrize(
    "line",
    ["KILL", "MANDATORY KILL", "Bulletin Kill", "ANNULATION", "ANNULE", "ANULACION", "anulación", "ANNULLAMENTO",
     "Storno", "Meldung zurückgezogen",
     "Bitte verwenden Sie die Meldung bdt0071 mit Zahlen nicht. Sie wird zurückgezogen.",
     "A kill is mandatory; make certain that the story is not used.", "Peruttu", "Återkallad"],
)  # fmt: skip
def test_a_story_is_taken_back(line: str) -> None:
    assert is_kill(line)


@pytest.mark.parametrize(
    "line",
    ["Gunmen kill five in the old harbour", "Updates with the game canceled by the league after a storm",
     "Harbour kills", "", None, "BC-US--Skill-Games"],
)  # fmt: skip
def test_a_story_that_speaks_of_killing_is_not_taken_back(line: str | None) -> None:
    assert not is_kill(line)


@pytest.mark.parametrize(
    ("line", "word"),
    [("1st Ld CORRECTION", "CORRECTION"), ("(Berichtigung: Zahl)", "Berichtigung"), ("RPT", "RPT"),
     ("REPETICIÓN", "REPETICIÓN"),
     ("rectificatif", "rectificatif"), ("RECTIFICACION", "RECTIFICACION"), ("KORRIGERT", "KORRIGERT"),
     ("ERRATA CORRIGE", "ERRATA CORRIGE"), ("RÄTTELSE", "RÄTTELSE"), ("(Corrige cifra)", "Corrige"),
     ("KORR-Bericht", None), ("Correspondent", None), (None, None)],
)  # fmt: skip
def test_corrections_and_repeats_are_named(line: str | None, word: str | None) -> None:
    assert correction_in(line) == word


@pytest.mark.parametrize(
    "line",
    [
        "1ST LEAD",
        "2nd Ld-Writethru",
        "3RD NET",
        "UPDATE 1",
        "Zusammenfassung 1800",
        "1st Add",
        "WRAPUP 2",
        "Neufassung",
    ],
)
def test_versions_are_named(line: str) -> None:
    assert is_version(line)


@pytest.mark.parametrize("line", ["EXTRA", "Feature", "Foto Produktion"])
def test_other_signals_are_no_versions(line: str) -> None:
    assert not is_version(line)


@pytest.mark.parametrize("line", ["(MORE)", "more", "(mehr)", "(suivra)", "SEGUE", "(SEGUE)", "(sigue)", "--more--"])
def test_more_is_to_come(line: str) -> None:
    assert is_more(line)


def test_a_sentence_with_more_in_it_says_nothing() -> None:
    assert not is_more("more than he said")


def test_a_kill_outweighs_an_embargo() -> None:
    assert status_of(["KILL"], ["EMBARGO until noon"]) == "canceled"
    assert status_of([None], ["EMBARGO until noon"]) == "withheld"
    assert status_of([], []) is None
    assert is_embargo("Sperrfrist: 9. Oktober")
    assert is_embargo("Embargada hasta las 18.00")
