"""The commands that stand in groups of their own; `feedmill.cli` puts them together."""
