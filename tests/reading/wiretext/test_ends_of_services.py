"""What American services add below a story of ANPA 1312, set in as the body is or not."""

from __future__ import annotations

import pytest

from feedmill.splitting import split
from tests.reading.wiretext.wires import anpa, only

ADDED = (
    ("___", "Associated Press writer Jo Hart contributed to this report."),
    ("___", "On the Net:", "City of Helm: http://www.helm.gov"),
    ("AP sports: https://apnews.com/sports and https://twitter.com/AP_Sports",),
    ("(Copyright 2005 by The Associated Press.  All Rights Reserved.)",),
    ("End advance",),
    ("(c) 2003, The Helm Herald.", "Visit The Helm Herald Online at http://www.herald.example/",
     "Distributed by Knight Ridder/Tribune Information Services."),
    ("_____", "PHOTO (from KRT Photo Service, 202-555-6099): HARBOR", "GRAPHIC (from KRT, 202-555-6064): HARBOR"),
    ("ARCHIVE PHOTOS on KRT Direct (from KRT Photo Service, 202-555-6099): Harbor",),
    ("(Distributed by Scripps Howard News Service, http://www.scripps.example)",),
    ("ENDIT", "Story Filed By Cox Newspapers", "For Use By Clients of the New York Times News Service"),
    ("--Editors: Bo Dahl, Eva Ek",),
    ("To contact the reporter on this story: Jo Hart in Helm at jhart@example.net.",),
    ("(END) Dow Jones Newswires", "November 27, 2026 07:02 ET (12:02 GMT)"),
    ("/For further information: Jo Hart, 416-555-0100/",),
    ("-- With files from Ann Wade in Regina",),
    ("--", "Copyright 2003 by United Press International. All rights reserved."),
    ("DEA/PH END LYMAN",),
    ("Los Angeles Times-Washington Post News Service",),
    ("Reuters Messaging: jo.hart.reuters.com@reuters.example",),
    ("Jo Hart: 212-555-0100; jhart@example.com",),
    ("EDITOR'S NOTE: Jo Hart is a member of the AP investigative team.",),
    ("SOURCE: Helm Harbor Ltd.",), ("KEYWORD: NORTH DAKOTA",), ("-30-",), ("rm/jd",), ("(MORE)",),
)  # fmt: skip
BODY = ("OLD FORD, Ohio (AP) _ The harbor is open again.", "Ships came in at dawn with grain and wood.")


@pytest.mark.parametrize("indent", ["\t   ", "   ", ""])
@pytest.mark.parametrize("added", ADDED, ids=lambda added: added[0][:24])
def test_what_a_service_adds_is_none_of_the_story(added: tuple[str, ...], indent: str) -> None:
    lines = [
        "^BC-Harbor,100<",
        "^Harbor opens<",
        *(f"\t   {one}" for one in BODY),
        *(f"{indent}{one}" for one in added),
    ]
    (story,) = split(only(anpa("\r\n".join(lines)))).stories
    assert story.text == "\n".join(BODY)
