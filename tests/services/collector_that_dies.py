"""A collector of its own process, killed when it reaches a step for the so-many-th time.

Without a step it goes through to the end.
"""

import os
import signal
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from concord.adapters.agreement_files import load_agreement
from concord.ports import Step
from concord.services.collect import collect
from concord.services.collection import unnoticed
from concord.wiring import trial_ports


class LastStep:
    """Lets a round go on until its step was reached so many times; nobody lives to tell."""

    def __init__(self, step: Step, times: int) -> None:
        self._step = step
        self._left = times

    def __call__(self, step: Step, what: str) -> None:
        del what
        self._left -= step is self._step
        if not self._left:
            os.kill(os.getpid(), signal.SIGKILL)


def main(agreement_file: str, drive: str, store: str, now: str, step: str, times: str) -> None:
    loaded = load_agreement(Path(agreement_file)).agreement
    assert loaded is not None
    ports = trial_ports(loaded, Path(drive), Path(store)).collection
    progress = LastStep(Step(step), int(times)) if step else unnoticed
    collect(loaded, replace(ports, progress=progress), datetime.fromisoformat(now))


if __name__ == "__main__":
    main(*sys.argv[1:])
