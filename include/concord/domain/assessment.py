"""Assessments: the values, outcomes and credits of one partner in one period."""

from __future__ import annotations

from dataclasses import dataclass

from concord.domain.charges import MonthCharges
from concord.domain.credit import ServiceCredit
from concord.domain.kpi import Measurement
from concord.domain.period import MeasurementPeriod
from concord.domain.service_level import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Everything computed for a partner and a period, from which inputs.

    `inputs` is the content hash of all that the figures depend on: the rows delivered, the
    agreement's version and whether the period was over.  Equal inputs give equal figures.
    `unknown_charges` are those that a credit of the period waits for.
    """

    partner: str
    period: MeasurementPeriod
    inputs: str
    agreement: str
    measurements: tuple[Measurement, ...]
    outcomes: tuple[Outcome, ...]
    credits: tuple[ServiceCredit, ...] = ()
    unknown_charges: tuple[MonthCharges, ...] = ()
