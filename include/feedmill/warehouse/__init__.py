"""The warehouse: what was made of the originals, in SQL tables, on SQLite and PostgreSQL alike."""
