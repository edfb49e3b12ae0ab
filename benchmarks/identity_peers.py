"""Peers of identity: near-duplicate indexes, each asked for the pairs that it finds in a list of texts.

Installed apart, from requirements-peers.lock: `make quality` puts them into var/peers. A peer that is missing raises
ImportError. SimHash is written here, after Charikar (STOC 2002).
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from feedmill.identity.words import words_of

Pairs = Callable[[list[str], list[Any]], set[tuple[int, int]]]
INSTALLED = Path(__file__).parents[1] / "var" / "peers" / "packages"
PERMUTATIONS = 128


def peers() -> Iterator[tuple[str, Pairs]]:
    """Each peer by name, with the settings that it was given."""
    if str(INSTALLED) not in sys.path:
        sys.path.append(str(INSTALLED))
    yield "datasketch MinHashLSH, 0.5, 5-grams", lambda texts, _: _minhash(texts, 0.5, 5)
    yield "datasketch MinHashLSH, 0.8, 5-grams", lambda texts, _: _minhash(texts, 0.8, 5)
    yield "datasketch MinHashLSH, 0.2, 3-grams", lambda texts, _: _minhash(texts, 0.2, 3)
    yield "datasketch LSHEnsemble, containment 0.8, 3-grams", lambda texts, _: _ensemble(texts, 0.8, 3)
    yield "rensa, 0.5, 32 bands, 5-grams", lambda texts, _: _rensa(texts, 0.5, 5)
    yield "datatrove signatures, 14 x 8, 5-grams", lambda texts, _: _datatrove(texts, 5)
    yield "SimHash of 64 bits, distance 3, 3-grams", lambda texts, _: _simhash(texts, 3, 3)
    yield "SimHash of 64 bits, distance 10, 3-grams", lambda texts, _: _simhash(texts, 10, 3)


def _grams(text: str, size: int) -> list[str]:
    words = words_of(text).words
    return [" ".join(words[at : at + size]) for at in range(max(1, len(words) - size + 1))]


def _hashed(gram: bytes) -> int:
    return int.from_bytes(blake2b(gram, digest_size=4).digest(), "little")


def _ordered(pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    return {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}


def _sketches(texts: list[str], size: int) -> Iterator[tuple[Any, int]]:
    from datasketch import MinHash

    for text in texts:
        grams = {gram.encode() for gram in _grams(text, size)}
        sketch = MinHash(num_perm=PERMUTATIONS, hashfunc=_hashed)
        sketch.update_batch(grams)
        yield sketch, len(grams)


def _minhash(texts: list[str], threshold: float, size: int) -> set[tuple[int, int]]:
    from datasketch import MinHashLSH

    index, found = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS), []
    for number, (sketch, _) in enumerate(_sketches(texts, size)):
        found += [(other, number) for other in index.query(sketch)]
        index.insert(number, sketch)
    return _ordered(found)


def _ensemble(texts: list[str], threshold: float, size: int) -> set[tuple[int, int]]:
    from datasketch import MinHashLSHEnsemble

    index = MinHashLSHEnsemble(threshold=threshold, num_perm=PERMUTATIONS, num_part=16)
    sketches = [(number, *sketch) for number, sketch in enumerate(_sketches(texts, size))]
    index.index(sketches)
    return _ordered((other, number) for number, sketch, count in sketches for other in index.query(sketch, count))


def _rensa(texts: list[str], threshold: float, size: int) -> set[tuple[int, int]]:
    from rensa import RMinHash, RMinHashLSH

    index, found = RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=32), []
    for number, text in enumerate(texts):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=42)
        sketch.update(_grams(text, size))
        found += [(other, number) for other in index.query(sketch)]
        index.insert(number, sketch)
    return _ordered(found)


def _datatrove(texts: list[str], size: int) -> set[tuple[int, int]]:
    """Its signatures and buckets, over our words: its own tokenizer loads a model."""
    from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupSignature

    signing = MinhashDedupSignature.__new__(MinhashDedupSignature)
    signing.config = MinhashConfig(n_grams=size)
    vars(signing)["_parameters"] = None  # made when first asked for, as by its constructor
    signing.num_hashes = signing.config.num_buckets * signing.config.hashes_per_bucket
    hashed = (np.array([[_hashed(gram.encode())] for gram in _grams(text, size)], np.uint64) for text in texts)
    return _alike(map(tuple, signing.get_signature(grams)) for grams in hashed)


def _alike(signatures: Iterable[Iterable[tuple[int, ...]]]) -> set[tuple[int, int]]:
    """Pairs that share a bucket."""
    buckets: dict[Hashable, list[int]] = defaultdict(list)
    for number, signature in enumerate(signatures):
        for bucket in enumerate(signature):
            buckets[bucket].append(number)
    return _ordered((a, b) for own in buckets.values() for at, b in enumerate(own) for a in own[:at])


def _simhash(texts: list[str], distance: int, size: int) -> set[tuple[int, int]]:
    found = np.array([_bits(_grams(text, size)) for text in texts], np.uint64)
    pairs = set()
    for number in range(1, len(found)):
        near = np.bitwise_count(found[:number] ^ found[number]) <= distance
        pairs |= {(int(other), number) for other in np.flatnonzero(near)}
    return pairs


def _bits(grams: list[str]) -> int:
    hashes = np.frombuffer(b"".join(blake2b(gram.encode(), digest_size=8).digest() for gram in grams), np.uint8)
    majority = np.unpackbits(hashes.reshape(-1, 8), axis=1).mean(axis=0) >= 0.5
    return int.from_bytes(np.packbits(majority).tobytes(), "big")
