"""Run one side of one comparison: `python -m bench.one_side COMPARISON ours|theirs SCRATCH`."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.comparisons import COMPARISONS

if __name__ == "__main__":
    name, side, scratch = sys.argv[1:]
    (comparison,) = (c for c in COMPARISONS if c.name == name)
    run = comparison.ours if side == "ours" else comparison.theirs
    run(Path(scratch))
