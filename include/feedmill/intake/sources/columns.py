"""Which columns of its tables say what, as a source's setting says it: `{headline: Titel, text: [Text, Rest]}`."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from feedmill.model.context import Pairs
from feedmill.reading.rows.columns import FIELDS

LONGEST = 200
MOST = 200


def _read(value: Any) -> Any:
    """The setting as lists of columns by field. Raises `ValueError` with all that is wrong."""
    if not isinstance(value, dict):
        message = "write fields with their columns, as {headline: Titel, text: Inhalt}"
        raise ValueError(message)  # noqa: TRY004 -- pydantic takes this one
    read = {field: _listed(said) for field, said in value.items()}
    named = [name for names in read.values() for name in names]
    wrong = [f"{field} is no field: use one of {', '.join(FIELDS)}" for field in value if field not in FIELDS]
    wrong += [f"{field} needs the name of a column, or a list of names" for field, names in read.items() if not names]
    twice = [name for name in dict.fromkeys(named) if named.count(name) > 1]
    wrong += [f"{name} is named twice: a column says one thing" for name in twice]
    if wrong or len(named) > MOST:
        raise ValueError(", and ".join(wrong) or f"{len(named)} columns are too many: name at most {MOST}")
    return read


def _listed(said: Any) -> tuple[str, ...]:
    """The names of columns in a value; none where it is anything else."""
    names = said if isinstance(said, list | tuple) else [said]
    plain = all(isinstance(name, str) and 0 < len(name) <= LONGEST and name == name.strip() for name in names)
    return tuple(names) if plain else ()


def pairs(columns: dict[str, tuple[str, ...]]) -> Pairs:
    """The same as pairs of a column and its field."""
    return tuple(sorted((name, field) for field, names in columns.items() for name in names))


NAME = {"type": "string", "minLength": 1, "maxLength": LONGEST}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "propertyNames": {"enum": list(FIELDS)},
    "additionalProperties": {"anyOf": [NAME, {"type": "array", "items": NAME, "minItems": 1}]},
}

Columns = Annotated[dict[str, tuple[str, ...]], BeforeValidator(_read), WithJsonSchema(SCHEMA)]
"""The columns of each field that a source names."""
