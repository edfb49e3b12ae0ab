"""Formats of news agencies: XML (NewsML-G2, NewsML 1, NITF) and wire text."""
