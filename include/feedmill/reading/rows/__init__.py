"""Tables and lists of records: a row is a document, its columns are told by their names.

Knows delimited text, JSON Lines and Parquet. Refuses to guess a column by what stands in it.
"""
