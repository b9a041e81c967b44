"""Concord's own database: its transactions, and the sending end of the outbox."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Protocol

from concord.domain.outbox import Claim, SendResult
from concord.ports.ledger import LedgerRecords
from concord.ports.portfolio import PortfolioRecords
from concord.ports.records import (
    AssessmentRecords,
    DecisionRecords,
    IssueRecords,
    OutboxRecords,
    ReportRecords,
)
from concord.ports.retention import FileReferences, LegalHoldRecords, RemovedFileRecords
from concord.ports.standing import AbsenceRecords, LivePartnerRecords
from concord.ports.submissions import DriveRecords, SubmissionRecords
from concord.ports.versions import AgreementVersionRecords


class Transaction(Protocol):
    """All records within one database transaction."""

    @property
    def submissions(self) -> SubmissionRecords: ...
    @property
    def drives(self) -> DriveRecords: ...
    @property
    def assessments(self) -> AssessmentRecords: ...
    @property
    def ledger(self) -> LedgerRecords: ...
    @property
    def issues(self) -> IssueRecords: ...
    @property
    def reports(self) -> ReportRecords: ...
    @property
    def decisions(self) -> DecisionRecords: ...
    @property
    def outbox(self) -> OutboxRecords: ...
    @property
    def live_partners(self) -> LivePartnerRecords: ...
    @property
    def absences(self) -> AbsenceRecords: ...
    @property
    def agreement_versions(self) -> AgreementVersionRecords: ...
    @property
    def legal_holds(self) -> LegalHoldRecords: ...
    @property
    def removed_files(self) -> RemovedFileRecords: ...
    @property
    def file_references(self) -> FileReferences: ...
    @property
    def portfolio(self) -> PortfolioRecords: ...


class Store(Protocol):
    """Concord's own database."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Open a transaction; it commits on leaving, or rolls back on an exception.

        Raises StoreUnavailableError.
        """
        ...


class OutboxQueue(Protocol):
    """The sending end of the outbox: claims with a lease, verdicts with a fence."""

    def claim(self, owner: str, now: datetime, lease: timedelta) -> Claim | None:
        """Claim the oldest message that may go out now; committed before this returns.

        Messages whose lease ran out become uncertain first, never pending.
        """
        ...

    def settle(
        self, claim: Claim, result: SendResult, now: datetime, not_before: datetime | None
    ) -> bool:
        """Record the verdict; False when the lease was lost meanwhile (recorded as fenced)."""
        ...

    def release_uncertain(self, now: datetime, grace: timedelta, *, held: bool = False) -> int:
        """Return to pending the uncertain messages whose policy is to resend, after `grace`.

        With `held` also those that wait for a person: right only where no copy can arise.
        """
        ...
