"""Encodings that a file declares in itself: an XML declaration, or a `meta` element of HTML.

The first kilobytes alone are looked at, and only as ASCII: a declaration that is there to be read is in bytes that mean
the same in every encoding that it can name.
"""

from __future__ import annotations

import re

XML = re.compile(rb"^\s{0,64}<\?xml[^>]{0,200}?encoding\s{0,8}=\s{0,8}[\"']([A-Za-z0-9._:-]{1,40})[\"']")
META = re.compile(rb"<meta\s[^>]{0,400}?charset\s{0,8}=\s{0,8}[\"']?\s{0,8}([A-Za-z0-9._:+-]{1,40})", re.IGNORECASE)
COMMENT = re.compile(rb"<!--.*?(?:-->|$)", re.DOTALL)
MARKUP = re.compile(rb"<(?:!doctype\s{1,4}html|html|head|meta|title)[\s>]", re.IGNORECASE)
HEAD = 8192


def declared(data: bytes) -> str | None:
    """The label that a file declares, as written; None where it declares none."""
    head = data[:HEAD]
    match = XML.match(head)
    if match is None and MARKUP.search(head):
        match = META.search(COMMENT.sub(b"", head))
    return match[1].decode("ascii") if match else None
