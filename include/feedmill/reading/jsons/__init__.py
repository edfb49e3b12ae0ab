"""JSON: loaded with care, then read as ninjs and what agencies make of it, as JSON Feed, or as records.

Knows how far broken JSON can be trusted. Refuses to take a part of an item for the item.
"""
