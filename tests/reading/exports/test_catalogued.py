"""Records of catalogues: counted or ruled off, with headlines that have no label."""

from __future__ import annotations

from tests.reading.exports.exported import BODY, OTHER, around, day, documents, only, shown

RULE = "____________________________________________________________"
PROQUEST = f"""{RULE}

Report Information from a catalogue

November 20 2026 14:05
{RULE}

Document 1 of 2

Bridge closes: drivers told to wait

Author: Quill, Sandra; Moss, Harriet

Publication info: The Enquirer ; Millbrook, Ohio [Millbrook, Ohio]. 18 Nov 2026: B.1.

Abstract: None available.

Full text: {BODY}

{OTHER}

CREDIT: Staff Writer

Publication title: The Enquirer; Millbrook, Ohio

First page: B.1

Publication date: Nov 18, 2026

Section: Local

Language of publication: English

ProQuest document ID: 3120045567

Document URL: https://www.example.org/docview/3120045567

Last updated: 2026-11-19

Database: Newsstream

{RULE}

Document 2 of 2

Ferry returns

Publication info: The Enquirer ; Millbrook, Ohio [Millbrook, Ohio]. 19 Nov 2026: A.3.

Full text: {OTHER}

Document URL: https://www.example.org/docview/3120045999

{RULE}

Contact us

Copyright (c) 2026 Catalogues LLC. All rights reserved.
"""
HEADED = f"""{RULE}

Bridge closes

Document link

FULL TEXT

{BODY}

DETAILS

Subject: Bridges; Traffic

Publication title: The Enquirer; Millbrook, Ohio

Pages: A.4

Publication date: Nov 12, 2026

Document URL: https://www.example.org/a

{RULE}

Ferry returns

Author: Ellery, Tom

FULL TEXT

{OTHER}

DETAILS

Publication title: The Enquirer; Millbrook, Ohio

Publication date: Nov 13, 2026

Document URL: https://www.example.org/b

{RULE}
"""
EBSCO = f"""Record: 1
Title:
Bridge closes.
Authors:
Marlow, Jane
Source:
Port Gazette. 12 November 2026, p4. 96p.
Subject Terms:
BRIDGES
TRAFFIC
Accession Number:
4411X
Database:
Newspaper Source

Section: News

{BODY}

{OTHER}

Record: 2
Title:
Ferry returns.
Source:
Port Gazette. 13 November 2026, p11.
Accession Number:
4412X

{OTHER}
"""
GENIOS = f"""Dokument 1 von 2

Hafenbote vom 12.11.2026, Nr. 262, S. 9 / Lokales

Brücke gesperrt

Autor: Anna Berg
Ressort: Lokales

{BODY}

Quelle: Hafenbote vom 12.11.2026, Nr. 262, S. 9
Dokumentnummer: HAFB_4411
Dauerhafte Adresse des Dokuments: https://www.example.org/document/HAFB__4411
Alle Rechte vorbehalten: (c) Hafenbote

Dokument 2 von 2

Hafenbote vom 13.11.2026, Nr. 263, S. 9 / Lokales

Fähre fährt wieder

Ressort: Lokales

{OTHER}

Dokumentnummer: HAFB_4412
"""
NEWSBANK = f"""Bridge closes
Port Gazette, The (Port Town, ME) - November 12, 2026
Author: Jane Marlow, Staff Writer
Section: News
Page: A4

{BODY}

Record: 1A2B3C
Copyright: Copyright (c) 2026 The Port Gazette

----------------------------------------

Ferry returns
Port Gazette, The (Port Town, ME) - November 13, 2026
Author: Tom Ellery
Section: News

{OTHER}

Record: 1A2B3D
"""


def test_counted_records_with_labels_above_and_below_the_text() -> None:
    one, other = documents(PROQUEST)
    stated = one.stated
    assert (stated.headline, stated.agency) == ("Bridge closes: drivers told to wait", "The Enquirer")
    assert (stated.byline, stated.authors) == ("Quill, Sandra; Moss, Harriet", ("Sandra Quill", "Harriet Moss"))
    assert (day(one), str(stated.updated_at)[:10]) == (("2026-11-18 00:00", "day"), "2026-11-19")
    assert (stated.url, stated.guid) == ("https://www.example.org/docview/3120045567", "3120045567")
    assert (stated.deck, stated.subjects, stated.language) == (None, ("Local",), "en")
    assert (shown(one), shown(other)) == ([BODY, OTHER], [OTHER])


def test_the_day_that_the_source_states_is_that_of_a_record_without_a_label_for_it() -> None:
    other = documents(PROQUEST)[1]
    assert (other.stated.agency, day(other)) == ("The Enquirer", ("2026-11-19 00:00", "day"))


