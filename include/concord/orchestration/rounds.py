"""Rounds over the partners: one partner's trouble stops no other, and is named at the end."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import NotRequired, TypedDict, cast

from structlog.contextvars import bound_contextvars

from concord.domain.errors import ConcordError, StoreUnavailableError
from concord.domain.issue import Issue
from concord.domain.period import MeasurementPeriod
from concord.domain.submission import Verdict
from concord.orchestration.assets import pair
from concord.orchestration.connections import airflow_deployment
from concord.orchestration.progress import LoggedProgress
from concord.ports import Observations
from concord.wiring import Deployment

CHUNK = 10
"""How many partners one mapped task serves: each task costs half a second of overhead."""

AT_HAND = 50
"""For how many partners stored rows are opened at once: opening takes longer than reading."""

MOST_RUNS = 500
"""How many issue runs one round starts: Airflow maps no more than about a thousand at once."""

_log = logging.getLogger(__name__)


class Round(TypedDict):
    """What a round changed, as pairs of partner and period, and what it could not do.

    `waiting` are files that came and wait for a person, each by its content hash.
    """

    changed: list[str]
    failures: list[str]
    waiting: NotRequired[list[str]]


class PartnersNotServedError(ConcordError):
    """Something could not be done for some partners; the others were served."""

    remedy = "Mend what each line names; the next run takes it up, or clear this run."


def partner_chunks(partner: str | None) -> list[list[str]]:
    """Return the partner that a form names, or all, in chunks for mapped tasks.

    Raises AgreementError for a partner without a usable agreement.
    """
    partners = chosen_partners(airflow_deployment(), partner)
    return [list(partners[at : at + CHUNK]) for at in range(0, len(partners), CHUNK)]


def chosen_partners(deployment: Deployment, partner: str | None) -> tuple[str, ...]:
    """Return the partner that a form names, or all.  Raises AgreementError."""
    return (deployment.agreement(partner).partner,) if partner else deployment.partners()


def collect_round(partners: Iterable[str], now: datetime) -> Round:
    """Collect what these partners delivered."""
    deployment = airflow_deployment()
    failures: list[str] = []
    waiting: list[str] = []

    def collect(partner: str) -> list[str]:
        report = deployment.collect(partner, now, LoggedProgress(partner))
        waiting.extend(s.sha256 for s in report.submissions if s.waits)
        failures.extend(f"{partner}: {failure}" for failure in report.failures)
        usable = report.count(Verdict.ACCEPTED, Verdict.ACCEPTED_WITH_WARNINGS)
        _log.info(
            "partner %s: %d new files, %d usable; unmatched %d, still changing %d",
            *(partner, len(report.submissions), usable),
            *(len(report.unmatched), len(report.waiting)),
        )
        return [pair(partner, period) for period in report.changed]

    return {**served(partners, collect, failures), "waiting": waiting}


def chase_round(chunks: object, part: str | None, now: datetime) -> Round:
    """Remind of the deliveries of all partners in `chunks`, and ask for what has not come.

    They are as Airflow hands them from task to task, absent after a failure; `part` is what a
    form had the round do alone.
    """
    deployment = airflow_deployment()
    chosen = cast("Iterable[Iterable[str]]", chunks or ())

    def chase(partner: str) -> list[str]:
        told = deployment.chase_deliveries(partner, now)
        _log.info(
            "partner %s: %d deliveries due soon, %d missing",
            *(partner, len(told.soon), len(told.late)),
        )
        return []

    result = served([partner for chunk in chosen for partner in chunk], chase)
    if chunks is not None:
        _finish("collect", deployment, part, now)
    return result


def assess_round(
    wanted: Mapping[str, Sequence[str] | None], part: str | None, now: datetime
) -> Round:
    """Assess the periods wanted of each partner; None stands for all of them.

    `part` is what a form had the round do alone; what new files changed is no such part.
    """
    deployment = airflow_deployment()
    result = Round(changed=[], failures=[])

    def assess(at_hand: Observations, partner: str) -> list[str]:
        changed = deployment.assess(partner, wanted[partner], now, at_hand)
        _log.info("partner %s: figures of %d periods changed", partner, len(changed))
        return [pair(partner, period) for period in changed]

    partners = list(wanted)
    for at in range(0, len(partners), AT_HAND):
        some = partners[at : at + AT_HAND]
        with deployment.rows_at_hand(some) as at_hand:
            done = served(some, partial(assess, at_hand), result["failures"])
        result["changed"].extend(done["changed"])
    _finish("assess", deployment, part, now)
    return result


def wanted_periods(
    events: Mapping[str, Sequence[str]], partner: str | None, period: str | None
) -> dict[str, Sequence[str] | None]:
    """Return what to assess: what the events name, else what the form names, else all."""
    if events:
        return dict(events)
    periods = [period] if period else None
    return dict.fromkeys(chosen_partners(airflow_deployment(), partner), periods)


def escalate_round(partner: str | None, now: datetime) -> tuple[list[Issue], Round]:
    """Raise and settle issues; return those that need a run, and how the round went.

    Beyond MOST_RUNS the gravest go first; the next round takes the others.
    """
    deployment = airflow_deployment()
    issues: list[Issue] = []
    failures = _hand_over(deployment, now)

    def escalate(name: str) -> list[str]:
        issues.extend(deployment.raise_issues(name, now))
        return []

    result = served(chosen_partners(deployment, partner), escalate, failures)
    _finish("escalate", deployment, partner, now)
    issues.sort(key=lambda issue: -issue.severity.rank)
    return issues[:MOST_RUNS], result


def _hand_over(deployment: Deployment, now: datetime) -> list[str]:
    """Hand over what waits for people on leave; return what could not be done, in words."""
    # Once for all partners: a deputy gets one mail, however many of them are concerned.
    try:
        _log.info("handed over: %d issues", len(deployment.hand_over(now)))
    except StoreUnavailableError:
        raise
    except Exception as error:  # noqa: BLE001 - what cannot be handed over stops no partner
        _log.exception("open issues could not be handed over")
        return [f"handing over: {error}"]
    return []


def report_round(partner: str | None, period: str | None, now: datetime) -> Round:
    """Compile the reports that are due, or those of the period that the form names."""
    deployment = airflow_deployment()

    def compile_reports(name: str) -> list[str]:
        if period:
            month = MeasurementPeriod.parse(period)
            results = [(month, deployment.compile_report(name, month, now))]
        else:
            results = list(deployment.compile_due_reports(name, now))
        for month, became in results:
            with bound_contextvars(period=str(month)):
                _log.info("partner %s, period %s: report %s", name, month, became)
        return [pair(name, month) for month, _ in results]

    result = served(chosen_partners(deployment, partner), compile_reports)
    _finish("report", deployment, partner or period, now)
    return result


def remind_round(partner: str | None, now: datetime) -> Round:
    """Send the reminders of contract dates that are due."""
    deployment = airflow_deployment()

    def remind(name: str) -> list[str]:
        _log.info("partner %s: %d reminders", name, len(deployment.remind(name, now)))
        return []

    result = served(chosen_partners(deployment, partner), remind)
    _finish("remind", deployment, partner, now)
    return result


def _finish(name: str, deployment: Deployment, part: str | None, now: datetime) -> None:
    """Record that a round came to its end, unless a form had it do only a part."""
    if not part:
        deployment.finish_round(name, now)


def served(
    partners: Iterable[str],
    action: Callable[[str], list[str]],
    failures: list[str] | None = None,
) -> Round:
    """Do something for each partner; what goes wrong for one is named, and stops no other."""
    result = Round(changed=[], failures=[] if failures is None else failures)
    for partner in partners:
        try:
            with bound_contextvars(partner=partner):
                result["changed"].extend(action(partner))
        except StoreUnavailableError:
            # Nothing can be done for anybody: the task is tried again, for all of them.
            raise
        except Exception as error:  # noqa: BLE001 - one partner's trouble stops no other
            _log.exception("partner %s could not be served", partner)
            result["failures"].append(f"{partner}: {error}")
    return result


def name_unserved(expected: object, rounds: object) -> None:
    """Raise PartnersNotServedError when something failed or an agreement cannot be used.

    `expected` has one element for each of the rounds that should have come about; both are
    as Airflow hands them from task to task, absent after a failure.
    """
    wanted = list(cast("Iterable[object]", expected or ()))
    done = list(cast("Iterable[Round]", rounds or ()))
    lines = [line for each in done for line in each["failures"]]
    if expected is None or len(done) < len(wanted):
        lines.append("A task before this one failed: see its log.")
    unusable = airflow_deployment().unusable
    lines.extend(f"{name}: the agreement has errors" for name in unusable)
    if lines:
        raise PartnersNotServedError("\n".join([f"{len(lines)} not served:", *lines, ""]))
