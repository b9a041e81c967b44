"""Signing: which month is signed off, and what can be answered when both sides are asked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from concord.domain.period import MeasurementPeriod


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ServiceMonth:
    """One service's month, as it is stated and signed off."""

    partner: str
    service: str
    month: MeasurementPeriod

    @property
    def run_id(self) -> str:
        """The id of the run that asks for its signatures."""
        digest = hashlib.sha256(f"{self.partner}/{self.service}".encode()).hexdigest()[:16]
        return f"sign-off~{digest}~{self.month}"


class SignOffChoice(StrEnum):
    """What can be answered."""

    SIGN = "Sign off"
    PARTNER_ACCEPTS = "Record the partner's acceptance"
    DISPUTE = "Record a dispute"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffAnswer:
    """An answer as it was given: `amount` and `regime` say what is disputed."""

    choice: SignOffChoice
    amount: str = ""
    regime: str = ""
