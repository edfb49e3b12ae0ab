"""Identity made anew for what is there: after a migration that changed its tables, and when an epoch comes to hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from feedmill import identity
from feedmill.model import Kind, Parts, Sighting, Stated, Story
from feedmill.warehouse.relating import current_epoch, made_ready, relate, stops_of
from feedmill.warehouse.settling import settle_versions
from feedmill.warehouse.store import groups
from feedmill.warehouse.tables import schema
from feedmill.warehouse.tables.identity import contents

AT_ONCE = 500


def adopt(connection: Connection) -> int:
    """Give every version that has none its content, its ties and its story. Returns how many there were."""
    names = list(_unknown(connection))
    for group in groups(names, AT_ONCE):
        _adopt(connection, group)
    settle_versions(connection, names)
    return len(names)


def _unknown(connection: Connection) -> Iterator[str]:
    versions = schema.versions
    joined = versions.outerjoin(contents, versions.c.content_id == contents.c.content_id)
    asked = select(versions.c.version_id).select_from(joined).where(contents.c.number.is_(None))
    yield from connection.execute(asked.order_by(versions.c.version_id)).scalars()


def _adopt(connection: Connection, names: list[str]) -> None:
    table = schema.versions
    stated = _stated(connection, names)
    rows = connection.execute(select(table).where(table.c.version_id.in_(names))).all()
    found = {row.version_id: _sighting(row) for row in rows}
    renamed = [{"name": name, "content": one.version.content_id} for name, one in found.items()]
    statement = update(table).where(table.c.version_id == bindparam("name")).values(content_id=bindparam("content"))
    connection.execute(statement, renamed)
    epoch = current_epoch(connection)
    stops = stops_of(connection, epoch)
    sightings = [(one, stated.get(name, frozenset())) for name, one in found.items()]
    relate(connection, made_ready(sightings, epoch, stops), epoch)


def _sighting(row: Row[Any]) -> Sighting:
    story = Story(
        0, Kind(row.kind), row.truncated, (), Parts(), 1.0, row.headline, row.kicker, row.deck, row.text
    )  # fmt: skip
    return Sighting(story, identity.identify(story))


def _stated(connection: Connection, names: list[str]) -> dict[str, frozenset[int]]:
    """The identities that documents state of these versions."""
    s, d = schema.sightings, schema.documents
    asked = select(s.c.version_id, d.c.url, d.c.guid, d.c.stated).select_from(
        s.join(d, s.c.document_id == d.c.document_id)
    )
    found: dict[str, frozenset[int]] = {}
    for row in connection.execute(asked.where(s.c.version_id.in_(names), s.c.stated)):
        said = Stated(url=row.url, guid=row.guid, doc_id=row.stated.get("doc_id"))
        found[row.version_id] = found.get(row.version_id, frozenset()) | identity.identifiers(said)
    return found
