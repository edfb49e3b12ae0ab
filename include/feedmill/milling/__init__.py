"""What the mill is made of, each part standing on the one before: asking, deciding, loading."""
