"""What one side of a comparison costs, in a process of its own."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """CPU seconds, user and system, with every process started; wall seconds; peak bytes.

    The peak is that of the largest process, beyond what it held before the work began; `held`
    is all of it, as an operator sees it.
    """

    cpu: float
    wall: float
    peak: float
    held: float


def cost(comparison: str, side: str, scratch: Path) -> Cost:
    """Return what one side costs: its work alone where it says so, else its whole process."""
    cpu, wall = _children_cpu(), time.monotonic()
    command = [sys.executable, "-m", "bench.one_side", comparison, side, str(scratch)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.decode()
    *_, last = told.strip().splitlines() or [""]
    if last.startswith("{"):
        return Cost(**json.loads(last))
    return Cost(cpu=_children_cpu() - cpu, wall=time.monotonic() - wall, peak=0, held=0)


def tell(work: Callable[[], None]) -> str:
    """Do the work and return what it cost, for `cost` to read."""
    _forget_peak()
    before, cpu, wall = _peak(), _own_cpu() + _children_cpu(), time.monotonic()
    work()
    held = _peak()
    spent = Cost(
        cpu=_own_cpu() + _children_cpu() - cpu,
        wall=time.monotonic() - wall,
        peak=held - before,
        held=held,
    )
    return json.dumps(asdict(spent))


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peak() -> float:
    """Return the most that this process, or one it started, has held since `_forget_peak`."""
    (held,) = (line.split()[1] for line in _status() if line.startswith("VmHWM"))
    started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(int(held), started) * 1024


def _status() -> list[str]:
    return Path("/proc/self/status").read_text("utf-8").splitlines()


def _forget_peak() -> None:
    # The kernel's other count goes on from the process that started this one.
    Path("/proc/self/clear_refs").write_text("5")
