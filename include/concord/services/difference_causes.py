"""Why a figure kept by hand may differ from ours: known causes, each tried on the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, time, timedelta
from fractions import Fraction
from itertools import islice
from zoneinfo import ZoneInfo

from concord.domain.errors import FigureError
from concord.domain.evidence import Recount
from concord.domain.figure_text import dimension_text
from concord.domain.kpi import Measurement
from concord.domain.kpi_variants import other_variants
from concord.domain.notation import counted, named, period_name, shown
from concord.domain.notation import moment as moment_words
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.quantity import PERCENT, SECONDS
from concord.domain.service_level import Rounding, RoundingMode
from concord.domain.source import ColumnType
from concord.services.difference import Difference
from concord.services.record_submission import observation_file

_MOST_CAUSES = 3
_SCALES = {
    PERCENT: ((100, "written as a share of 1, not in percent"),),
    SECONDS: ((60, "written in minutes, not in seconds"), (3600, "written in hours")),
}
_DAILY = "the mean of the daily figures, not the ratio of the sums"
_UTC = ZoneInfo("UTC")


def causes_of(difference: Difference) -> tuple[str, ...]:
    """Return the known causes that give exactly their figure, the likeliest first, in words."""
    return tuple(islice(_fitting(difference), _MOST_CAUSES))


def _fitting(difference: Difference) -> Iterator[str]:
    for tried in _CAUSES:
        try:
            yield from tried(difference)
        except FigureError:
            continue  # what cannot be computed is not why they differ


def _scale(difference: Difference) -> Iterator[str]:
    for factor, words in _SCALES.get(difference.ours.unit, ()):
        if difference.fits(difference.value / factor):
            yield words


def _rounding(difference: Difference) -> Iterator[str]:
    places, theirs = difference.hand.written.places, difference.hand.written.value
    for mode in (RoundingMode.TRUNCATE, RoundingMode.HALF_EVEN):
        if Rounding(places=places, mode=mode).apply(difference.value) == theirs:
            decimals = counted(places, "decimal")
            how = "cut off" if mode is RoundingMode.TRUNCATE else "rounded half to even"
            yield f"{how} after {decimals}, where ours is rounded half up"


def _variants(difference: Difference) -> Iterator[str]:
    for other in other_variants(difference.kpi, difference.source):
        found = difference.measured(other.kpi, [difference.ours.period])
        if any(difference.fits(m.value) for m in found):
            yield f"computed as the variant {other.variant.word}: {other.variant.meaning}"


def _means(difference: Difference) -> Iterator[str]:
    if difference.kpi.value is not None:
        return
    for words, values in _ratios(difference):
        if not values:
            continue
        total = sum(values, Fraction(0))
        if difference.fits(total / len(values)):
            yield words
        with_total = (total + difference.value) / (len(values) + 1)
        if difference.source.totals_rows and difference.fits(with_total):
            yield f"{words}, with the totals row among them"


def _ratios(difference: Difference) -> Iterator[tuple[str, list[Fraction]]]:
    kpi, period = difference.kpi, difference.ours.period
    if difference.source.day_column is not None:
        days = [MeasurementPeriod.containing(day, PeriodLength.DAY) for day in period.days()]
        yield _DAILY, _values(difference.measured(kpi, days))
    months = list(
        dict.fromkeys(
            MeasurementPeriod.containing(day, PeriodLength.MONTH) for day in period.days()
        )
    )
    if len(months) > 1:
        words = "the mean of the monthly figures, not the ratio of the sums"
        yield words, _values(difference.measured(kpi, months))
    for names in _splits(difference):
        found = difference.measured(kpi, [period], *names)
        words = f"the mean of the figures of each {_joined(names)}, not the ratio of the sums"
        yield words, _values(found)


def _splits(difference: Difference) -> tuple[tuple[str, ...], ...]:
    """Return what the figure may have been split by: its dimensions, and its rows by their key."""
    own = {name for name, _ in difference.ours.dimension}
    single = [group for group in difference.kpi.by if own.isdisjoint(group)]
    rows = tuple(name for name in difference.source.key if name not in own)
    return tuple(dict.fromkeys((*single, *((rows,) if rows else ()))))


def _joined(names: Sequence[str]) -> str:
    return " and ".join(map(named, names))


def _values(measurements: Sequence[Measurement]) -> list[Fraction]:
    return [m.value for m in measurements if m.value is not None]


def _totals_row(difference: Difference) -> Iterator[str]:
    is_sum = difference.kpi.value is not None
    if is_sum and difference.source.totals_rows and difference.fits(2 * difference.value):
        yield "the totals row is counted with the rows"


def _left_out(difference: Difference) -> Iterator[str]:
    if difference.fits(_recounted(difference, Recount(with_invalid=True))):
        source, period = difference.source, difference.ours.period
        rows = difference.evidence.rows(
            source, (), difference.files, period, difference.ours.dimension
        )
        count = sum(not row.counted for row in rows)
        yield f"{counted(count, 'row')} that we left out for wrong cells counted in"


def _restated(difference: Difference) -> Iterator[str]:
    """Try the files as they stood before each later one arrived, the newest state first."""
    period = difference.ours.period
    delivered = [
        s for s in difference.delivered if s.period is not None and s.period.overlaps(period)
    ]
    for number in range(len(delivered) - 1, 0, -1):
        earlier = [f for s in delivered[:number] if (f := observation_file(s)) is not None]
        value = difference.evidence.recount(
            difference.kpi,
            difference.source,
            earlier,
            period,
            difference.ours.dimension,
            Recount(),
        )
        if difference.fits(value):
            newer = delivered[number]
            at = moment_words(newer.arrived, difference.agreement.zone.key)
            yield f"as it stood before {shown(newer.file)} arrived on {at}"


def _zones(difference: Difference) -> Iterator[str]:
    source, agreement = difference.source, difference.agreement
    if source.day_column is None:
        return
    if source.column(source.day_column).type is not ColumnType.TIMESTAMP:
        return
    zones = dict.fromkeys((agreement.zone, agreement.organisation.zone, _UTC))
    noon = datetime.combine(difference.ours.period.start, time(12), source.zone)
    for zone in zones:
        shift = _offset(noon.astimezone(zone)) - _offset(noon)
        if shift and difference.fits(_recounted(difference, Recount(shift=shift))):
            yield f"days cut at midnight in {zone.key}, not in {source.zone.key}"


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta(0)


def _recounted(difference: Difference, recount: Recount) -> Fraction | None:
    if difference.kpi.snapshot:
        return None
    ours = difference.ours
    return difference.evidence.recount(
        difference.kpi,
        difference.source,
        difference.files,
        ours.period,
        ours.dimension,
        recount,
    )


def _mistaken(difference: Difference) -> Iterator[str]:
    """Try our figures of the neighbouring periods, and of the other parts of this one."""
    ours = difference.ours
    near = {ours.period.previous(), ours.period.next()}
    for other in difference.others:
        if other.kpi != ours.kpi or not difference.fits(other.value):
            continue
        if other.dimension == ours.dimension and other.period in near:
            yield f"the figure of {period_name(other.period)}"
        elif other.period == ours.period and other.dimension != ours.dimension:
            yield f"the figure of {shown(dimension_text(other.dimension))}"


_CAUSES: tuple[Callable[[Difference], Iterator[str]], ...] = (
    _scale,
    _rounding,
    _variants,
    _means,
    _totals_row,
    _left_out,
    _restated,
    _zones,
    _mistaken,
)
