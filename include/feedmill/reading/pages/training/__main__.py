"""`python -m feedmill.reading.pages.training`: fit the judge of pages anew. Writes the model and those of the folds."""

from __future__ import annotations

import argparse
import os
import sys
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from feedmill.reading.pages.trees import FILE, packed
from feedmill.settings import CLONE

FOLDED = CLONE / "tests" / "quality" / "page-folds.npz"
FIXED = {"PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def main() -> int:
    """Read the arguments, train, write. Returns 2 where the data is missing."""
    parser = argparse.ArgumentParser(prog="python -m feedmill.reading.pages.training", description=__doc__)
    parser.add_argument("--model", type=Path, default=FILE, help="where the model goes")
    parser.add_argument("--folds", type=Path, default=FOLDED, help="where those of the cross-validation go")
    asked = parser.parse_args()
    if any(os.environ.get(name) != value for name, value in FIXED.items()):
        os.execve(sys.executable, [*sys.orig_argv], {**os.environ, **FIXED})  # noqa: S606 -- itself, in a fixed environment
    return train(asked.model, asked.folds)


def train(model: Path, folded: Path) -> int:
    """Train on all pages, and once for each part of the cross-validation on all others."""
    from feedmill.reading.pages.training.examples import data_folder, example_of, pages_of
    from feedmill.reading.pages.training.fitting import fit, folds

    if not data_folder().is_dir():
        sys.stderr.write(f"no pages in {data_folder()}; set FEEDMILL_DATA\n")
        return 2
    pages = pages_of(data_folder())
    with get_context("fork").Pool(2) as pool:
        examples = [example for example in pool.map(example_of, pages, chunksize=8) if example is not None]
    parts = folds(examples)
    np.savez_compressed(
        folded, **{f"{fold}.{key}": value for fold, trees in enumerate(parts) for key, value in packed(trees).items()}
    )
    np.savez_compressed(model, **packed(fit(examples)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
