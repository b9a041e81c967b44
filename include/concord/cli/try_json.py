"""The JSON of `concord try`: a published, versioned contract (docs/reference/try.schema.json)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal

from concord.cli.forecast_json import forecast_json
from concord.cli.outcome_json import basis, target_json
from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.credit import ServiceCredit, rounded, sum_of
from concord.domain.finding import AgreementFinding, Finding
from concord.domain.kpi import Dimension, Measurement, as_text
from concord.domain.outbox import OutboxEntry
from concord.domain.service_level import Outcome
from concord.domain.submission import MissingDelivery, Restatement, Submission, Verdict
from concord.services.try_agreement import AssignedIssue, AssignedReminder, Trial

SCHEMA = "concord.try/1"

Json = dict[str, object]


def without_trial(at: datetime, findings: Iterable[AgreementFinding]) -> Json:
    """Return the document for an agreement that cannot be used: its findings and nothing else."""
    empty: list[Json] = []
    return {
        "schema": SCHEMA,
        "at": at.isoformat(),
        "agreement_findings": [_agreement_finding(finding) for finding in findings],
        "submissions": empty,
        "restatements": empty,
        "values": empty,
        "outcomes": empty,
        "credits": empty,
        "issues": empty,
        "reminders": empty,
        "messages": empty,
    }


def _agreement_finding(finding: AgreementFinding) -> Json:
    """Return a finding as the published document has it: what to do stands under `hint` too."""
    found = asdict(finding)
    advice = found.pop("advice")
    return {**found, "hint": finding.hint or advice}


def document(
    agreement: Agreement, at: datetime, findings: Iterable[AgreementFinding], trial: Trial
) -> Json:
    """Return the whole document; equal inputs give equal documents, in this order.

    Due times are written in the zone of their source.
    """
    return {
        **without_trial(at, findings),
        "submissions": _submissions(agreement, trial),
        "restatements": [_restatement(r) for r in trial.restatements],
        "values": _values(trial.assessments),
        "outcomes": _outcomes(trial),
        "credits": _credits(trial.assessments),
        "issues": [_issue(assigned) for assigned in trial.issues],
        "reminders": [_reminder(assigned) for assigned in trial.reminders],
        "messages": [
            _message(entry) for entry in sorted(trial.messages, key=lambda e: e.mail.key)
        ],
        **_unknown_charges(trial.assessments),
    }


def _unknown_charges(assessments: Iterable[Assessment]) -> Json:
    """Return the charges that credits wait for, where there are any."""
    found = [
        {
            "service": charges.service,
            "period": str(assessment.period),
            "charges_of": str(charges.month),
            "reason": charges.gap,
            "message": str(charges),
        }
        for assessment in assessments
        for charges in assessment.unknown_charges
    ]
    return {"unknown_charges": found} if found else {}


def _submissions(agreement: Agreement, trial: Trial) -> list[Json]:
    delivered = [
        (_order(s.source, s.period, s.file), _submission(agreement, s)) for s in trial.submissions
    ]
    absent = [(_order(m.source, m.period, ""), _missing(agreement, m)) for m in trial.missing]
    return [entry for _, entry in sorted((*delivered, *absent), key=lambda pair: pair[0])]


def _order(source: str, period: object, name: str) -> tuple[str, str, str]:
    return (source, "" if period is None else str(period), name)


def _submission(agreement: Agreement, submission: Submission) -> Json:
    return {
        "file": submission.file,
        "sha256": submission.sha256,
        "source": submission.source,
        "period": None if submission.period is None else str(submission.period),
        "arrived": submission.arrived.astimezone(UTC).isoformat(),
        "due": _due(agreement, submission.source, submission.due),
        "verdict": submission.verdict,
        "rows_read": submission.rows_read,
        "rows_accepted": submission.rows_accepted,
        "findings": [_finding(finding) for finding in submission.findings],
    }


def _due(agreement: Agreement, source: str, due: datetime | None) -> str | None:
    return None if due is None else due.astimezone(agreement.source(source).zone).isoformat()


def _finding(finding: Finding) -> Json:
    return asdict(finding)


def _missing(agreement: Agreement, missing: MissingDelivery) -> Json:
    return {
        "file": None,
        "source": missing.source,
        "period": str(missing.period),
        "verdict": Verdict.MISSING,
        "due": _due(agreement, missing.source, missing.due),
        "findings": [],
    }


def _restatement(restatement: Restatement) -> Json:
    return {
        "source": restatement.source,
        "period": str(restatement.period),
        "from_sha256": restatement.from_sha256,
        "to_sha256": restatement.to_sha256,
        "added": restatement.added,
        "removed": restatement.removed,
        "changed": [asdict(cell) for cell in restatement.changed],
    }


def _values(assessments: Iterable[Assessment]) -> list[Json]:
    found = (m for assessment in assessments for m in assessment.measurements)
    return [_value(m) for m in sorted(found, key=lambda m: (m.kpi, str(m.period), m.dimension))]


def _value(measurement: Measurement) -> Json:
    return {
        "kpi": measurement.kpi,
        "service": measurement.service,
        "period": str(measurement.period),
        "dimension": _dimension(measurement.dimension),
        "value": as_text(measurement.value),
        "numerator": as_text(measurement.numerator),
        "denominator": as_text(measurement.denominator),
        "unit": measurement.unit,
    }


def _outcomes(trial: Trial) -> list[Json]:
    told = {(f.service_level, f.period, f.dimension): forecast_json(f) for f in trial.forecasts}
    found = (outcome for assessment in trial.assessments for outcome in assessment.outcomes)
    ordered = sorted(found, key=lambda o: (o.service_level, str(o.period), o.dimension))
    return [
        {**_outcome(o), "forecast": told.get((o.service_level, o.period, o.dimension))}
        for o in ordered
    ]


def _outcome(outcome: Outcome) -> Json:
    target = outcome.target
    return {
        "service_level": outcome.service_level,
        "service": outcome.service,
        "period": str(outcome.period),
        "dimension": _dimension(outcome.dimension),
        "outcome": outcome.kind,
        "band": outcome.band,
        "value": as_text(outcome.value),
        "compared_value": as_text(outcome.compared_value),
        "target": None if target is None else target_json(target),
        "direction": None if target is None else target.direction,
        "volume": as_text(outcome.volume),
        "completeness": as_text(outcome.completeness),
        "points": as_text(outcome.points),
        "repeat": outcome.repeat,
        **basis(outcome),
    }


def _dimension(dimension: Dimension) -> Json:
    return dict(dimension)


def _credits(assessments: Iterable[Assessment]) -> list[Json]:
    """Return one entry for each service, month and currency; a bonus is one of its own."""
    together: dict[tuple[str, str, str, bool], list[ServiceCredit]] = defaultdict(list)
    for assessment in assessments:
        for credit in assessment.credits:
            place = (credit.service, str(credit.period), credit.currency, credit.is_bonus)
            together[place].append(credit)
    return [_credit(together[place]) for place in sorted(together)]


def _credit(regimes: Sequence[ServiceCredit]) -> Json:
    first = regimes[0]
    points = [credit.points for credit in regimes if credit.points is not None]
    return {
        "service": first.service,
        "period": str(first.period),
        "amount": _amount(sum_of(credit.amount for credit in regimes), first.currency),
        "currency": first.currency,
        "points": as_text(sum_of(points)) if points else None,
        "capped": any(credit.capped for credit in regimes),
        "lines": [
            {
                "cause": line.cause,
                "amount": _amount(line.amount, credit.currency),
                "kind": line.kind,
                "how": line.how,
                "regime": credit.regime,
            }
            for credit in regimes
            for line in credit.lines
        ],
    }


def _amount(amount: Decimal, currency: str) -> str | None:
    """Write money in the currency's unit; a share that is not rounded yet keeps its digits."""
    units = rounded(amount, currency, None)
    return str(units) if units == amount else as_text(amount)


def _issue(assigned: AssignedIssue) -> Json:
    return {
        "key": str(assigned.issue.key),
        "severity": assigned.issue.severity,
        "level": assigned.level,
        "assigned": [person.id for person in assigned.people],
    }


def _reminder(assigned: AssignedReminder) -> Json:
    obligation = assigned.reminder.obligation
    return {
        "kind": obligation.kind,
        "subject": obligation.subject,
        "term_end": obligation.term_end.isoformat(),
        "latest_date": obligation.latest_date.isoformat(),
        "act_by": obligation.act_by.isoformat(),
        "rung": assigned.reminder.rung,
        "due": assigned.reminder.due.isoformat(),
        "to": [person.id for person in assigned.people],
    }


def _message(entry: OutboxEntry) -> Json:
    return {
        "key": entry.mail.key,
        "kind": entry.mail.kind,
        "to": list(entry.mail.to),
        "subject": entry.mail.subject,
        "attachments": list(entry.mail.attachments),
    }
