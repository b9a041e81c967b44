"""The progress of a round in a task's log: often enough to see that it goes on."""

from __future__ import annotations

import logging

from concord.domain.finding import quoted
from concord.ports import Step

EVERY = 25
"""A line for so many files: a thousand files give forty lines."""

_log = logging.getLogger(__name__)


class LoggedProgress:
    """Logs each listing, each answer, and every so many files."""

    def __init__(self, partner: str) -> None:
        self._partner = partner
        self._recorded = 0

    def __call__(self, step: Step, what: str) -> None:
        """Log a step; names of files are quoted, for they come from outside."""
        match step:
            case Step.LISTED | Step.ANSWERED:
                _log.info("partner %s: %s, %s", self._partner, step.value, quoted(what, limit=120))
            case Step.RECORDED:
                self._recorded += 1
                if self._recorded % EVERY == 0:
                    _log.info("partner %s: %d files recorded", self._partner, self._recorded)
            case _:
                _log.debug("%s: %s %s", self._partner, step.value, quoted(what, limit=120))
