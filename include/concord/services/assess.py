"""Assess what a partner delivered: values, outcomes and credits, period by period."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.charges import ChargeBook
from concord.domain.delivery_figures import delivery_inputs
from concord.domain.delivery_record import DeliveryRecord, delivery_records
from concord.domain.held_terms import HeldTerms, VersionOf, held_terms
from concord.domain.measurement_plan import inputs_of, planned_periods
from concord.domain.period import MeasurementPeriod, RollingMonths
from concord.domain.silence import Silence
from concord.domain.submission import Submission
from concord.domain.valued_periods import valued_periods
from concord.ports import Observations, ReadVersion, Store, Transaction
from concord.services.count_charges import charge_book
from concord.services.measure import Figures, measure
from concord.services.post_ledger import post_ledger


def assess(
    agreement: Agreement,
    *,
    store: Store,
    observations: Observations,
    now: datetime,
    periods: Sequence[MeasurementPeriod] | None = None,
    read: ReadVersion = lambda _: None,
) -> tuple[MeasurementPeriod, ...]:
    """Bring a partner's assessments up to date; return the periods whose figures changed.

    `periods` are those of the deliveries that changed, of any length; None stands for all.
    Periods whose inputs are as they were are not measured again, but defaults by number,
    repeat status, points and credits are worked out over all: a restatement reaches every
    period that depends on it.  A period that was reported is computed under the version it
    names, whose text `read` reads, while the effects of a later one are held.  What credits
    came to is posted to the ledger in the same transaction.
    """
    while True:
        with store.transaction() as tx:
            submissions = tx.submissions.of_partner(agreement.partner)
            known = tx.assessments.of_partner(agreement.partner)
            held = held_of_partner(tx, agreement.partner, known, read)
            collected = tx.drives.collected(agreement.partner)
        work = _Work(
            submissions=submissions,
            observations=observations,
            now=now,
            touched=periods,
            collected=collected,
        )
        assessed = _assessed(work, agreement, {a.period: a for a in known}, held)
        with store.transaction() as tx:
            # A file that came meanwhile must not be overwritten by figures without it.
            if tx.submissions.of_partner(agreement.partner) == submissions:
                changed = tuple(a for a in assessed if tx.assessments.save(a))
                post_ledger(tx, agreement, submissions, known, changed, now)
                return tuple(a.period for a in changed)


def held_of_partner(
    tx: Transaction, partner: str, known: Sequence[Assessment], read: ReadVersion
) -> HeldTerms:
    """Return the periods of a partner whose figures are held, as they are on record."""
    events = tx.agreement_versions.events(partner)
    reported = tx.reports.periods(partner)
    return held_terms(events, reported, known, version_finder(tx, partner, read))


def version_finder(tx: Transaction, partner: str, read: ReadVersion) -> VersionOf:
    """Return a way to a partner's kept agreements by their hashes, each read once."""
    found: dict[str, Agreement | None] = {}

    def find(version: str) -> Agreement | None:
        if version not in found:
            kept = tx.agreement_versions.get(partner, version)
            found[version] = None if kept is None else read(kept)
        return found[version]

    return find


def assessed_under(
    agreement: Agreement,
    submissions: tuple[Submission, ...],
    observations: Observations,
    now: datetime,
) -> tuple[Assessment, ...]:
    """Return what every period would come to under an agreement; nothing is kept."""
    work = _Work(submissions=submissions, observations=observations, now=now, touched=None)
    book = _book(work, agreement)
    return tuple(valued_periods(agreement, _drafts(work, agreement, book, {}, {}), book))


def assessed_with(
    agreement: Agreement,
    submissions: tuple[Submission, ...],
    periods: Sequence[MeasurementPeriod],
    known: Sequence[Assessment],
    held: HeldTerms,
    *,
    observations: Observations,
    now: datetime,
) -> tuple[Assessment, ...]:
    """Return what would change if these were the submissions, other ones for `periods`.

    Nothing is kept.
    """
    work = _Work(submissions=submissions, observations=observations, now=now, touched=periods)
    return _assessed(work, agreement, {a.period: a for a in known}, held)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """What is assessed from; `touched` are the periods whose deliveries changed.

    `collected` says when each drive was last looked at, None where the files lie at hand.
    """

    submissions: tuple[Submission, ...]
    observations: Observations
    now: datetime
    touched: Sequence[MeasurementPeriod] | None
    collected: Mapping[str, datetime] | None = None


