"""Content that is not what a feed should be: taken as it is, and what is in quarantine once it is loaded."""

from __future__ import annotations

import gzip
import io
import zipfile
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Content:
    """An answer's body, and what comes of loading it: so many stories, and the reason why the rest is in quarantine.

    `note` is what its documents say of how they were read.
    """

    body: bytes
    stories: int
    reason: str | None = None
    charset: str | None = None
    note: str | None = None


TEXT = "Der Rat von {0} hat am Montag beschlossen, eine neue Br\xfccke \xfcber den Flu\xdf zu bauen. Sie wird teuer{1}."
TWO = "".join(
    f"<item><title>Caf\xe9 in {town}</title><description>{TEXT.format(town, '')}</description></item>"
    for town in ("Verden", "Celle")
)
RSS = f"<rss version='2.0'><channel><title>Caf\xe9</title>{TWO}</channel></rss>"
LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' if at else '<!ENTITY l0 "laugh">' for at in range(10))


def _declaring(declared: str, named: str) -> bytes:
    return f"<!DOCTYPE rss [{declared}]>{RSS.replace('teuer', named)}".encode()


def _zipped_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", bytes(3_000_000))
    return packed.getvalue()


CONTENT: dict[str, Content] = {
    "a charset that is wrong": Content(RSS.encode("latin-1"), 2, charset="utf-8", note="encoding_stated_wrong: utf-8"),
    "a declared encoding that is wrong": Content(
        b"<?xml version='1.0' encoding='utf-8'?>" + RSS.encode("latin-1"), 2, note="encoding_declared_wrong: utf-8"
    ),
    "a charset that nobody knows": Content(RSS.encode(), 2, charset="x-none"),
    "UTF-16 without a BOM": Content(RSS.encode("utf-16-le"), 2, note="encoding_guessed: utf-16-le"),
    "invalid XML": Content(RSS.replace("Caf\xe9 in", "Caf\xe9 & <b> in").encode(), 2, note="not_well_formed"),
    "truncated XML": Content(RSS[:-60].encode(), 1, "truncated", note="not_well_formed"),
    "control characters in XML": Content(RSS.replace("Caf\xe9 in", "Caf\xe9\0\1\x0b in").encode(), 2),
    "entities that unfold without end": Content(_declaring(LAUGHS, "&l9;"), 0, "entity_declarations"),
    "one long entity, named often": Content(
        _declaring(f'<!ENTITY a "{"a" * 9999}">', "&a;" * 999), 0, "entity_declarations"
    ),
    "an entity that is a file": Content(
        _declaring("<!ENTITY a SYSTEM 'file:///etc/passwd'>", "&a;"), 0, "entity_declarations"
    ),
    "elements in elements without end": Content(b"<rss><channel>" + b"<a>" * 59_999, 0, "too_complex"),
    "JSON that ends before its time": Content(
        b'{"version":"https://jsonfeed.org/version/1.1","items":[{"title":"A","content_text":"B', 0, "truncated"
    ),
    "an archive that is a bomb": Content(_zipped_bomb(), 0, "packed_too_tightly"),
    "gzip in gzip": Content(gzip.compress(gzip.compress(RSS.encode())), 2),
    "no text at all": Content(bytes(range(256)) * 99, 0, "binary"),
}
"""Every one, by its name."""
