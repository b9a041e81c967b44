"""`make bench`: every comparison, each as a ratio of two programs that ran by turns.

Machines differ and are shared, so seconds mean nothing from one run to the next: what counts
is how much of the processor one side takes against the other, in the same run.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.comparisons import COMPARISONS, Comparison
from bench.timing import cpu_seconds

ROUNDS = 5
RESULTS = Path(__file__).parent / "results"


def measure(comparison: Comparison, scratch: Path) -> dict[str, object]:
    """Run both sides by turns and return the medians and their ratio."""
    comparison.prepare(scratch)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(cpu_seconds(comparison.name, "ours", scratch))
        theirs.append(cpu_seconds(comparison.name, "theirs", scratch))
    return {
        "comparison": comparison.name,
        "what": comparison.what,
        "goal": comparison.goal,
        "ours_cpu_s": round(median(ours), 3),
        "theirs_cpu_s": round(median(theirs), 3),
        "ratio": round(median(o / t for o, t in zip(ours, theirs, strict=True)), 3),
    }


def main(names: list[str]) -> None:
    """Measure the comparisons named, or all of them, and write a table and JSON."""
    rows = []
    for comparison in COMPARISONS:
        if names and comparison.name not in names:
            continue
        with TemporaryDirectory(prefix="concord-bench-") as scratch:
            rows.append(measure(comparison, Path(scratch)))
        print(_line(rows[-1]), flush=True)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "latest.json").write_text(json.dumps(rows, indent=2) + "\n")
    (RESULTS / "latest.md").write_text("\n".join((*_HEAD, *map(_line, rows))) + "\n")


_HEAD = (
    "| comparison | goal | ours, CPU-s | theirs, CPU-s | ours ÷ theirs |",
    "|---|---|---|---|---|",
)


def _line(row: dict[str, object]) -> str:
    cells = (row["what"], row["goal"], row["ours_cpu_s"], row["theirs_cpu_s"], row["ratio"])
    return f"| {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    main(sys.argv[1:])
