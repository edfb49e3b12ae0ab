"""The process that files are read in: what it may do, what it is asked, and what it answers.

Knows nothing of formats.
"""
