"""What a filled form has to say, and what a run may be given."""

from __future__ import annotations

from typing import Any

import pytest

from feedmill.errors import UsageError
from feedmill_airflow.forms import Form, filled, other_kind, refuse_unknown

FEED = b"<rss version='2.0'><channel><title>t</title><item><title>One</title></item></channel></rss>"


def params(**said: Any) -> dict[str, Any]:
    return {"text": "", "path": None, "s3_uri": None, "source": "manual", "kind": "auto"} | said


@pytest.mark.parametrize("said", [{"text": "news"}, {"path": "/a/b"}, {"s3_uri": "s3://bucket/key"}])
def test_a_form_that_names_one_thing_is_complete(said: dict[str, str]) -> None:
    assert filled(params(**said)) == Form(source="manual", kind="auto", **said)


@pytest.mark.parametrize(
    "said", [{}, {"text": " \n"}, {"text": "news", "path": "/a"}, {"path": "/a", "s3_uri": "s3://b/c"}]
)
def test_a_form_that_names_none_or_two_is_refused(said: dict[str, str]) -> None:
    with pytest.raises(UsageError) as refused:
        filled(params(**said))
    assert refused.value.reason == "not_exactly_one"


def test_a_pasted_text_is_kept_as_it_was_pasted() -> None:
    assert filled(params(text="  indented\n\n")).text == "  indented\n\n"


def test_a_parameter_that_the_dag_does_not_have_is_named() -> None:
    with pytest.raises(UsageError, match="sorce"):
        refuse_unknown({"sorce": "desk"}, params())


@pytest.mark.parametrize("conf", [None, {}, {"source": "desk"}])
def test_known_parameters_and_none_are_fine(conf: dict[str, Any] | None) -> None:
    refuse_unknown(conf, params())


@pytest.mark.parametrize(
    ("kind", "data", "other"),
    [
        ("auto", FEED, None),
        ("feed", FEED, None),
        ("text", FEED, "rss20"),
        ("feed", b"A plain text about nothing.", "text"),
        ("feed", b"%PDF-1.7", None),
    ],
)
def test_another_kind_than_expected_is_told(kind: str, data: bytes, other: str | None) -> None:
    assert other_kind(kind, data) == other
