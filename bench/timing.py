"""The processor time of one side of a comparison, in a process of its own."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path


def cpu_seconds(comparison: str, side: str, scratch: Path) -> float:
    """Return the CPU seconds, user and system, of one side and of every process it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "bench.one_side", comparison, side, str(scratch)]
    subprocess.run(command, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
