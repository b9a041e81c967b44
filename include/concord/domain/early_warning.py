"""Early warnings: service levels that head for a miss while their period is running.

One issue stands for a service level and period.  It is news when the forecast gets worse, not
with each day's figures; it ends when the forecast is good again or the period is over, and
what then is missed is an issue of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from concord.domain.agreement import Agreement
from concord.domain.figure_text import dimension_text, target_text
from concord.domain.forecast import Forecast, ForecastLabel, label_words, outlook_words
from concord.domain.issue import Issue, IssueKey, IssueKind, IssueSeverity, RaisedIssue
from concord.domain.period import MeasurementPeriod

FORECAST = "Forecast"
"""The fact that states the label: what is kept of an early warning tells its last state."""

BACK_ON_TRACK = "The forecast is back on track."
PERIOD_OVER = "The period is over: its outcome tells the rest."

_MOST_PARTS = 10
_LABELS = {label_words(label): label for label in ForecastLabel}


def early_warnings(agreement: Agreement, forecasts: Iterable[Forecast]) -> Iterator[RaisedIssue]:
    """Yield one issue for each service level and running period that heads for a miss.

    A period that heads for less than its minimum volume will not be rated, and warns nobody,
    nor does one before its first data.
    """
    warned: dict[IssueKey, list[Forecast]] = defaultdict(list)
    for forecast in forecasts:
        bad = forecast.label is not ForecastLabel.ON_TRACK and forecast.value is not None
        if bad and not forecast.lacks_volume and agreement.has_effects(forecast.period):
            warned[_key(agreement, forecast)].append(forecast)
    for key, found in warned.items():
        yield _warning(agreement, key, found)


def _key(agreement: Agreement, forecast: Forecast) -> IssueKey:
    return IssueKey(
        partner=agreement.partner,
        service=forecast.service,
        kind=IssueKind.EARLY_WARNING,
        subject=forecast.service_level,
        period=str(forecast.period),
    )


def _warning(agreement: Agreement, key: IssueKey, found: list[Forecast]) -> RaisedIssue:
    found.sort(key=lambda f: (-f.label.rank, f.dimension))
    worst, more = found[0], len(found) - _MOST_PARTS
    label, kpi = label_words(worst.label), agreement.kpi(worst.kpi)
    return RaisedIssue(
        key=key,
        severity=IssueSeverity.MINOR,
        headline=f"{agreement.name}: {kpi.name} in {key.period} is {label}",
        facts=(
            ("Service level", key.subject),
            ("Period", key.period),
            ("Agreed", target_text(worst.target, worst.unit)),
            (FORECAST, label),
            *((dimension_text(f.dimension), outlook_words(f)) for f in found[:_MOST_PARTS]),
            *((("Others", f"{more:,} more at risk or out of reach"),) if more > 0 else ()),
        ),
    )


def is_news(raised: RaisedIssue, known: Issue) -> bool:
    """Say whether facts say more than those that are kept.

    Of an early warning that is a worse label, or a better one while it waits for an answer.
    """
    if raised.key.kind is not IssueKind.EARLY_WARNING:
        return raised.facts != known.facts
    now, before = _rank(raised), _rank(known)
    return now > before or (now < before and not known.state.is_final)


def _rank(issue: RaisedIssue | Issue) -> int:
    return _LABELS[dict(issue.facts)[FORECAST]].rank


def why_it_ended(
    key: IssueKey, agreement: Agreement, forecasts: Iterable[Forecast], today: date
) -> str | None:
    """Return why an early warning that is not raised any more ended; None if nobody can tell.

    While its period is running, a forecast must say that it is on track.
    """
    if MeasurementPeriod.parse(key.period, agreement.year_start).end < today:
        return PERIOD_OVER
    told = (_key(agreement, forecast) == key for forecast in forecasts)
    return BACK_ON_TRACK if any(told) else None
