"""Text files of news databases and of scrapers: each record of them is a document with the fields that it states.

Knows the forms by which their records are parted and how each says what a line is. What a label says, the table of
names for columns knows.
"""
