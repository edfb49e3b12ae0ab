"""Fuzzing of the readers, family by family: coverage-guided, from the tests' own files. `make fuzz` runs it."""

FAMILIES = ("feeds", "wire-xml", "json-rows", "wire-text", "mail", "html", "archives", "text")
