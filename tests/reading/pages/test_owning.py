from __future__ import annotations

import pytest

from feedmill.reading.pages.owning import spelled_out
from tests.reading.pages.factories import story
from tests.reading.pages.test_dated import headed
from tests.reading.pages.test_stating import linked, meta, stated

FOOT = "<p>x</p>" * 9
AT = '<link rel="canonical" href="https://{}/lighthouse">'


@pytest.mark.parametrize(
    ("name", "host", "owner"),
    [
        ("Dr. Martina Berg", "martina-berg.example", "Dr. Martina Berg"),
        ("M.Lindqvist", "mlindq.blogs.example", "M.Lindqvist"),
        ("Martina Berg", "norwick.example", None),
        ("Martina Berg Ferries", "martinabergferries.example", None),
        ("Norwick Courier", "norwickcourier.example", None),
    ],
)
def test_a_site_with_a_persons_name_in_its_address_is_that_persons(name: str, host: str, owner: str | None) -> None:
    found = stated(meta("og:site_name", name) + AT.format(host))
    assert (found.byline, dict(found.fields).get("byline")) == (owner, "site name" if owner else None)


def test_a_handle_is_spelled_as_the_page_prints_it_and_an_address_is_not() -> None:
    shown = headed("", after=f"{FOOT}<p>The pages of Martina Bérg</p>")
    found = stated(meta("twitter:creator", "@MartinaBerg"), body=shown)
    assert (found.byline, dict(found.fields)["byline"]) == ("Martina Bérg", "twitter:creator")
    assert stated(AT.format("www.martina-berg.example"), body=shown).byline is None  # a site on her may be
    assert stated(meta("twitter:creator", "@MartinaBerg")).byline is None
    assert stated(meta("twitter:creator", "@northshore"), body=headed("", after="<p>North Shore</p>")).byline is None


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("(c) Martina Berg • More rights: see imprint", "Martina Berg"),
        ("© since 2010 by Martina Berg. All rights reserved.", "Martina Berg"),
        ("2006-2008 by Martina Berg", "Martina Berg"),
        ("© Coastlines by Martina", "Martina"),
        ("© Norwick Courier", None),
        ("© 2024 Martina Berg GmbH", None),
        ("Theme by Martina Berg", None),
    ],
)
def test_the_copyright_at_the_foot_names_whose_site_it_is(line: str, owner: str | None) -> None:
    assert stated(body=story() + f"{FOOT}<footer><p>{line}</p></footer>").byline == owner


def test_whose_site_it_is_counts_only_where_nobody_signs() -> None:
    foot = f"{FOOT}<footer><p>© Martina Berg</p></footer>"
    assert stated(linked(author="Ann Lind"), body=story() + foot).byline == "Ann Lind"
    assert stated(meta("og:site_name", "Coastlines") + meta("author", "Coastlines"), body=story() + foot).byline == (
        "Coastlines"
    )
    by = foot.replace("© ", "© Coastlines by ")
    assert stated(meta("og:site_name", "Coastlines") + meta("author", "Coastlines"), body=story() + by).byline == (
        "Martina Berg"
    )


def test_a_login_is_spelled_out_only_by_a_name_with_all_its_letters() -> None:
    assert spelled_out("martinaberg", ["Ferries", "by Martina Berg, Norwick"]) == "Martina Berg"
    assert spelled_out("martinaberg", ["martinaberg", "Martina Bergman"]) is None
    assert spelled_out("mb", ["M B"]) is None
