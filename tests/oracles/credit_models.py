"""What credits come to, worked out a second time from the contracts' words, with fractions only.

Nothing here knows how the domain does it: months are numbers, figures are fractions, and each
rule is written as a clause reads.  A month's figure is None where the level was not rated.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

F = Fraction
ZERO = Fraction(0)
Series = Sequence[Fraction | None]
"""The percentages of one service level, month by month; higher is better."""


@dataclass(frozen=True, kw_only=True)
class Level:
    """A target, and the bands of a miss: names with lower edges, mildest first."""

    target: Fraction
    bands: Sequence[tuple[str, Fraction]] = ()
    beyond: str = ""

    def misses(self, value: Fraction | None) -> bool:
        return value is not None and value < self.target

    def band(self, value: Fraction) -> str:
        return next((name for name, edge in self.bands if value >= edge), self.beyond)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What every regime may say: caps in percent, a minimum, and the currency's decimals."""

    month_cap: Fraction | None = None
    year_cap: Fraction | None = None
    minimum: Fraction = ZERO
    places: int = 2


def cent(amount: Fraction, places: int = 2) -> Fraction:
    """Round half up, to the unit of a currency with so many decimals."""
    return F(floor(amount * 10**places + F(1, 2)), 10**places)


def points(level: Level, series: Series, worth: Mapping[str, Fraction], again: Fraction) -> Series:
    """Return each month's points: those of the band, times `again` after a miss."""
    found: list[Fraction | None] = []
    failed_before = False
    for value in series:
        if value is None:
            found.append(None)
            continue
        misses = level.misses(value)
        earned = worth.get(level.band(value), F(0)) if misses else F(0)
        found.append(earned * again if misses and failed_before else earned)
        failed_before = misses
    return found


def by_points(
    levels: Mapping[str, tuple[Level, Series]],
    worth: Mapping[str, Fraction],
    again: Fraction,
    percent: Fraction,
    charges: Sequence[Fraction],
) -> Sequence[Fraction]:
    """Return what each month owes before caps: all points, at a percentage of charges each."""
    total = summed([points(level, series, worth, again) for level, series in levels.values()])
    return [sum_ * percent / 100 * due for sum_, due in zip(total, charges, strict=True)]


def summed(series: Sequence[Series]) -> Sequence[Fraction]:
    """Return the sums by months of what is there."""
    return [sum((v for v in month if v is not None), F(0)) for month in zip(*series, strict=True)]


@dataclass(frozen=True, kw_only=True)
class Category:
    """A category of a pool: its share, and what each level takes of it, in percent."""

    share: Fraction
    takes: Mapping[str, Fraction] = field(default_factory=dict)


def by_pool(
    levels: Mapping[str, tuple[Level, Series]],
    at_risk: Fraction,
    categories: Sequence[Category],
    charges: Sequence[Fraction],
) -> Sequence[Fraction]:
    """Return what each month owes: never more than what is at risk."""
    due = []
    for month, cost in enumerate(charges):
        risk = at_risk / 100 * cost
        taken = F(0)
        for category in categories:
            for name, allocation in category.takes.items():
                level, series = levels[name]
                if level.misses(series[month]):
                    taken += category.share / 100 * allocation / 100 * risk
        due.append(min(taken, risk))
    return due


def by_shortfall(
    level: Level,
    series: Series,
    rate: Fraction,
    step: Fraction | None,
    charges: Sequence[Fraction],
) -> Sequence[Fraction]:
    """Return what each month owes: a percentage of charges for each unit or full step short."""
    due = []
    for value, cost in zip(series, charges, strict=True):
        short = level.target - value if value is not None and level.misses(value) else F(0)
        counted = short if step is None else F(floor(short / step))
        due.append(counted * rate / 100 * cost)
    return due


def by_tiers(
    series: Series, tiers: Sequence[tuple[Fraction, Fraction]], charges: Sequence[Fraction]
) -> Sequence[Fraction]:
    """Return what each month owes: the percentage of the worst tier that the value is below."""
    due = []
    for value, cost in zip(series, charges, strict=True):
        past = [percent for edge, percent in tiers if value is not None and value < edge]
        due.append((past[-1] if past else F(0)) / 100 * cost)
    return due


def by_amount(
    level: Level, series: Series, amount: Fraction, every: Fraction | None
) -> Sequence[Fraction]:
    """Return what each month owes: an amount a miss, or for each step short that is begun."""
    due = []
    for value in series:
        if value is None or not level.misses(value):
            due.append(F(0))
        else:
            due.append(amount * (1 if every is None else ceil((level.target - value) / every)))
    return due


def by_table(
    levels: Mapping[str, tuple[Level, Series]],
    worth: Mapping[str, Fraction],
    again: Fraction,
    table: Sequence[tuple[Fraction, Fraction]],
    over: int,
    charges: Sequence[Fraction],
) -> Sequence[Fraction]:
    """Return what each month owes: the average of its points over some months, by a table.

    The percentages are of the next month's charges; a month without any rating owes nothing,
    and does not count in an average.
    """
    found = [points(level, series, worth, again) for level, series in levels.values()]
    sums = [
        None if all(one is None for one in month) else sum((v or F(0) for v in month), F(0))
        for month in zip(*found, strict=True)
    ]
    due = []
    for month, own in enumerate(sums):
        recent = [s for s in sums[max(month - over + 1, 0) : month + 1] if s is not None]
        average = sum(recent, F(0)) / len(recent) if recent else F(0)
        reached = [percent for start, percent in table if average >= start]
        cost = charges[month + 1] if month + 1 < len(charges) else F(0)
        due.append((reached[-1] if reached and own is not None else F(0)) / 100 * cost)
    return due


def issued(
    due: Sequence[Fraction], charges: Sequence[Fraction], terms: Terms, year: Sequence[int]
) -> Sequence[Fraction]:
    """Return what is issued: month cap, year cap, minimum, and rounding, in this order.

    `year` numbers the year of each month; the months of a year are all there.
    """
    given: dict[int, Fraction] = {}
    result = []
    for month, amount in enumerate(due):
        left = amount
        if terms.month_cap is not None:
            left = min(left, terms.month_cap / 100 * charges[month])
        if terms.year_cap is not None:
            whole = sum((c for c, y in zip(charges, year, strict=True) if y == year[month]), F(0))
            left = min(
                left, max(terms.year_cap / 100 * whole - given.get(year[month], F(0)), F(0))
            )
        left = cent(left, terms.places) if left >= terms.minimum else F(0)
        given[year[month]] = given.get(year[month], F(0)) + left
        result.append(left)
    return result


def left_after_earn_back(level: Level, series: Series, issued_: Series, met: int) -> Fraction:
    """Return what stays of the credits of one level's misses, each its month's whole credit.

    A credit is cancelled once so many rated months after its miss were met, and never once one
    of them was missed; months without a rating neither count nor end it.
    """
    left = F(0)
    for month, amount in enumerate(issued_):
        later = [level.misses(value) for value in series[month + 1 :] if value is not None]
        cancelled = len(later) >= met and not any(later[:met])
        left += F(0) if cancelled or amount is None else amount
    return left
