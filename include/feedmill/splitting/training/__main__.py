"""`python -m feedmill.splitting.training`: fit the model anew and write it with its card. The same bytes each time."""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from pathlib import Path

from feedmill.settings import CLONE
from feedmill.splitting.model import FILE

CARD = CLONE / "docs" / "splitting-card.md"
FIXED = {"PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""Sums come in one order only when nothing shares them out differently."""


def main() -> int:
    """Read the arguments, train, write. Returns 2 where the data is missing."""
    parser = argparse.ArgumentParser(prog="python -m feedmill.splitting.training", description=__doc__)
    parser.add_argument("--model", type=Path, default=FILE, help="where the model goes")
    parser.add_argument("--card", type=Path, default=CARD, help="where its card goes")
    parser.add_argument("--corrections", type=Path, help="pages that people have put right, as JSON Lines")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the pages to make, for a trial")
    asked = parser.parse_args()
    if any(os.environ.get(name) != value for name, value in FIXED.items()):
        os.execve(sys.executable, [*sys.orig_argv], {**os.environ, **FIXED})  # noqa: S606 -- itself again, in a fixed environment
    return _train(asked)


def _train(asked: argparse.Namespace) -> int:
    """Train on all data and write both files."""
    from feedmill.splitting.training.articles import data_folder
    from feedmill.splitting.training.card import card
    from feedmill.splitting.training.corpora import FILES, corpus, corrections
    from feedmill.splitting.training.storing import stored
    from feedmill.splitting.training.training import train
    from feedmill.splitting.training.unseen import unseen

    missing = [name for name in FILES if not (data_folder() / name).is_file()]
    if missing:
        sys.stderr.write(f"NOT TRAINED: {', '.join(missing)} missing in {data_folder()}; set FEEDMILL_DATA\n")
        return 2
    everything = corpus()
    corrected = tuple(corrections(asked.corrections)) if asked.corrections else ()
    trained = train(everything, corrected, scale=asked.scale)
    data = stored(trained.models[-1])
    asked.model.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    asked.card.write_text(card(everything, trained, list(unseen(everything, trained.models)), digest), encoding="utf-8")
    sys.stdout.write(f"{asked.model}: {len(data)} bytes, SHA-256 {digest}\n{asked.card}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
