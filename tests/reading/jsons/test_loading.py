"""JSON text to values, and what is told of what is odd or broken."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedmill.errors import Rejected
from feedmill.reading.jsons.loading import Broken, Loaded, NoValue, Repeated, decode, load
from feedmill.reading.jsons.scanning import depth_of, parts_of
from feedmill.reading.reasons import ReadingReason

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)


def loaded(text: str) -> Loaded:
    (one,) = load(text)
    assert isinstance(one, Loaded)
    return one


def refused(text: str) -> tuple[ReadingReason, str]:
    with pytest.raises(Rejected) as caught:
        list(load(text))
    assert isinstance(caught.value.reason, ReadingReason)
    return caught.value.reason, caught.value.detail


def broken_in(value: list[Any]) -> Broken:
    (found,) = (one for one in value if isinstance(one, Broken))
    return found


def test_of_a_repeated_key_the_last_value_holds_and_the_key_is_named() -> None:
    value = loaded('{"a": 1, "b": 2, "a": 3}').value
    assert value == {"a": 3, "b": 2}
    assert isinstance(value, Repeated)
    assert value.repeated == ("a",)


def test_of_very_many_repeated_keys_none_is_searched_for() -> None:
    value = loaded("{" + ",".join('"a":1,"b":2' for _ in range(600)) + "}").value
    assert value.repeated == ("more than one",)


@pytest.mark.parametrize("said", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_no_value(said: str) -> None:
    assert loaded(f'{{"a": {said}}}').value == {"a": NoValue(said)}


@pytest.mark.parametrize("digits", ["1" * 1_000_000, "1" * 1_000_000 + ".5"])
def test_a_number_of_a_million_digits_is_no_value(digits: str) -> None:
    value = loaded(f'[{{"a": {digits}}}]').value
    assert value[0]["a"].said.startswith("a number of 1000")


@pytest.mark.parametrize("text", ["[" * 100_000 + "]" * 100_000, '{"a":' * 100_000, "[" * 100_000, '[{"a":' * 300])
def test_nesting_is_refused_before_anything_is_parsed(text: str) -> None:
    reason, detail = refused(text)
    assert reason is ReadingReason.TOO_COMPLEX
    assert "levels deep, the limit is 200" in detail


def test_brackets_in_strings_are_no_nesting() -> None:
    assert depth_of(json.dumps({"a": "[" * 1000 + '\\"{'})) == 1
    assert loaded(json.dumps(["{" * 1000])).value == ["{" * 1000]


def test_millions_of_empty_lists_are_refused() -> None:
    assert refused("[" + "[]," * 1_000_001 + "[]]")[0] is ReadingReason.TOO_COMPLEX


def test_raw_line_ends_in_strings_are_taken() -> None:
    assert loaded('{"a": "x\ny"}').value == {"a": "x\ny"}


def test_values_in_a_row_are_read_one_after_the_other() -> None:
    found = list(load('{"a": 1}\n {"b": 2}'))
    assert found == [Loaded({"a": 1}, 0, 8), Loaded({"b": 2}, 10, 18)]


def test_what_follows_the_last_value_is_a_place() -> None:
    first, rest = load('{"a": 1}\n, more')
    assert isinstance(first, Loaded)
    assert rest == Broken(9, 15, ReadingReason.NOT_WELL_FORMED, "line 2, column 1: Expecting value")


def test_a_truncated_list_gives_its_complete_items_and_a_place() -> None:
    text = '{"items": [{"a": 1}, {"b": [2]}, {"c": "x'
    value = loaded(text).value
    assert value["items"][:2] == [{"a": 1}, {"b": [2]}]
    place = broken_in(value["items"])
    assert (text[place.start : place.end], place.reason) == ('{"c": "x', ReadingReason.TRUNCATED)
    assert place.detail.startswith("line 1, column 40: Unterminated string")


def test_where_only_the_brackets_are_missing_the_end_is_the_place() -> None:
    text = '{"items": [{"a": 1}, {"b": 2}'
    found = loaded(text)
    assert found.value == {"items": [{"a": 1}, {"b": 2}]}
    assert [(one.start, one.end, one.reason) for one in found.broken] == [
        (len(text), len(text), ReadingReason.TRUNCATED)
    ]


def test_a_broken_item_does_not_hide_the_others() -> None:
    text = '[{"a": 1},\n{"b" 2},\n{"c": 3,},\n{"d": 4}, ]'
    value = loaded(text).value
    assert [one for one in value if isinstance(one, dict)] == [{"a": 1}, {"d": 4}]
    assert [one.detail[:17] for one in value if isinstance(one, Broken)] == ["line 2, column 6:", "line 3, column 9:"]


def test_an_element_that_is_missing_is_a_place() -> None:
    assert broken_in(loaded('[{"a": 1},,{"b": 2}]').value).detail.startswith("line 1, column 11: Expecting value")


def test_a_broken_member_beside_a_list_is_a_place_too() -> None:
    found = loaded('{"n": 01, "data": {"items": [{"a": 1}]}, "x": [1, }')
    assert found.value["data"] == {"items": [{"a": 1}]}
    assert [one.detail[:17] for one in found.broken] == ["line 1, column 8:", "line 1, column 51"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{a 1}", "line 1, column 2: Expecting property name"),
        ('{"a": 1,}', "line 1, column 9"),
        ('{"a": undefined}', "line 1, column 7: Expecting value"),
        ("nothing", "line 1, column 1: Expecting value"),
        ('{"a" 1}', "line 1, column 6: Expecting ':' delimiter"),
    ],
)
def test_what_is_no_json_is_refused_with_its_place(text: str, told: str) -> None:
    reason, detail = refused(text)
    assert reason is ReadingReason.NOT_WELL_FORMED
    assert detail.startswith(told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{'a': 'b'}", "line 1, column 2: Expecting property name enclosed in double quotes"),
        ("{a: 1}", "line 1, column 2: Expecting property name"),
        ("{\"a\": 'b'}", "line 1, column 7: Expecting value"),
        ('{"a": /* one */ 1}', "line 1, column 7: Expecting value"),
    ],
)
def test_json5_is_refused_as_that(text: str, told: str) -> None:
    reason, detail = refused(text)
    assert reason is ReadingReason.JSON5
    assert detail.startswith(told)


@pytest.mark.parametrize("text", ['{"version": "1.0"', '{"a', "[1,", '"text'])
def test_what_ends_early_is_truncated(text: str) -> None:
    assert refused(text)[0] is ReadingReason.TRUNCATED


def test_nothing_gives_nothing() -> None:
    assert list(load(" \n")) == []


def test_one_value_is_decoded_with_the_same_care() -> None:
    assert decode('{"a": NaN}') == {"a": NoValue("NaN")}
    with pytest.raises(ValueError, match="Extra data"):
        decode("1 2")
    with pytest.raises(Rejected):
        decode("[" * 300)


@settings(deadline=None)
@given(VALUES, st.sampled_from([None, 1]))
def test_every_value_is_loaded_as_it_was_written(value: Any, indent: int | None) -> None:
    assert loaded(json.dumps(value, indent=indent)).value == value


@settings(deadline=None)
@given(st.lists(VALUES, max_size=5) | st.dictionaries(st.text(max_size=6), VALUES, max_size=5))
def test_the_parts_of_an_array_or_object_are_found_where_they_stand(value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    found = [json.loads(text[part.value : part.end]) for part in parts_of(text, 0)]
    assert found == (value if isinstance(value, list) else list(value.values()))


@settings(deadline=None)
@given(VALUES, st.data())
def test_json_that_is_cut_anywhere_is_read_or_refused(value: Any, data: st.DataObject) -> None:
    text = json.dumps([value, {"title": "a"}])
    cut = text[: data.draw(st.integers(0, len(text)))]
    try:
        found = list(load(cut))
    except Rejected:
        return
    assert all(isinstance(one, Loaded | Broken) for one in found)


@settings(deadline=None)
@given(st.text(alphabet='[]{}",:\\ 0123456789eE.-nulltrueNaN\n', max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Rejected):
        list(load(text))


def test_a_backslash_that_escapes_nothing_is_taken_out_with_a_note() -> None:
    one = loaded('{"a": "said \\“no\\”", "b": ["\\\\ \\u0041 \\u00zz \\n"]}')
    assert one.value == {"a": "said “no”", "b": ["\\ A u00zz \n"]}
    assert one.notes[0].startswith("not_well_formed: Invalid")
    assert (one.start, one.whole) == (0, None)


def test_a_backslash_in_broken_json_spoils_no_more_than_it_does() -> None:
    one = loaded('[{"a": "x\\.y"}, {"b": nothing}, {"c": 1}]')
    assert isinstance(one.value, list)
    assert [value for value in one.value if isinstance(value, dict)] == [{"a": "x.y"}, {"c": 1}]
