"""The ledger as views: what came in against what became of it, in whole, by day, by batch and by source.

Each is a sum over `ledger_entries`, which has a row for each arrival; what an original holds is counted with the first
of its deliveries that was completed, so that all sums agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from feedmill.warehouse.viewing import View

STATES = ("pending", "loaded", "partly_loaded", "known", "quarantined", "erased")
"""What becomes of a delivery: exactly one of these."""

RELATIONS = ("new", "same", "version_of", "excerpt_of")
"""What becomes of a sighting: exactly one of these."""

MADE = ("documents", "rejected", "sightings")

COUNTS = ("arrivals", "deliveries", "refused", *STATES, *MADE, *RELATIONS)
"""The columns of every ledger."""

SUMS = (("arrivals", ("deliveries", "refused")), ("deliveries", STATES), ("sightings", RELATIONS))
"""What balances: each of these counts is the sum of those."""


def unbalanced(row: Mapping[str, int]) -> Iterator[str]:
    """Which counts of a ledger are not the sums that they have to be, in words."""
    for whole, parts in SUMS:
        found = sum(row[part] for part in parts)
        if row[whole] != found:
            yield f"{row[whole]} {whole}, {found} accounted for ({' + '.join(parts)})"


_STATED = ", ".join(f"CASE WHEN s.state = '{name.replace('_', ' ')}' THEN 1 ELSE 0 END AS {name}" for name in STATES)
_FIRST = ", ".join(
    f"CASE WHEN s.place = 1 THEN coalesce({name}, 0) ELSE 0 END AS {name}" for name in (*MADE, *RELATIONS)
)
_RELATED = ", ".join(f"sum(CASE WHEN relation = '{name}' THEN 1 ELSE 0 END) AS {name}" for name in RELATIONS)
_NOTHING = ", ".join(f"0 AS {name}" for name in (*STATES, *MADE, *RELATIONS))
_SUMS = ", ".join(f"CAST(coalesce(sum({name}), 0) AS bigint) AS {name}" for name in COUNTS)

ENTRIES = f"""
    WITH related AS (SELECT original, {_RELATED} FROM standing_sightings GROUP BY original),
    placed AS (
        SELECT d.*, row_number() OVER (PARTITION BY original, CASE state WHEN 'pending' THEN 0 ELSE 1 END
                                       ORDER BY received_at, delivery_id)
                    * CASE state WHEN 'pending' THEN 0 ELSE 1 END AS place
        FROM delivery_states d
    )
    SELECT day_of(s.received_at) AS day, s.batch_key AS batch, s.source,
           1 AS arrivals, 1 AS deliveries, 0 AS refused, {_STATED}, {_FIRST}
    FROM placed s
    LEFT JOIN parses p ON p.original = s.original AND p.current AND p.completed_at IS NOT NULL
    LEFT JOIN related r ON r.original = s.original
    UNION ALL
    SELECT day_of(q.first_at), NULL, q.source, 1, 0, 1, {_NOTHING}
    FROM quarantine q WHERE q.original IS NULL AND q.state <> 'solved'"""  # noqa: S608 -- made of constants


def _ledger(name: str, shows: str, by: str | None = None) -> View:
    chosen, grouped = (f"{by}, ", f" GROUP BY {by}") if by else ("", "")
    return View(name, shows, f"SELECT {chosen}{_SUMS} FROM ledger_entries{grouped}")  # noqa: S608 -- as above


LEDGERS = (
    View(
        "ledger_entries",
        "A row for each arrival: its day (UTC), batch and source, what became of it, and what was made of its original "
        "where it is the first delivery of it. Refused arrivals have no batch.",
        ENTRIES,
    ),
    _ledger("ledger", "The balance: what came in against what became of it, over everything."),
    _ledger("ledger_by_day", "The balance by day of arrival (UTC).", "day"),
    _ledger("ledger_by_batch", "The balance by batch, which is one run; NULL: what came outside of any.", "batch"),
    _ledger("ledger_by_source", "The balance by source.", "source"),
)
