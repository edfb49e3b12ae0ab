"""Lines behind a story that say in words who wrote it and who helped."""

from __future__ import annotations

import pytest

from feedmill.reading.wiretext.reporters import names_reporters, reporters_in
from feedmill.reading.wiretext.signing_off import signed_by, signed_off

PROSE = ["Harbour traffic resumes today.", "The port opens at noon."]


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Ann Wade and Jan Berg in Lund; Additional reporting by Eva Ek; Editing by Tom Lee)",
        "(Editing by Tom Lee)",
        "— By Ann Wade in Regina, with files from Jan Berg",
        "— With files from Ann Wade in Regina",
        "--With assistance from Ann Wade.",
        "To contact the reporter on this story: Ann Wade in Lund at awade@example.com",
        "Associated Press writers Ann Wade in Helena and Jan Berg in Boise contributed to this report.",
        "Associated Press reporters Ann Wade, in Lund, and Jan Berg in Boise contributed.",
        "This report by The Canadian Press was first published Sept. 21, 2023.",
        "(Ann Wade writes for the Courier.)",
        "(With inputs from agencies)",
        "(Ann Wade, édité par Jan Berg)",
        "Reporting by Ann Wade; Editing by Tom Lee",
        "With additional reporting by Ann Wade",
        "_ With assistance from Ann Wade in Lund. Editors: Jan Berg, Eva Ek",
        "The Associated Press’ coverage of ports receives financial support from several funds. AP is responsible.",
        "(Contact Ann Wade of The Courier at www.example.com.)",
        "(Distributed by Helm News Service, www.example.com.)",
        "Must credit Helm Courier",
        "Ann Wade writes for The Helm Courier.",
        "(AS - autor: Ann Wade, editor: Jo Hart)",
        "Ann Wade's e-mail address is awade(at)example.com",
        "(Ann Wade writes for The Helm Courier in Norland. E-mail awade(at)example.com.)",
        "Ann Wade writes for The Helm Courier. E-mail: awade(at)example.com",
        "(Ann Wade is a correspondent for RNS in Lund.)",
        "Ce texte de La Presse Canadienne a été publié pour la première fois le 16 février 2024.",
        "Originally published under Creative Commons by The Courier.",
    ],
)
def test_a_line_that_names_reporters_signs_the_story_off(line: str) -> None:
    assert names_reporters(line)
    assert signed_off([*PROSE, line]) == len(PROSE)


@pytest.mark.parametrize(
    "line",
    [
        "— By noon the port was open.",
        "With files of papers under his arm he left.",
        "(Reporting on the port is his job.)",
        "(Por ahora no hay heridos)",
        "(Written by hand on Monday)",
        "Reporting by the union shows a rise; editing by machines is common.",
        "Heavy rain contributed to the delay.",
        "Ann Wade contributed to this report on ports, which was late.",
    ],
)
def test_a_sentence_of_the_story_names_none(line: str) -> None:
    assert not names_reporters(line)


def test_who_wrote_is_the_byline_and_who_helped_or_edited_is_not() -> None:
    assert reporters_in("(Reporting by Ann Wade; Editing by Tom Lee)") == "Reporting by Ann Wade"
    assert reporters_in("(Bericht von Ann Wade, redigiert von Jan Berg.)") == "Bericht von Ann Wade"
    assert reporters_in("— By Ann Wade in Regina") == "By Ann Wade in Regina"
    assert reporters_in("(Editing by Tom Lee)") is None
    assert reporters_in("— With files from Ann Wade") is None
    assert signed_by([*PROSE, "— By Ann Wade in Regina"]) == "By Ann Wade in Regina"
