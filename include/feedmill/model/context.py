"""What is said of an original that need not stand in it: by its source, and by the transfer that brought it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TOLD = "told/"
"""How the word for a context begins."""


Pairs = tuple[tuple[str, str], ...]
"""Columns with the fields that they say."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is said of an original beside its bytes; false where nothing is.

    `charset` is the label of the encoding that an HTTP answer named. `language` (BCP 47) and `time_zone` (IANA) hold
    where a document states none. `columns` are pairs of a column of a table, or a member of a JSON record, and the
    field that it says. `encoding` is the label of the one that holds where nothing else tells, in place of a guess.
    """

    charset: str | None = None
    language: str | None = None
    time_zone: str | None = None
    columns: Pairs = ()
    encoding: str | None = None

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return bool(self.charset or self.language or self.time_zone or self.columns or self.encoding)

    @property
    def said(self) -> dict[str, Any]:
        """What is said, by name, as JSON holds it; what is not said is left out."""
        named = {name: getattr(self, name) for name in ("charset", "language", "time_zone", "encoding")}
        told: dict[str, Any] = {name: value for name, value in named.items() if value}
        return told | ({"columns": dict(sorted(self.columns))} if self.columns else {})

    @classmethod
    def of(cls, said: Mapping[str, Any] | None) -> Context:
        """A context again, of what `said` gave; of None, the empty one. Raises `TypeError` for what is none."""
        named = dict(said or {})
        columns = named.pop("columns", {})
        return cls(**named, columns=tuple(sorted((str(one), str(field)) for one, field in columns.items())))

    @property
    def word(self) -> str:
        """A word that tells this context from others, as `told/` and 12 digits; blank where nothing is said."""
        if not self:
            return ""
        record = json.dumps(self.said, sort_keys=True, separators=(",", ":")).encode("ascii")
        return f"{TOLD}{hashlib.sha256(record).hexdigest()[:12]}"

    def stages(self, versions: str) -> str:
        """What a parse is made by: these versions of the stages, behind the word for what they were told."""
        return f"{self.word} {versions}".lstrip()


NOTHING_SAID = Context()
"""What is said of most originals."""


def taken_apart(stages: str) -> tuple[str, str]:
    """What a parse is made by, as the word for what the stages were told (blank for nothing), and their versions."""
    first, _, rest = stages.partition(" ")
    return (first, rest) if first.startswith(TOLD) else ("", stages)
