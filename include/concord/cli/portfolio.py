"""`concord portfolio`: all partners side by side, best first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from concord.cli.output import complain, console, table
from concord.cli.portfolio_json import document
from concord.domain.conversion import Conversion
from concord.domain.notation import NO_FIGURE, counted, day, money, number, short_period, shown
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.portfolio import Months, Portfolio, PortfolioRow
from concord.domain.score_over_time import months_of_span
from concord.wiring import deployment

RAN, COULD_NOT_RUN = 0, 2
LONGEST = 60
_COLUMNS = ("Partner", "Score", "Course", "Missed", "Service credits", "Open issues")
_RANKED = ("Rank", *_COLUMNS)
_BESIDE = (*_COLUMNS, "Why not ranked")


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioOptions:
    """What a person asked for: one period, or else the last months that are over."""

    period: str | None
    last: int
    as_json: bool


def print_portfolio(options: PortfolioOptions, now: datetime) -> int:
    """Print the portfolio; 2 when what was asked for is no range of months."""
    installation = deployment()
    today = now.astimezone(installation.organisation.zone).date()
    try:
        months = _months(options, today)
    except ValueError as error:
        complain(str(error))
        return COULD_NOT_RUN
    found = installation.portfolio(months)
    if options.as_json:
        result = document(found, installation.organisation.conversion)
        print(json.dumps(result, indent=2, ensure_ascii=False))  # noqa: T201 - the result
    else:
        _print(found, installation.organisation.conversion)
    for name in installation.unusable:
        complain(f"{name} has errors: see `concord check`.")
    return RAN


def _months(options: PortfolioOptions, today: date) -> Months:
    """Return the months asked for, in order.  Raises ValueError when there is none."""
    if options.period is None:
        return _last_months(options.last, today)
    months = months_of_span(MeasurementPeriod.parse(options.period))
    if not 0 < len(months) <= LONGEST:
        message = f"{options.period!r} holds no whole month; write 2026-10, 2026-Q4 or 2026"
        raise ValueError(message)
    return months


def _last_months(count: int, today: date) -> Months:
    months = [MeasurementPeriod.before(today, PeriodLength.MONTH)]
    while len(months) < count:
        months.insert(0, months[0].previous())
    return tuple(months)


def _print(found: Portfolio, conversion: Conversion | None) -> None:
    out = console()
    title = f"Partners, {_span(found.months)}"
    rows = [(str(row.rank), *_figures(row, conversion)) for row in found.ranked]
    out.print(table(title, _RANKED, rows))
    if found.compared:
        out.print(f"Ranked over {_listed(found.compared)}: by the mean score of these months.")
    if found.beside:
        beside = [(*_figures(row, conversion), _reason(row)) for row in found.beside]
        out.print(table("Not ranked", _BESIDE, beside))
    if conversion is not None:
        out.print(_rates(conversion), markup=False)


def _rates(conversion: Conversion) -> str:
    told = ", ".join(
        f"{each.currency} 1 = {conversion.to} {each.rate} ({shown(each.source)}, {day(each.day)})"
        for each in conversion.rates
    )
    return f"Amounts in {conversion.to} are for comparison alone: {told or 'no rates are known'}."


def _span(months: Months) -> str:
    first, last = short_period(months[0]), short_period(months[-1])
    return first if first == last else f"{first} to {last}"


def _listed(months: Sequence[MeasurementPeriod]) -> str:
    return ", ".join(map(short_period, months))


def _figures(row: PortfolioRow, conversion: Conversion | None) -> tuple[str, ...]:
    figures = row.figures
    score = NO_FIGURE if row.score.value is None else number(row.score.value, 1)
    owed = [money(amount, currency) for currency, amount in figures.credits if amount]
    return (
        shown(figures.name) if figures.live else f"{shown(figures.name)} (in shadow)",
        score,
        figures.scores.course or NO_FIGURE,
        f"{figures.missed} of {figures.rated}",
        f"{', '.join(owed) or 'none'}{_converted(row, conversion)}",
        str(figures.open_issues),
    )


def _converted(row: PortfolioRow, conversion: Conversion | None) -> str:
    """Return the credits in the one currency, where they are in another."""
    owed = [pair for pair in row.figures.credits if pair[1]]
    if conversion is None or all(currency == conversion.to for currency, _ in owed):
        return ""
    total = conversion.total(owed)
    return (
        f" (no rate to {conversion.to})"
        if total is None
        else f" (~ {money(total, conversion.to)})"
    )


def _reason(row: PortfolioRow) -> str:
    if row.score.value is None:
        return "no score in these months"
    return f"no score in {counted(len(row.lacking), 'month')}: {_listed(row.lacking)}"
