"""`concord try` for people: the same as its JSON, as tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from concord.adapters.agreement_files import LoadedAgreement
from concord.cli.forecast_text import forecast_table
from concord.cli.outcome_text import basis_table
from concord.cli.output import counted, print_findings, table
from concord.domain.agreement import Agreement
from concord.domain.finding import quoted, visible
from concord.domain.kpi import Dimension, as_text
from concord.domain.notation import money
from concord.domain.people import Person
from concord.domain.quantity import Direction, Target
from concord.domain.service_level import Outcome
from concord.domain.submission import Submission
from concord.services.try_agreement import Trial

_SHOWN_DIGITS = 4
_MOST_WORDS = 2_000


def print_trial(out: Console, loaded: LoadedAgreement, at: datetime, trial: Trial) -> None:
    """Print what the chain found, and what it would do."""
    print_findings(out, loaded.findings)
    out.print(f"Agreement: {counted(loaded.findings)}. As of {at:%d %b %Y %H:%M %Z}.")
    for drawn in _tables(loaded.agreement, trial):
        if drawn.row_count:
            out.print()
            out.print(drawn)
    for name in trial.collected.unmatched:
        out.print(f"[yellow]No source asks for[/] {escape(quoted(name))}")
    for failure in trial.collected.failures:
        out.print(f"[red]Not collected:[/] {escape(failure)}")


def _tables(agreement: Agreement | None, trial: Trial) -> Iterator[Table]:
    yield _deliveries(trial)
    yield _findings(trial)
    yield _outcomes(trial)
    yield basis_table(agreement, trial)
    yield forecast_table(trial.forecasts)
    yield _credits(trial)
    yield _unknown_charges(trial)
    yield _issues(trial)
    yield _reminders(trial)
    yield _messages(trial)


def _deliveries(trial: Trial) -> Table:
    rows = [_delivery(submission) for submission in trial.submissions]
    rows.extend(
        (m.source, str(m.period), "nothing came", "missing", "", f"{m.due:%d %b %Y %H:%M}")
        for m in trial.missing
    )
    header = ("source", "period", "file", "verdict", "rows", "due")
    return table("Submissions", header, sorted(rows))


def _delivery(submission: Submission) -> tuple[str, ...]:
    due = "" if submission.due is None else f"{submission.due:%d %b %Y %H:%M}"
    return (
        submission.source,
        str(submission.period or "?"),
        visible(submission.file, limit=60),
        submission.verdict,
        f"{submission.rows_accepted:,} of {submission.rows_read:,}",
        f"{due} (late)" if submission.is_late else due,
    )


def _findings(trial: Trial) -> Table:
    rows = [
        (visible(s.file, limit=60), f.severity, f.where, f.rule, f.message)
        for s in trial.submissions
        for f in s.findings
    ]
    return table("Findings in files", ("file", "", "where", "rule", "what it means"), rows)


def _outcomes(trial: Trial) -> Table:
    found = [outcome for a in trial.assessments for outcome in a.outcomes]
    found.sort(key=lambda o: (o.service_level, o.period, o.dimension))
    header = ("service level", "period", "for", "value", "target", "outcome", "points")
    return table("Outcomes", header, [_outcome(outcome) for outcome in found])


def _outcome(outcome: Outcome) -> tuple[str, ...]:
    verdict = f"{outcome.kind} ({outcome.band})" if outcome.band else str(outcome.kind)
    return (
        outcome.service_level,
        str(outcome.period),
        _words(outcome.dimension),
        _short(outcome.compared_value),
        "" if outcome.target is None else _target(outcome.target),
        f"{verdict}, repeated" if outcome.repeat else verdict,
        as_text(outcome.points) or "",
    )


def _words(dimension: Dimension) -> str:
    return ", ".join(f"{name} {value}" for name, value in dimension) or "total"


def _target(target: Target) -> str:
    if target.direction is Direction.WITHIN:
        return f"within {as_text(target.limit)} to {as_text(target.top)}"
    words = "at least" if target.direction is Direction.AT_LEAST else "at most"
    return f"{words} {as_text(target.limit)}"


def _short(value: Fraction | None) -> str:
    return "no data" if value is None else f"{float(value):.{_SHOWN_DIGITS}f}"


def _credits(trial: Trial) -> Table:
    rows = [
        (
            *(c.service, c.regime, str(c.period), money(c.amount, c.currency)),
            *(as_text(c.points) or "", visible("; ".join(map(str, c.lines)), limit=_MOST_WORDS)),
        )
        for a in trial.assessments
        for c in a.credits
    ]
    header = ("service", "regime", "period", "amount", "points", "why")
    return table("Service credits", header, rows)


def _unknown_charges(trial: Trial) -> Table:
    rows = [(str(a.period), str(c)) for a in trial.assessments for c in a.unknown_charges]
    return table("Credits that cannot be stated", ("period", "because"), rows)


def _issues(trial: Trial) -> Table:
    rows = [
        (str(a.issue.key), a.issue.severity, str(a.level), _people(a.people)) for a in trial.issues
    ]
    return table("Issues", ("issue", "severity", "level", "who is asked"), rows)


def _reminders(trial: Trial) -> Table:
    rows = [
        (
            r.reminder.obligation.kind,
            r.reminder.obligation.subject,
            f"{r.reminder.obligation.latest_date}",
            f"{r.reminder.obligation.act_by}",
            r.reminder.rung,
            _people(r.people),
        )
        for r in trial.reminders
    ]
    header = ("reminder", "of", "latest", "act by", "rung", "to")
    return table("Reminders", header, rows)


def _people(people: tuple[Person, ...]) -> str:
    return ", ".join(person.id for person in people) or "nobody"


def _messages(trial: Trial) -> Table:
    rows = [
        (e.mail.kind, ", ".join(e.mail.to), e.mail.subject, ", ".join(e.mail.attachments))
        for e in trial.messages
    ]
    return table("Mails it would send", ("kind", "to", "subject", "attached"), rows)
