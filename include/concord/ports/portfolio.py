"""The figures of all partners at once, in as many statements for one as for a thousand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from concord.domain.credit import ServiceCredit
from concord.domain.kpi import Measurement
from concord.domain.period import MeasurementPeriod
from concord.domain.service_level import Outcome


class PortfolioRecords(Protocol):
    """What all partners came to, as it stands now, by partner.

    A period belongs to the month in which it ends; parts such as sites are left out.
    """

    def outcomes(self, months: Collection[MeasurementPeriod]) -> Mapping[str, tuple[Outcome, ...]]:
        """Return the outcomes of totals that belong to `months`."""
        ...

    def credits(
        self, months: Collection[MeasurementPeriod]
    ) -> Mapping[str, tuple[ServiceCredit, ...]]:
        """Return the credits that belong to `months`."""
        ...

    def measurements(
        self, months: Collection[MeasurementPeriod], kpis: Collection[str]
    ) -> Mapping[str, tuple[Measurement, ...]]:
        """Return the totals' measurements of `kpis` that belong to `months`."""
        ...

    def open_issues(self) -> Mapping[str, int]:
        """Return how many issues of each partner are not settled; none where all are."""
        ...
