"""Parquet as documents."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from feedmill.errors import Rejected
from feedmill.model import Context, Document, RejectedDocument
from feedmill.reading import Limits, read
from feedmill.reading.piece import Piece
from feedmill.reading.rows.parquet import read_parquet


def written(columns: dict[str, Any], **options: Any) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream, **options)
    return stream.getvalue()


TABLE = {
    "title": ["A", "B", None],
    "text": ["One.\n\nTwo.", "<p>x</p><p>y</p>", None],
    "date": pa.array([1707123600, None, None], pa.int64()).cast(pa.timestamp("s")),
    "updated": pa.array([datetime(2024, 2, 5, 9, tzinfo=UTC)] * 3, pa.timestamp("us", tz="Europe/Berlin")),
    "embargo": pa.array([date(2024, 2, 6)] * 3),
    "tags": [["a", "b"], [], None],
    "source": [{"name": "The Post", "id": 1}, None, None],
    "category": pa.array(["x", "y", "z"]).dictionary_encode(),
    "guid": pa.array([Decimal("1.50")] * 3),
    "author": pa.array([b"A. B."] * 3),
    "unread": [1, 2, 3],
}


def test_a_row_is_a_document_whatever_the_types_of_its_columns() -> None:
    first, second, third = read(written(TABLE, row_group_size=2))
    assert isinstance(first, Document)
    stated = first.stated
    assert (first.format, first.text, stated.headline, stated.agency) == ("parquet", "One.\nTwo.", "A", "The Post")
    assert (stated.published_at, stated.updated_at) == (datetime(2024, 2, 5, 9, tzinfo=UTC),) * 2
    assert (stated.keywords, stated.subjects, stated.guid, stated.byline) == (("a", "b"), ("x",), "1.50", "A. B.")
    assert stated.embargoed_until == datetime(2024, 2, 6, tzinfo=UTC)
    assert isinstance(second, Document)
    assert second.text == "x\ny"
    assert isinstance(third, RejectedDocument)
    assert third.reason == "nothing_stated"
    assert third.detail.startswith("row 1 of row group 1: a record with")


def test_a_setting_names_columns_that_say_nothing() -> None:
    context = Context(columns=(("a", "text"),))
    (document,) = read_parquet(Piece.of(written({"a": ["Body."]}), context=context))
    assert isinstance(document, Document)
    assert document.text == "Body."


def test_a_table_without_texts_is_refused() -> None:
    with pytest.raises(Rejected) as caught:
        list(read(written({"price": [1.0], "day": ["x"]})))
    assert (caught.value.reason, caught.value.detail) == ("no_stories", "a table with the columns price, day")


@pytest.mark.parametrize("cut", [5, 50, -20])
def test_a_file_that_is_cut_is_damaged(cut: int) -> None:
    with pytest.raises(Rejected) as caught:
        list(read(written(TABLE)[:cut]))
    assert caught.value.reason == "damaged"


def test_a_damaged_row_group_is_told_and_the_others_are_read() -> None:
    texts = [f"{number} " + "word " * 50 for number in range(600)]
    data = bytearray(written({"text": texts}, row_group_size=200, compression="snappy", use_dictionary=False))
    middle = pq.ParquetFile(io.BytesIO(bytes(data))).metadata.row_group(1).column(0).data_page_offset
    data[middle : middle + 40] = b"\xff" * 40
    found = list(read_parquet(Piece.of(bytes(data))))
    (rejected,) = (one for one in found if isinstance(one, RejectedDocument))
    assert rejected.reason == "damaged"
    assert rejected.detail.startswith("row group 1: ")
    assert len(found) == 401


def test_what_unpacks_to_more_than_the_limit_is_not_read() -> None:
    data = written({"text": ["word " * 20_000] * 50}, row_group_size=10, compression="zstd")
    for limit, documents in ((1000, 0), (1_500_000, 10)):
        found = list(read_parquet(Piece.of(data, limits=Limits(unpacked=limit))))
        assert sum(isinstance(one, Document) for one in found) == documents
        rejected = [one.reason for one in found if isinstance(one, RejectedDocument)]
        assert set(rejected) == {"archive_too_large"}
