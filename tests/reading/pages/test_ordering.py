from __future__ import annotations

import pytest

from feedmill.reading.pages.ordering import is_day_first, language_of_dates
from tests.reading.pages.test_dated import headed
from tests.reading.pages.test_stating import meta, stated


@pytest.mark.parametrize(
    ("lang", "first"),
    [
        ("de", True), ("es-AR", True), ("es-PA", False), ("fil", False), ("en-US", False), ("en-KE", True),
        ("en_NG", True), ("en", None), (None, None), ("en-CA", None), ("en-PH", None),
    ],
)  # fmt: skip
def test_a_language_and_its_country_have_an_order_of_days(lang: str | None, first: bool | None) -> None:
    assert is_day_first(lang) is first


def test_another_locale_of_the_language_settles_the_order() -> None:
    assert language_of_dates("en", ["de_DE", "en_GB"], ()) == "en_GB"
    assert language_of_dates("de", ["en_US"], ()) == "de"


def test_days_that_are_read_in_one_way_only_settle_the_order_of_the_others() -> None:
    assert language_of_dates("en", (), ["Posted 25/02/2026", "04/03/2026"]) == "en-GB"
    assert language_of_dates("en", (), ["Posted 02/25/2026"]) == "en-US"
    assert language_of_dates("en", (), ["25/02/2026", "02/26/2026"]) == "en"
    assert language_of_dates("en", (), ["04/03/2026"]) == "en"


def test_a_page_s_own_day_is_read_in_that_order_and_else_not() -> None:
    body = headed("<p>04/03/2024</p>")
    assert stated(body=body).published_at is None
    found = stated(meta("og:locale", "en_GB"), body=body).published_at
    assert found is not None
    assert (found.month, found.day) == (3, 4)
    found = stated(body=headed("<p>04/03/2024</p>", after="<ul><li>Tide table 28/02/2024</li></ul>")).published_at
    assert found is not None
    assert (found.month, found.day) == (3, 4)
