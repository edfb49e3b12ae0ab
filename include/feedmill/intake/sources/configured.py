"""The file of sources: read as YAML, held against what a source can be; everything wrong is told at once, by line.

Knows the file and nothing of what is then done with its sources.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
    model_validator,
)

from feedmill.errors import UsageError
from feedmill.intake.sources.kinds import FORMS, AnySource, SourceBase, WebSource
from feedmill.intake.sources.reasons import SourceReason
from feedmill.model import Context


def _network(value: Any) -> Any:
    try:
        return ip_network(value)
    except ValueError:
        message = f"{value} is no network: write it as 10.1.0.0/16"
        raise ValueError(message) from None


Network = Annotated[
    IPv4Network | IPv6Network,
    PlainValidator(_network),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string"}),
]
"""A network as `10.1.0.0/16` or `fd00::/8`."""

Place = tuple[str | int, ...]

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""In C where PyYAML has it: ten times as fast."""

TOLD = 20
"""So many things that are wrong are named; of more, their number."""

SAID = {
    "extra_forbidden": "there is no such field: remove it, or correct its name",
    "missing": "is needed",
    "dict_type": "must be fields with values",
    "model_type": "must be fields with values",
    "model_attributes_type": "must be fields with values",
    "tuple_type": "must be a list",
    "union_tag_not_found": "kind is needed: one of feed, sitemap, page, folder, s3",
    "union_tag_invalid": "kind must be one of feed, sitemap, page, folder, s3",
}
"""What is said of pydantic's errors where its own words say no way out."""


class Sources(BaseModel):
    """Everything that the file says. `networks` gives a name to networks that are not public."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    sources: tuple[AnySource, ...] = ()
    """The sources, in any order."""
    networks: dict[str, tuple[Network, ...]] = Field(default_factory=dict)
    """Networks that sources may lie in though they are not public, such as `office: [10.1.0.0/16]`."""

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, value: Any) -> Any:
        """An empty heading (`sources:` with nothing below it) is an empty list."""
        return {key: one for key, one in value.items() if one is not None} if isinstance(value, dict) else value

    def active(self) -> tuple[AnySource, ...]:
        """The sources that something is taken from."""
        return tuple(source for source in self.sources if source.active)

    def named(self, name: str) -> AnySource:
        """The source of this name. Raises `UsageError`."""
        for source in self.sources:
            if source.name == name:
                return source
        raise UsageError(SourceReason.UNKNOWN_SOURCE, name)

    def allowed(self, source: WebSource) -> tuple[Network, ...]:
        """The networks that a source's addresses may lie in though they are not public."""
        return tuple(network for name in source.networks for network in self.networks[name])


def read_sources(path: Path) -> Sources:
    """The sources of a file; of a file that is not there, none. Raises `UsageError` that names each wrong line."""
    try:
        return _parsed(path.read_text(encoding="utf-8"), path.name)
    except FileNotFoundError:
        return Sources()
    except (OSError, UnicodeError) as error:
        raise UsageError(SourceReason.SOURCES_UNREADABLE, f"{path}: {error}") from None


def parse_sources(text: str, name: str) -> Sources:
    """The sources that a text describes; `name` is what it is called in errors. Raises `UsageError`."""
    try:
        said, lines, wrong = _composed(text)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UsageError(SourceReason.SOURCES_INVALID, f"{name}: {_on_one_line(error)}") from None
    try:
        found = Sources.model_validate({} if said is None else said)
        wrong += _across(found)
    except ValidationError as error:
        wrong += [(_place(one["loc"]), _told(one)) for one in error.errors()]
    if wrong:
        raise UsageError(SourceReason.SOURCES_INVALID, _detail(name, wrong, lines))
    return found


def said_by(**said: str | None) -> Context:
    """What a source with these settings says of its documents. Raises `UsageError` that names each wrong one."""
    try:
        return SourceBase.model_validate({"name": "said", **said}).context
    except ValidationError as error:
        wrong = [f"--{'-'.join(map(str, one['loc'])).replace('_', '-')}: {_told(one)}" for one in error.errors()]
        raise UsageError(SourceReason.SAID_INVALID, "; ".join(wrong)) from None


