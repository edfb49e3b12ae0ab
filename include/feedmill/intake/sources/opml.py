"""Sources as OPML 2.0, which every feed reader takes."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from feedmill.intake.sources.kinds import AnySource, FeedSource


def to_opml(sources: Iterable[AnySource]) -> str:
    """The feeds among the sources as an OPML document."""
    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = "Sources of feedmill"
    body = ET.SubElement(root, "body")
    for source in sources:
        if isinstance(source, FeedSource):
            said = {"type": "rss", "text": source.name, "xmlUrl": source.url}
            ET.SubElement(body, "outline", said | ({"language": source.language} if source.language else {}))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
