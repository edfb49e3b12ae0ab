"""The wires of the time before XML: IPTC 7901, ANPA 1312, and the SGML that collections of wire copy are kept in.

Knows their control characters, headers and marks. Refuses to take a slug for a headline.
"""
