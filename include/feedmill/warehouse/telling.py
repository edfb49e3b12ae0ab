"""What is said of an original: by the source that was the first to say anything of it, what it said last.

First and last are so in the order of arrival, whatever was recorded or loaded first: so whoever loads, and in whatever
order, the last one to load has read the original as it is to be read. Other sources change nothing, or two that
disagree would have it read anew for ever; the one that is believed can correct what it said.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ColumnElement, ScalarSelect, or_, select

from feedmill.model import ERASED, Context, Standing
from feedmill.warehouse.store import Store
from feedmill.warehouse.tables import schema

_first, _last = schema.deliveries.alias("first_said"), schema.deliveries.alias("last_said")
_o, _p = schema.originals, schema.parses


def said_of(original: Column[Any]) -> ScalarSelect[Any]:
    """What is said of the original of this column; NULL where nothing is."""
    who = select(_first.c.source).where(_first.c.original == _last.c.original, _first.c.context.is_not(None))
    believed = who.order_by(_first.c.received_at, _first.c.delivery_id).limit(1).scalar_subquery()
    told = select(_last.c.context).where(_last.c.original == original, _last.c.context.is_not(None))
    newest = (_last.c.received_at.desc(), _last.c.delivery_id.desc())
    return told.where(_last.c.source == believed).order_by(*newest).limit(1).scalar_subquery()


STANDING = select(said_of(_o.c.sha256).label("context"), _p.c.stages, _p.c.rejected, _p.c.failure).select_from(
    _o.outerjoin(_p, (_p.c.original == _o.c.sha256) & _p.c.current & _p.c.completed_at.is_not(None))
)


def standing(store: Store, original: str) -> Standing:
    """What is said of an original, and the parse of it that holds."""
    with store.read() as connection:
        row = connection.execute(STANDING.where(_o.c.sha256 == original)).one_or_none()
    if row is None:
        return Standing()
    if row.stages is None:
        return Standing(Context.of(row.context))
    return Standing(Context.of(row.context), row.stages, int(row.rejected) + (row.failure not in (None, ERASED)))


def made_by(stages: str) -> ColumnElement[bool]:
    """Whether these versions of the stages made a parse, whatever they were told of its original."""
    return or_(_p.c.stages == stages, _p.c.stages.endswith(f" {stages}", autoescape=True))