def _assessed(
    work: _Work,
    agreement: Agreement,
    known: Mapping[MeasurementPeriod, Assessment],
    held: HeldTerms,
) -> tuple[Assessment, ...]:
    """Return the assessments that differ from the known ones, by period."""
    kept = _held_back(work, known, held)
    book = _book(work, agreement)
    drafts = [*_drafts(work, agreement, book, known, held), *kept.values()]
    found = {a.period: a for a in valued_periods(agreement, drafts, book)} | kept
    return tuple(found[p] for p in sorted(found) if found[p] != known.get(p))


def _held_back(
    work: _Work, known: Mapping[MeasurementPeriod, Assessment], held: HeldTerms
) -> dict[MeasurementPeriod, Assessment]:
    """Return the held periods, each as if its version acted on everything."""
    found: dict[MeasurementPeriod, Assessment] = {}
    for terms in {terms.version: terms for terms in held.values()}.values():
        book = _book(work, terms)
        for assessment in valued_periods(terms, _drafts(work, terms, book, known, {}), book):
            wanted = held.get(assessment.period)
            if wanted is not None and wanted.version == terms.version:
                found[assessment.period] = assessment
    return found


def _book(work: _Work, agreement: Agreement) -> ChargeBook:
    return charge_book(agreement, work.submissions, work.observations, work.now)


def _drafts(
    work: _Work,
    agreement: Agreement,
    book: ChargeBook,
    known: Mapping[MeasurementPeriod, Assessment],
    without: Container[MeasurementPeriod],
) -> list[Assessment]:
    """Return values and outcomes of every period under one agreement, except some."""
    everything = planned_periods(agreement, work.submissions, work.now)
    plan = {period: everything[period] for period in everything if period not in without}
    records = _records(work, agreement)
    silence = Silence(agreement=agreement, now=work.now, collected=work.collected)
    counted = {
        period: (
            *delivery_inputs(agreement, period, records, work.now),
            *book.inputs(period),
            *silence.inputs(period),
        )
        for period in plan
    }
    inputs = inputs_of(plan, work.submissions, agreement, work.now, counted)
    stale = {
        period: sources
        for period, sources in plan.items()
        if _is_stale(
            known.get(period), inputs[period], agreement, touched=_touches(period, work.touched)
        )
    }
    figures = measure(
        *(agreement, work.submissions, stale, work.observations, work.now),
        records,
        work.collected,
    )
    return [
        _draft(agreement, period, inputs[period], figures) if period in stale else known[period]
        for period in plan
    ]


def _records(work: _Work, agreement: Agreement) -> tuple[DeliveryRecord, ...]:
    """Return the deliveries, where any KPI counts them."""
    if all(kpi.rate is None for kpi in agreement.kpis):
        return ()
    return delivery_records(agreement, work.submissions, work.collected, work.now)


def _touches(period: MeasurementPeriod, periods: Sequence[MeasurementPeriod] | None) -> bool:
    """Say whether deliveries for `periods` may change a period's figures.

    What comes for earlier ones can begin the deliveries that a rolling one must lie within.
    """
    first = date.min if isinstance(period.length, RollingMonths) else period.start
    return periods is None or any(p.start <= period.end and first <= p.end for p in periods)


def _is_stale(
    known: Assessment | None, inputs: str, agreement: Agreement, *, touched: bool
) -> bool:
    """Say whether a period must be measured; one agreement version must stand behind all."""
    if known is None or known.agreement != agreement.version:
        return True
    return touched and known.inputs != inputs


def _draft(
    agreement: Agreement, period: MeasurementPeriod, inputs: str, figures: Figures
) -> Assessment:
    return Assessment(
        partner=agreement.partner,
        period=period,
        inputs=inputs,
        agreement=agreement.version,
        measurements=figures.measurements(period),
        outcomes=figures.outcomes(period),
    )
