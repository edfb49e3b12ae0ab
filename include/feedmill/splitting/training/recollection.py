"""A memory of whole files, held in the process: what stands behind the port until fingerprints do, and measures it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from feedmill.model import Recalled

KEY = 48
AROUND = 8
LEAST = 40
"""Shorter lines are not remembered: they come again by chance."""


class RememberedFiles:
    """Lines of earlier files, each with the lines that stood before it there. Grows only when it is told to."""

    def __init__(self, epoch: int = 1) -> None:
        self.epoch = epoch
        self._before: dict[str, list[frozenset[str]]] = {}

    def learn(self, lines: Iterable[str]) -> None:
        """Remember a file: a line seen behind the same lines as before is not counted again."""
        keys = [_key(line) for line in lines if len(line) >= LEAST]
        for at, key in enumerate(keys):
            stood = frozenset(keys[max(0, at - AROUND) : at])
            contexts = self._before.setdefault(key, [])
            if stood and stood not in contexts:
                contexts.append(stood)

    def recall(self, line: str, before: Sequence[str]) -> Recalled | None:
        """In how many other files the line stood, behind one of these lines or behind none of them."""
        contexts = self._before.get(_key(line))
        if not contexts:
            return None
        now = {_key(one) for one in before}
        together = sum(1 for stood in contexts if now & stood)
        return Recalled(together, len(contexts) - together)


def _key(line: str) -> str:
    """What a line is known by: how it begins."""
    return line[:KEY].lower()
