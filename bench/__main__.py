"""`make bench`: every comparison, each as a ratio of two programs that ran by turns.

Machines differ and are shared, so seconds mean nothing from one run to the next: what counts
is what one side takes against the other, in the same run.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.assessment_comparisons import ASSESSMENT
from bench.comparison import Comparison, Measure
from bench.comparisons import COMPARISONS
from bench.ingest_comparisons import INGEST
from bench.sending_comparisons import SENDING
from bench.timing import Cost, cost

RESULTS = Path(__file__).parent / "results.json"
TABLE = Path(__file__).parent / "RESULTS.md"
GROUPS = {
    group: tuple(comparison.name for comparison in comparisons)
    for group, comparisons in (
        ("ingest", INGEST),
        ("assessment", ASSESSMENT),
        ("sending", SENDING),
    )
}

Result = dict[str, str | float | None]


def measured(comparison: Comparison, scratch: Path) -> Result:
    """Run both sides by turns and return the medians and their ratio."""
    # In a process of its own: the others would inherit what this one held at its peak.
    cost(comparison.name, "prepare", scratch)
    ours, theirs = [], []
    for _ in range(comparison.rounds):
        ours.append(_value(cost(comparison.name, "ours", scratch), comparison.measure))
        theirs.append(_value(cost(comparison.name, "theirs", scratch), comparison.measure))
    ratio = median(o / t if t else 0.0 for o, t in zip(ours, theirs, strict=True))
    return {
        "comparison": comparison.name,
        "what": comparison.what,
        "goal": comparison.goal,
        "unit": comparison.measure.value,
        "ours": round(median(ours), 3),
        "theirs": round(median(theirs), 3),
        "ratio": round(ratio, 3),
        "verdict": _verdict(comparison, median(ours), median(theirs), ratio),
    }


def _value(spent: Cost, measure: Measure) -> float:
    match measure:
        case Measure.CPU:
            return spent.cpu
        case Measure.WALL:
            return spent.wall
        case Measure.PEAK:
            return spent.peak / 1_000_000
        case Measure.HELD:
            return spent.held / 1_000_000


def _verdict(comparison: Comparison, ours: float, theirs: float, ratio: float) -> str:
    bounds = (
        (ratio, comparison.limit),
        (ours, comparison.most),
        (ours - theirs, comparison.more),
    )
    beyond = [found / bound - 1 for found, bound in bounds if bound is not None]
    if not beyond:
        return ""
    return "met" if max(beyond) <= 0 else f"missed by {max(beyond):.0%}"


def main(names: list[str]) -> None:
    """Measure the comparisons or groups named, or all; keep the others' latest results."""
    wanted = {each for name in names for each in GROUPS.get(name, (name,))}
    known: dict[str, Result] = {
        str(row["comparison"]): row for row in json.loads(RESULTS.read_text())
    }
    for comparison in COMPARISONS:
        if wanted and comparison.name not in wanted:
            continue
        with TemporaryDirectory(prefix="concord-bench-") as scratch:
            known[comparison.name] = measured(comparison, Path(scratch))
        print(_line(known[comparison.name]), flush=True)
    rows = [known[c.name] for c in COMPARISONS if c.name in known]
    RESULTS.write_text(json.dumps(rows, indent=2) + "\n")
    TABLE.write_text("\n".join((*_HEAD, *map(_line, rows))) + "\n")


_HEAD = (
    "# What it costs",
    "",
    (
        "Written by `make bench` (`python -m bench ingest` for one group). Both sides run by "
        "turns, each in a fresh process with compiled bytecode; the figures are medians, the "
        "ratio is the median of the ratios. Only ratios mean anything on another machine."
    ),
    "",
    "| comparison | goal | unit | ours | theirs | ours ÷ theirs | |",
    "|---|---|---|---|---|---|---|",
)


def _line(row: Result) -> str:
    names = ("what", "goal", "unit", "ours", "theirs", "ratio", "verdict")
    return f"| {' | '.join(str(row[name]) for name in names)} |"


if __name__ == "__main__":
    main(sys.argv[1:])
