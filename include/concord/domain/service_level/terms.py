"""Terms: what a service level asks for from a day on, and what it asks meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from concord.domain.kpi import Dimension
from concord.domain.period import add_months
from concord.domain.quantity import Direction, Target
from concord.domain.service_level.bands import Bands, shifted
from concord.domain.service_level.basis import TargetPart
from concord.domain.service_level.own_targets import OwnTarget


class Applies(StrEnum):
    """How terms that begin within a period apply to it."""

    LAST_DAY = "last day"
    PRO_RATA = "pro rata by day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Target and bands in force from a day on; an amendment adds another `Terms`.

    Of two thresholds `target` is what is expected, and `minimum` what defaults at once when
    it is not reached.  With `share_of_days`, in percent points, the target is one for single
    days, that share of them must keep to it, and the bands are those of the share.
    `ramp_month` counts from 1 while a ramp eases the target.  `own` are the targets of single
    values of the dimension that is rated.  Terms that are the mean of others name these as
    their `parts`.
    """

    since: date
    target: Target
    bands: Bands
    minimum: Target | None = None
    share_of_days: Decimal | None = None
    applies: Applies = Applies.LAST_DAY
    amendment: str = ""
    ramp_month: int | None = None
    own: tuple[OwnTarget, ...] = ()
    parts: tuple[TargetPart, ...] = ()

    @property
    def rated_target(self) -> Target:
        """What the value that is rated is held against: of single days the share of them."""
        if self.share_of_days is None:
            return self.target
        return Target(direction=Direction.AT_LEAST, limit=self.share_of_days)

    def of(self, dimension: Dimension) -> Terms:
        """Return the terms as they hold for the total or one value of a dimension."""
        own = [each for each in self.own if [each.value] == [value for _, value in dimension]]
        if not own:
            return self
        return replace(self, target=own[0].target, bands=own[0].bands)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ramp:
    """Easier targets while the partner learns: one for each month after go-live (`since`).

    The first is that of the first full month.  A miss has no band meanwhile, unless the bands
    shift with the target.
    """

    since: date
    targets: tuple[Target, ...]
    shifts_bands: bool = False

    @property
    def first_day(self) -> date:
        """The first day of the first full month: what lies before is not rated."""
        if self.since.day == 1:
            return self.since
        return add_months(self.since.replace(day=1), 1)

    def eased(self, terms: Terms, day: date) -> Terms:
        """Return `terms` as they hold in the ramp's month of `day`; as they are after the last.

        No day before the first is asked for.
        """
        first = self.first_day
        month = (day.year - first.year) * 12 + day.month - first.month
        if month >= len(self.targets):
            return terms
        target = self.targets[month]
        bands = Bands()
        if self.shifts_bands:
            # Bands of a share of days do not move with what is asked of a single day.
            shares = terms.share_of_days is not None
            bands = terms.bands if shares else shifted(terms.bands, terms.target, target)
        return replace(
            terms, target=target, bands=bands, minimum=None, ramp_month=month + 1, parts=()
        )
