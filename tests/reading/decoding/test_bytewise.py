"""Bytes to text by a codec that is settled."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from feedmill.reading.decoding.bytewise import strictly


@given(st.one_of(st.binary(max_size=40), st.text("aé\xa0€’", max_size=40).map(lambda text: text.encode("cp1252"))))
def test_windows_1252_is_read_as_python_reads_it(data: bytes) -> None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        assert strictly(data, ("cp1252",)) is None
        return
    read = strictly(data, ("cp1252",))
    assert read is not None
    assert (read.text, read.codec, read.whole) == (text, "cp1252", True)
