"""Feeds of every dialect, and the lists that name them: RSS, RDF, Atom and CDF, sitemaps, OPML."""
