"""The question whether a change of a credit that waits shall be posted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditChange:
    """One change that waits, by its number among all that were ever proposed to a partner."""

    partner: str
    number: int

    @property
    def run_id(self) -> str:
        """The id of the run that asks about it."""
        digest = hashlib.sha256(self.partner.encode()).hexdigest()[:16]
        return f"credit-change~{digest}~{self.number}"


class ChangeChoice(StrEnum):
    """What can be answered; the words stand on the buttons."""

    RELEASE = "Release"
    REFUSE = "Refuse"
