"""An installation: its parts, and every use-case over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from concord.adapters.calendar_file import IcsWriter
from concord.adapters.report_formats import ReportFormats
from concord.domain.contract import Reminder
from concord.domain.forecast import Forecast
from concord.domain.issue import GivenAnswer, Issue, IssueKey
from concord.domain.period import MeasurementPeriod
from concord.ports import Observations, Progress
from concord.services.answer import answer
from concord.services.assess import assess
from concord.services.chase_deliveries import Chased, chase_deliveries
from concord.services.collect import collect
from concord.services.collection import CollectReport, unnoticed
from concord.services.compile_report import ReportResult, compile_monthly, due_reports
from concord.services.escalate import raise_issues
from concord.services.forecast import forecasts, forecasts_beside, readable_forecasts
from concord.services.ladder import Request, ask, time_out
from concord.services.remind import remind
from concord.services.reprocess import ReprocessReport, Wanted, reprocess
from concord.wiring.watching import Watching


class Deployment(Watching):
    """What the DAGs and the command ask of an installation; each method runs one use-case."""

    def partners(self) -> tuple[str, ...]:
        """Return the partners whose agreements can be used."""
        return tuple(self.agreements)

    def collect(
        self, partner: str, now: datetime, progress: Progress = unnoticed
    ) -> CollectReport:
        """Collect a partner's files."""
        ports = replace(self.collection, progress=progress)
        return collect(self.agreement(partner), ports, now)

    def reprocess(
        self, partner: str, wanted: Wanted, now: datetime, *, tell: bool = False
    ) -> ReprocessReport:
        """Read a partner's landed files again by today's agreement."""
        return reprocess(self.agreement(partner), wanted, self.collection, now, tell=tell)

    def chase_deliveries(self, partner: str, now: datetime) -> Chased:
        """Remind of a partner's deliveries, and ask for what has not come."""
        return chase_deliveries(
            self.telling_agreement(partner),
            store=self.store,
            correspondence=self.correspondence,
            now=now,
        )

    @contextmanager
    def rows_at_hand(self, partners: Iterable[str]) -> Iterator[Observations]:
        """Open the stored rows of some partners once, for figures of all of them."""
        with self.store.transaction() as tx:
            rows = tx.submissions.stored_rows(partners)
        with self.observations.together(rows) as at_hand:
            yield at_hand

    def assess(
        self,
        partner: str,
        periods: Sequence[str] | None,
        now: datetime,
        at_hand: Observations | None = None,
    ) -> tuple[MeasurementPeriod, ...]:
        """Assess a partner's periods, or all of them; return those whose figures changed."""
        wanted = None if periods is None else [MeasurementPeriod.parse(p) for p in periods]
        return assess(
            self.agreement(partner),
            store=self.store,
            observations=at_hand or self.observations,
            now=now,
            periods=wanted,
            read=self.read_version,
        )

    def forecasts(self, partner: str, now: datetime) -> tuple[Forecast, ...]:
        """Forecast a partner's running periods."""
        return forecasts(
            self.agreement(partner), store=self.store, observations=self.observations, now=now
        )

    def raise_issues(self, partner: str, now: datetime) -> tuple[Issue, ...]:
        """Raise what must be answered; return the issues that wait for an answer."""
        invoiced = self.settle(partner, now)
        return raise_issues(
            self.telling_agreement(partner),
            store=self.store,
            correspondence=self.correspondence,
            now=now,
            forecasts=readable_forecasts(
                self.agreement(partner),
                store=self.store,
                observations=self.observations,
                now=now,
            ),
            billed=() if invoiced is None else invoiced.matches,
        )

    def is_current(self, issue: str, opening: int) -> bool:
        """Say whether an issue still stands as it was opened: a later opening has its own run."""
        with self.store.transaction() as tx:
            found = tx.issues.get(IssueKey.parse(issue))
        return found is not None and found.opening == opening

    def ask(self, issue: str, step: int, link: str, now: datetime) -> Request | None:
        """Ask the people of a step for an answer; None when none is waited for any more."""
        key = IssueKey.parse(issue)
        return ask(
            self.agreement(key.partner),
            key,
            step,
            link,
            store=self.store,
            correspondence=self.correspondence,
            now=now,
        )

    def answer(self, issue: str, given: GivenAnswer) -> Issue:
        """Record an answer.  Raises NotAnswerableError when the issue is settled."""
        key = IssueKey.parse(issue)
        return answer(
            self.agreement(key.partner),
            key,
            given,
            store=self.store,
            correspondence=self.correspondence,
        )

    def time_out(self, issue: str, step: int, now: datetime) -> Issue | None:
        """Record that nobody answered a step in time."""
        key = IssueKey.parse(issue)
        return time_out(self.agreement(key.partner), key, step, store=self.store, now=now)

    def compile_report(
        self, partner: str, period: MeasurementPeriod, now: datetime
    ) -> ReportResult:
        """Compile one monthly report, or tell the owner what it lacks."""
        agreement = self.reporting_agreement(partner, period)
        beside = forecasts_beside(
            self.agreement(partner),
            period,
            store=self.store,
            observations=self.observations,
            now=now,
        )
        return compile_monthly(
            agreement,
            period,
            store=self.store,
            correspondence=self.correspondence,
            renderer=ReportFormats(),
            now=now,
            forecasts=beside,
        )

    def compile_due_reports(
        self, partner: str, now: datetime
    ) -> tuple[tuple[MeasurementPeriod, ReportResult], ...]:
        """Compile every report whose day has come; return what became of each."""
        due = due_reports(self.agreement(partner), store=self.store, now=now)
        return tuple((period, self.compile_report(partner, period, now)) for period in due)

    def remind(self, partner: str, now: datetime) -> tuple[Reminder, ...]:
        """Send the reminders of contract dates that are due."""
        return remind(
            self.agreement(partner),
            store=self.store,
            correspondence=self.correspondence,
            calendar=IcsWriter(organiser=self.organisation.sender),
            now=now,
        )
