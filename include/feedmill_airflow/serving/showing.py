"""What the demonstration prints: stories as a table, a summary as a line, the way into the UI."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from feedmill.settings import Settings
from feedmill_airflow.serving.environment import ADMIN, base_url, passwords_file

if TYPE_CHECKING:
    from feedmill.mill import Mill

Say = Callable[[str], None]
"""Takes one line of progress."""

FIRST_WORDS = 7
UNSAID = frozenset(
    ("timestamp", "level", "event", "logger", "filename", "lineno", "dag_id", "run_id", "task_id", "try_number")
) | {"ti_id", "map_index"}
"""Keys that Airflow adds to each line of a task's log."""


def rows_of(mill: Mill, original: str) -> list[dict[str, Any]]:
    """The sightings in one original, in their order, each with the wording of its story."""
    found = [row for row in mill.sightings() if row["original"] == original]
    return [row | {"wording": mill.story(row["story"])} for row in found]


def table(rows: Iterable[Mapping[str, Any]]) -> Table:
    """One line a story: what it is, how it begins, how long it is, and where it stands in the text."""
    shown = Table(title="The stories of the page", title_justify="left")
    for column in ("kind", "truncated", "headline", "first words"):
        shown.add_column(column, overflow="fold")
    shown.add_column("words", justify="right")
    for column in ("relation", "character spans"):
        shown.add_column(column, overflow="fold")
    for row in rows:
        wording = row["wording"]
        shown.add_row(
            str(row["kind"]),
            "yes" if row["truncated"] else "no",
            Text(wording["headline"]) if wording["headline"] else "–",
            Text(" ".join(wording["text"].split()[:FIRST_WORDS]) + " …"),
            str(wording["words"]),
            str(row["relation"]),
            ", ".join(f"{start}–{end}" for start, end in row["spans"]),
        )
    return shown


def line(record: Mapping[str, Any]) -> str:
    """A line of a task's log as event and keys, without what Airflow adds to each."""
    told = " ".join(f"{key}={value}" for key, value in record.items() if key not in UNSAID)
    return f"{record['event']}  {told}"


def way_in(settings: Settings, password: str) -> str:
    """Address and login of the UI, for the terminal of the person whose they are."""
    return f"Airflow: {base_url(settings)}  user {ADMIN}, password {password}  (kept in {passwords_file(settings)})"
