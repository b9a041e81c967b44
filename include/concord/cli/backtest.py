"""`concord backtest`: what an agreement's draft would have made of what was delivered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from rich.markup import escape

from concord.adapters.agreement_files import load_draft
from concord.cli.backtest_json import document
from concord.cli.output import complain, console, counted, print_findings, progress, table
from concord.domain.agreement import Agreement
from concord.domain.backtest import Backtest, CreditPair, OutcomePair
from concord.domain.errors import AgreementError
from concord.domain.kpi import TOTAL
from concord.domain.notation import money, period_name, shown
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.rating_change import always
from concord.domain.service_level import Outcome
from concord.services.backtest import backtest
from concord.wiring import deployment

RAN, HAS_ERRORS, COULD_NOT_RUN = 0, 1, 2
MONTHS = 12
_OUTCOMES = ("Service level", "Period", "As agreed", "Under the draft")
_CREDITS = ("Service", "Month", "As agreed", "Under the draft", "Difference")
_NO_CREDIT = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class BacktestOptions:
    """What a person asked for; without a range it is the last twelve months that are over."""

    draft: Path
    first: str | None = None
    last: str | None = None
    always: bool = False
    as_json: bool = False


def print_backtest(options: BacktestOptions, now: datetime) -> int:
    """Print both sides; 0 ran, 1 the draft has errors, 2 it could not run."""
    installation = deployment()
    loaded = load_draft(options.draft, installation.organisation)
    draft = loaded.agreement
    if draft is None:
        print_findings(console(), loaded.findings)
        complain(f"{options.draft} has {counted(loaded.findings)}: mend it first.")
        return HAS_ERRORS
    try:
        acting = installation.agreement(draft.partner)
        first, last = _range(options, acting, now)
    except (AgreementError, ValueError) as error:
        complain(str(error))
        return COULD_NOT_RUN
    with progress(f"Replaying {draft.name}"):
        found = backtest(
            acting,
            always(draft) if options.always else draft,
            first,
            last,
            store=installation.store,
            observations=installation.observations,
            now=now,
        )
    if options.as_json:
        result = document(found, acting.version, draft.version, always=options.always)
        print(json.dumps(result, indent=2, ensure_ascii=False))  # noqa: T201 - the result
    else:
        _print(found, _later_terms(draft, last) if not options.always else ())
    return RAN


def _range(options: BacktestOptions, acting: Agreement, now: datetime) -> tuple[date, date]:
    """Return the first and last day.  Raises ValueError with the accepted spellings."""
    today = now.astimezone(acting.organisation.zone).date()
    ended = MeasurementPeriod.before(today, PeriodLength.MONTH)
    last = _period(options.last, acting) if options.last else ended
    if options.first:
        return _period(options.first, acting).start, last.end
    month = MeasurementPeriod.containing(last.end, PeriodLength.MONTH)
    for _ in range(MONTHS - 1):
        month = month.previous()
    return month.start, last.end


def _period(text: str, acting: Agreement) -> MeasurementPeriod:
    return MeasurementPeriod.parse(text, acting.year_start)


def _later_terms(draft: Agreement, last: date) -> tuple[date, ...]:
    """Return the days after the range from which the draft says something else again."""
    days = [t.since for level in draft.service_levels for t in level.terms]
    days += [r.since for regime in draft.credits for r in regime.revisions if r.since is not None]
    return tuple(sorted({day for day in days if day > last}))


def _print(found: Backtest, later: tuple[date, ...]) -> None:
    out = console()
    title = f"{found.partner}, {found.first} to {found.last}"
    totals = [pair for pair in found.outcomes if pair.dimension == TOTAL]
    changed = [pair for pair in totals if pair.differs]
    out.print(table(f"Outcomes that would differ: {title}", _OUTCOMES, map(_outcome_row, changed)))
    out.print(f"{len(changed)} of {len(totals)} outcomes would differ.\n")
    out.print(table(f"Service credits: {title}", _CREDITS, map(_credit_row, found.credits)))
    for currency, (before, after) in found.totals.items():
        out.print(
            f"In all {money(before, currency)} becomes {money(after, currency)}: "
            f"a difference of {money(after - before, currency)}."
        )
    for day in later:
        out.print(
            f"The draft has terms from {day} on, after this range: "
            "`--always` replays as if the newest had always held."
        )


def _outcome_row(pair: OutcomePair) -> tuple[str, ...]:
    return (
        escape(shown(pair.service_level)),
        period_name(pair.period),
        _verdict(pair.before),
        _verdict(pair.after),
    )


def _verdict(outcome: Outcome | None) -> str:
    if outcome is None:
        return "not there"
    words = [outcome.kind.value.replace("_", " ")]
    words += [outcome.band] if outcome.band else []
    words += ["repeated"] if outcome.repeat else []
    return ", ".join(words)


def _credit_row(pair: CreditPair) -> tuple[str, ...]:
    return (
        escape(shown(pair.service)) + (" (bonus)" if pair.is_bonus else ""),
        period_name(pair.period),
        _NO_CREDIT if pair.before is None else money(pair.before, pair.currency),
        _NO_CREDIT if pair.after is None else money(pair.after, pair.currency),
        money(pair.difference, pair.currency),
    )
