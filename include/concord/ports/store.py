"""Concord's own database: its transactions."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from concord.ports.delivery import DeliveryHoldRecords
from concord.ports.delivery_events import DeliveryEventRecords
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
from concord.ports.watching import WatchRecords


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
    def delivery_events(self) -> DeliveryEventRecords: ...
    @property
    def outbox(self) -> OutboxRecords: ...
    @property
    def delivery_holds(self) -> DeliveryHoldRecords: ...
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
    @property
    def watching(self) -> WatchRecords: ...


class Store(Protocol):
    """Concord's own database."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Open a transaction; it commits on leaving, or rolls back on an exception.

        Raises StoreUnavailableError.
        """
        ...
