"""What relief leaves out of the days that a forecast looks at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from concord.domain.agreement import Agreement
from concord.domain.period import MeasurementPeriod
from concord.domain.relief import NOTHING, Clocks, Drops, LeftOut, ReliefState, reached, state_of
from concord.domain.service_level import ServiceLevel
from concord.domain.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRelief:
    """All relief that counts for a service level: what it leaves out, of any days.

    A period that has one of the days `dropping` it counts for nothing.
    """

    left_out: LeftOut
    dropping: frozenset[date]

    def drops(self, period: MeasurementPeriod) -> bool:
        """Say whether nothing of a period counts."""
        gone = self.left_out.whole_days
        return any(day in period for day in self.dropping) or gone.issuperset(period.days())


def level_relief(
    agreement: Agreement, level: ServiceLevel, source: Source, first: date, last: date
) -> LevelRelief:
    """Return the relief for a service level from `first` to `last`, what lies ahead included."""
    clocks = Clocks(agreement=agreement.zone, calendar=agreement.calendar, source=source.zone)
    found = [
        (rule.drops, reached(rule, clocks, first, last))
        for rule in agreement.relief
        if rule.is_for(level.id)
        and state_of(rule, agreement.people, agreement.zone) is ReliefState.COUNTED
    ]
    kept = (left_out for drops, left_out in found if drops is not Drops.PERIOD)
    return LevelRelief(
        left_out=reduce(or_, kept, NOTHING),
        dropping=frozenset(
            day for drops, left_out in found if drops is Drops.PERIOD for day in left_out.touched
        ),
    )