@lru_cache(maxsize=2)
def _parsed(text: str, name: str) -> Sources:
    """As `parse_sources`: a file that did not change is not parsed again, which takes a while for thousands."""
    return parse_sources(text, name)


def _composed(text: str) -> tuple[Any, dict[Place, int], list[tuple[Place, str]]]:
    """What a YAML document says, on which lines, and the keys that stand twice in it."""
    loader = LOADER(text)
    try:
        root = loader.get_single_node()
        lines, doubled = _lines(root), list(_doubled_keys(root))  # before it is made values of, which merges nodes
        return None if root is None else loader.construct_document(root), lines, doubled
    finally:
        loader.dispose()


def _detail(name: str, wrong: Iterable[tuple[Place, str]], lines: dict[Place, int]) -> str:
    """All that is wrong, in the order of the lines."""
    told = sorted((_line(place, lines), f"{_field(place)}: {what}") for place, what in wrong)
    shown = [f"line {line}: {what}" for line, what in told[:TOLD]]
    more = [f"and {len(told) - TOLD} more"] if len(told) > TOLD else []
    return f"{name}: {'; '.join([*shown, *more])}"


def _across(found: Sources) -> Iterator[tuple[Place, str]]:
    """What no source alone is wrong about: names that are not unique, networks that are not named."""
    seen = Counter[str]()
    for number, source in enumerate(found.sources):
        seen[source.name] += 1
        if seen[source.name] > 1:
            yield ("sources", number, "name"), f"{source.name} is the name of another source too: choose another"
        for network in source.networks if isinstance(source, WebSource) else ():
            if network not in found.networks:
                yield ("sources", number, "networks"), f"{network} is no name under `networks:`: add it there"


def _told(error: Any) -> str:
    kind, message = error["type"], str(error["msg"]).removeprefix("Value error, ")
    if kind == "string_pattern_mismatch":
        return FORMS[error["ctx"]["pattern"]]
    return SAID.get(kind, message if kind == "value_error" else message[:1].lower() + message[1:])


def _place(loc: Place) -> Place:
    """Where in the file: within a source, pydantic names its kind too, which is no key of the file."""
    return (*loc[:2], *loc[3:]) if loc[:1] == ("sources",) and len(loc) > 2 else loc


def _field(place: Place) -> str:
    """`sources[2].cadence`."""
    shown = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return shown.removeprefix(".") or "the file"


def _line(place: Place, lines: dict[Place, int]) -> int:
    """The line of a place; of one that is not there, that of what it is missing in."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _nodes(root: yaml.Node | None) -> Iterator[tuple[Place, yaml.Node]]:
    """Every node with its place; one that aliases name again comes once, so that no file grows by them."""
    waiting: list[tuple[Place, yaml.Node]] = [((), root)] if root else []
    seen: set[int] = set()
    while waiting:
        place, node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield place, node
        if isinstance(node, yaml.MappingNode):
            waiting += [((*place, str(key.value)), value) for key, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += [((*place, number), value) for number, value in enumerate(node.value)]


def _lines(root: yaml.Node | None) -> dict[Place, int]:
    """The line, from 1, on which each value begins; of one that has a key, the key."""
    found: dict[Place, int] = {}
    for place, node in _nodes(root):
        found.setdefault(place, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            found |= {(*place, str(key.value)): key.start_mark.line + 1 for key, _ in node.value}
    return found


def _doubled_keys(root: yaml.Node | None) -> Iterator[tuple[Place, str]]:
    """Keys that stand twice in one mapping: YAML would take the last in silence."""
    for place, node in _nodes(root):
        if isinstance(node, yaml.MappingNode):
            names = Counter(str(key.value) for key, _ in node.value)
            yield from (((*place, name), "stands twice: remove one") for name, times in names.items() if times > 1)


def _on_one_line(error: BaseException) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    where = f"line {mark.line + 1}: " if mark is not None else ""
    return f"{where}{' '.join(str(problem).split())}: correct the YAML there"
