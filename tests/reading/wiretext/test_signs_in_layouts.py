"""How agencies sign, below a body of every layout: nothing of it is the story's, and nothing of the story is lost."""

from __future__ import annotations

import pytest

from feedmill.splitting import split
from tests.reading.wiretext.wires import iptc, only

SIGNS = (
    "dpa/lno kt yyzz n1 ba", "(Schluss) abc/def", "(SDA-ATS\\\\ac/tn)", "(ANSA).", "ABC/DEF", "25-NOV-26 10:33 NNN",
    "lbt/cor/mdr", "EFE", "(Más información en www.efe.com)", "ABC (DEF) // GHI", "Lusa/Fim", "STT AB", "Anna Berg/TT",
    "(©NTB)", "/ritzau/", "Jan Nowak (PAP)", "jno/ mok/", "jk mr", "abc \\ def \\ ghi", "(Hina) xab yab",
    "(kraj) ab/cd",
    "/АБ/", "-0-abc/def", "ABC/DEF/", "(KNA - 12.34)", "epd lnb abc def", "REUTER AB CD", "(ABC-DEF)", "Enditem",
    "-- BERNAMA", "(T.A123/B/C004/C004)", "PTI AB CD", "9376**2050", "abc@yna.co.kr", "./.", "ABC/DEF./.", "***",
    "(wird fortgesetzt)", "MIA/ab/12:34/", "BNS, ab", "(Abc/Adnkronos)", "ots Originaltext: Firma", "A.B.",
    "AGERPRES/(A - autor: Ana Pop, editor: Ion Rus)", "(Reporting by Ann Wade; Editing by Jo Hart)",
    "dts Nachrichtenagentur",
)  # fmt: skip
FIRST = "Der Hafen ist nach zehn Wochen wieder offen, teilte die Verwaltung\r\nam Montag mit."
SECOND = "Die ersten Schiffe liefen am Morgen ein. Sie brachten Holz aus dem\r\nNorden."


@pytest.mark.parametrize("gap", ["\r\n", "\r\n\r\n", "\r\n   "])
@pytest.mark.parametrize("sign", SIGNS)
def test_what_signs_is_none_of_the_story(sign: str, gap: str) -> None:
    for body in (f"{FIRST}\r\n\r\n{SECOND}", f"   {FIRST}\r\n   {SECOND}"):
        data = iptc(f"Hafen wieder offen =\r\n\r\n{body}{gap}{sign}".encode().decode("latin-1"))
        (story,) = split(only(data)).stories
        assert story.text == "\n".join(" ".join(part.split()) for part in (FIRST, SECOND))
