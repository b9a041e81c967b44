"""The credit ledger of an installation: statements, sign-off, disputes, waivers, releases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from concord.adapters.report_formats import statement_workbook
from concord.domain.ledger import (
    ChangeChoice,
    CreditChange,
    Dispute,
    LedgerEntry,
    LedgerEvent,
    LedgerRefusedError,
    Proposal,
    Statement,
    disputes,
)
from concord.domain.period import MeasurementPeriod
from concord.services.approve import Said
from concord.services.ask_credit_change import (
    ChangeQuestion,
    answer_change,
    change_question,
    settled_change,
)
from concord.services.dispute import (
    Contested,
    Resolved,
    pass_dispute,
    raise_dispute,
    resolve_dispute,
)
from concord.services.post_ledger import ledger_of
from concord.services.release_change import refuse_change, release_change, waiting_changes
from concord.services.sign_off import SignedOff, sign_off, sign_off_by_silence
from concord.services.statement import issue_statement, state
from concord.services.waive import Waived, Waiver, waive
from concord.wiring.retention import Retention


class Ledgers(Retention):
    """What is done with credits once they are computed.

    Everything that changes something raises LedgerRefusedError, with the reason, where it
    cannot be done as it was asked.
    """

    def ledger_period(self, partner: str, text: str) -> MeasurementPeriod:
        """Read a month or year as people write it.  Raises LedgerRefusedError."""
        try:
            return MeasurementPeriod.parse(text, self.agreement(partner).year_start)
        except ValueError as error:
            raise LedgerRefusedError(str(error)) from error

    def statements(
        self, partner: str, period: MeasurementPeriod, service: str | None = None
    ) -> tuple[Statement, ...]:
        """Return what the ledger states for a period, by service and currency."""
        return state(self.agreement(partner), period, service, store=self.store)

    @staticmethod
    def statement_workbook(found: Sequence[Statement]) -> bytes:
        """Return statements as an .xlsx file."""
        return statement_workbook(found)

    def issue_statement(
        self, partner: str, service: str, month: MeasurementPeriod, said: Said
    ) -> LedgerEvent:
        """Put on record that a month's statement went out."""
        return issue_statement(self.agreement(partner), service, month, said, store=self.store)

    def sign_off(
        self, partner: str, service: str, month: MeasurementPeriod, said: Said
    ) -> SignedOff:
        """Record that somebody of either side signs a service's month."""
        return sign_off(self.agreement(partner), service, month, said, store=self.store)

    def sign_off_by_silence(self, partner: str, now: datetime) -> tuple[SignedOff, ...]:
        """Sign off what the partner has accepted by its silence, where that was agreed."""
        return sign_off_by_silence(self.agreement(partner), store=self.store, now=now)

    def disputes(self, partner: str) -> tuple[Dispute, ...]:
        """Return every dispute of a partner, in the order in which they were raised."""
        self.agreement(partner)
        with self.store.transaction() as tx:
            return disputes(ledger_of(tx, partner))

    def raise_dispute(self, partner: str, contested: Contested, said: Said) -> Dispute:
        """Record that somebody of the partner disputes an amount."""
        return raise_dispute(self.agreement(partner), contested, said, store=self.store)

    def pass_dispute(self, partner: str, number: int, to: str, said: Said) -> Dispute:
        """Give a dispute to somebody else."""
        return pass_dispute(self.agreement(partner), number, to, said, store=self.store)

    def resolve_dispute(self, partner: str, number: int, waived: Decimal, said: Said) -> Resolved:
        """End a dispute: so much of it is waived, the rest confirmed."""
        return resolve_dispute(self.agreement(partner), number, waived, said, store=self.store)

    def waive(self, partner: str, waiver: Waiver, said: Said) -> Waived:
        """Waive a part of a credit."""
        return waive(self.agreement(partner), waiver, said, store=self.store)

    def change_question(self, wanted: CreditChange) -> ChangeQuestion:
        """Return the question about a change that waits, as it stands now."""
        return change_question(self.agreement(wanted.partner), wanted, store=self.store)

    def settled_change(self, wanted: CreditChange) -> str | None:
        """Return why a change needs no decision any more, or None while it waits."""
        return settled_change(self.agreement(wanted.partner), wanted, store=self.store)

    def answer_change(self, wanted: CreditChange, choice: ChangeChoice, said: Said) -> str:
        """Record an answer about a change; return what became of it."""
        agreement = self.agreement(wanted.partner)
        return answer_change(agreement, wanted, choice, said, store=self.store)

    def waiting_changes(self, partner: str) -> tuple[Proposal, ...]:
        """Return the changes of credits that wait for approval."""
        return waiting_changes(self.agreement(partner), store=self.store)

    def release_change(self, partner: str, number: int, said: Said) -> tuple[LedgerEntry, ...]:
        """Post a change that waits; nothing while it takes another person's consent."""
        return release_change(self.agreement(partner), number, said, store=self.store)

    def refuse_change(self, partner: str, number: int, said: Said) -> None:
        """Put on record that a change shall not be posted as it is."""
        refuse_change(self.agreement(partner), number, said, store=self.store)
