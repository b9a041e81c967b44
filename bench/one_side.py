"""Run a side of a comparison: `python -m bench.one_side NAME prepare|ours|theirs SCRATCH`."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.comparisons import COMPARISONS
from bench.timing import tell

if __name__ == "__main__":
    name, side, scratch = sys.argv[1:]
    (comparison,) = (c for c in COMPARISONS if c.name == name)
    sides = {
        "prepare": comparison.prepare,
        "ours": comparison.ours,
        "theirs": comparison.theirs,
    }
    work = sides[side](Path(scratch))
    if work is not None:
        print(tell(work))
