"""Count what services cost: from their terms, and from the rows that charges are counted of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from fractions import Fraction

from concord.domain.agreement import Agreement
from concord.domain.charges import ChargeBook, CountedCharges, CountedMonth
from concord.domain.kpi import TOTAL, Kpi, Measurement
from concord.domain.measurement_plan import is_over
from concord.domain.period import MeasurementPeriod, PeriodLength, period_range
from concord.domain.service import Service
from concord.domain.submission import Submission
from concord.ports import Observations
from concord.services.record_submission import observation_file


def charge_book(
    agreement: Agreement,
    submissions: Sequence[Submission],
    observations: Observations,
    now: datetime,
) -> ChargeBook:
    """Return what every service costs; rows count once their month is over."""
    counted = {
        (service.id, month): found
        for service in agreement.services
        if service.charges.counted is not None
        for month, found in _counted(
            agreement, service, service.charges.counted, submissions, observations, now
        )
    }
    terms = {service.id: agreement.charge_terms(service) for service in agreement.services}
    return ChargeBook(terms=terms, counted=counted)


def _counted(
    agreement: Agreement,
    service: Service,
    charges: CountedCharges,
    submissions: Sequence[Submission],
    observations: Observations,
    now: datetime,
) -> Iterator[tuple[MeasurementPeriod, CountedMonth]]:
    """Yield the months that are over and have rows, with what these come to."""
    source = agreement.source(charges.source)
    own = (observation_file(s) for s in submissions if s.source == source.id)
    files = tuple(file for file in own if file is not None)
    months = [m for m in _months(f.period for f in files) if is_over(m, source.zone, now)]
    if not months:
        return
    kpi = _as_kpi(service, charges)
    found = observations.measure(kpi, source, files, months)
    others = _other_currencies(found, service.currency)
    for measured in found:
        if measured.dimension == TOTAL:
            yield (
                measured.period,
                CountedMonth(
                    sum=measured.numerator or Fraction(0),
                    submissions=measured.submissions,
                    other_currencies=others.get(measured.period, ()),
                ),
            )


def _as_kpi(service: Service, charges: CountedCharges) -> Kpi:
    return Kpi(
        id=f"charges of {service.id}",
        name=service.name,
        service=service.id,
        source=charges.source,
        unit=service.currency or "",
        numerator=charges.expression,
        by=() if charges.currency is None else ((charges.currency,),),
    )


def _months(periods: Iterable[MeasurementPeriod]) -> tuple[MeasurementPeriod, ...]:
    """Return every month from the first of the periods to the last."""
    known = tuple(periods)
    if not known:
        return ()
    first, last = min(p.start for p in known), max(p.end for p in known)
    month = PeriodLength.MONTH
    return period_range(
        MeasurementPeriod.containing(first, month), MeasurementPeriod.containing(last, month)
    )


def _other_currencies(
    found: Iterable[Measurement], agreed: str | None
) -> Mapping[MeasurementPeriod, tuple[str, ...]]:
    """Return by months the currencies of rows that are not in the service's."""
    others: dict[MeasurementPeriod, tuple[str, ...]] = {}
    for measured in found:
        for _, written in measured.dimension:
            if written.strip().upper() != agreed:
                others[measured.period] = (*others.get(measured.period, ()), written)
    return others