def test_what_the_catalogue_says_of_itself_stands_around() -> None:
    one, other = documents(PROQUEST)
    assert around(one)[:2] == ["Report Information from a catalogue", "November 20 2026 14:05"]
    assert {"First page: B.1", "Database: Newsstream"} <= set(around(one))
    assert around(other)[-1] == "Copyright (c) 2026 Catalogues LLC. All rights reserved."


def test_lines_that_head_the_text_and_the_details() -> None:
    one, other = documents(HEADED)
    assert (one.stated.headline, one.stated.subjects) == ("Bridge closes", ("Bridges", "Traffic"))
    assert (day(other), other.stated.authors) == (("2026-11-13 00:00", "day"), ("Tom Ellery",))
    assert (shown(one), shown(other)) == ([BODY], [OTHER])


def test_values_below_their_labels() -> None:
    one, other = documents(EBSCO)
    assert (one.stated.headline, one.stated.agency) == ("Bridge closes.", "Port Gazette")
    assert (one.stated.subjects, one.stated.guid) == (("BRIDGES", "TRAFFIC", "News"), "4411X")
    assert (day(one), day(other)) == (("2026-11-12 00:00", "day"), ("2026-11-13 00:00", "day"))
    assert (shown(one), shown(other)) == ([BODY, OTHER], [OTHER])


def test_a_line_with_publication_and_day_above_the_headline_or_below_it() -> None:
    one, other = documents(GENIOS)
    assert (one.stated.headline, one.stated.agency, one.stated.byline) == ("Brücke gesperrt", "Hafenbote", "Anna Berg")
    assert (day(other), one.stated.rights) == (("2026-11-13 00:00", "day"), "(c) Hafenbote")
    assert (shown(one), shown(other)) == ([BODY], [OTHER])
    one, other = documents(NEWSBANK)
    assert (one.stated.headline, one.stated.agency) == ("Bridge closes", "Port Gazette")
    assert (day(one), one.stated.authors) == (("2026-11-12 00:00", "day"), ("Jane Marlow",))
    assert (shown(one), shown(other)) == ([BODY], [OTHER])


def test_ids_of_records_do_not_count_them() -> None:
    one, other = documents(NEWSBANK.replace("1A2B3C", "40321").replace("1A2B3D", "5512"))
    assert (one.stated.guid, other.stated.guid, shown(other)) == ("40321", "5512", [OTHER])


def test_a_single_record_may_be_counted() -> None:
    one = only(GENIOS[: GENIOS.index("Dokument 2")].replace("von 2", "von 1"))
    assert (one.stated.headline, shown(one)) == ("Brücke gesperrt", [BODY])


def test_records_between_rules_with_labels_below_their_headlines() -> None:
    head = "By: Jane Marlow\nDate: 12 November 2026\nSource: The Gazette\n"
    one, other = documents(f"Bridge closes\n{head}\n{BODY}\n==========\nFerry returns\n{head}\n{OTHER}\n")
    assert (one.stated.headline, one.stated.byline, shown(one)) == ("Bridge closes", "Jane Marlow", [BODY])
    assert (other.stated.headline, shown(other)) == ("Ferry returns", [OTHER])


def test_labels_below_a_text_run_over_lines_and_others_stand_among_them() -> None:
    tail = (
        "Subject: Bridges;\n traffic\n\n© 2026 The Gazette\nPrinted for Jane Marlow\n\nURL: https://www.example.org/a\n"
    )
    one = only(f"Document 1 of 1\n\nBridge closes\n\nAuthor: A Berg\n\nFull text: {BODY}\n\n{tail}")
    assert (one.stated.subjects, one.stated.rights) == (("Bridges", "traffic"), "© 2026 The Gazette")
    assert (around(one)[-1], shown(one)) == ("Printed for Jane Marlow", [BODY])


def test_headlines_with_labels_of_their_own_leave_other_lines_above_as_they_are() -> None:
    head = "Title: Bridge closes\nDate: 12 November 2026\nSource: The Gazette\n"
    one = only(f"Document 1 of 1\n\nLocal edition\n\n{head}\n{BODY}\n")
    assert (one.stated.headline, around(one), shown(one)) == ("Bridge closes", ["Local edition"], [BODY])


def test_an_abstract_may_have_paragraphs() -> None:
    one = only(
        f"Document 1 of 1\n\nBridge closes\n\nAuthor: A Berg\n\nAbstract: {OTHER}\n\n{OTHER}\n\nFull text: {BODY}\n"
    )
    assert (one.stated.deck, shown(one)) == (f"{OTHER} {OTHER}", [BODY])
