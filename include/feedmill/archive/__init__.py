"""Originals, delivery records and decisions on S3, and the embedded server that keeps them where no other is set."""
