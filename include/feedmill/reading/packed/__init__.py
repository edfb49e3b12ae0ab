"""What is packed: compressed files and archives. Each member is a piece that is read by its own format.

Knows how bytes are packed, and trusts nothing that a file says of its sizes. Refuses to know what the members are,
and never writes one to disk.
"""
