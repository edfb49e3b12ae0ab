"""Teaches the judge of pages which lines are the main story: from pages whose stories are known, wholly or in part."""
