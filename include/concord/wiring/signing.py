"""Signing: statements that go out, and the questions by which both sides sign them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from concord.domain.ledger import ServiceMonth, SignOffAnswer
from concord.services.answer_sign_off import (
    answer_sign_off,
    person_of_either_side,
    signed_off,
)
from concord.services.approve import Said
from concord.services.ask_sign_off import SignOffQuestion, sign_off_question
from concord.services.due_statements import (
    StatementPorts,
    send_due_statements,
    waiting_for_signature,
)
from concord.wiring.settling import Settling


class Signing(Settling):
    """What an installation does so that both sides sign what credits came to."""

    def send_due_statements(
        self, partner: str, link_to: Callable[[ServiceMonth], str], now: datetime
    ) -> tuple[ServiceMonth, ...]:
        """Issue and mail the statements whose day has come; return which these were."""
        ports = StatementPorts(
            store=self.store,
            correspondence=self.correspondence,
            workbook=self.statement_workbook,
            link_to=link_to,
        )
        return send_due_statements(self.agreement(partner), ports, now)

    def waiting_sign_offs(self, partner: str) -> tuple[ServiceMonth, ...]:
        """Return the stated months of a partner that nobody has signed off."""
        return waiting_for_signature(self.agreement(partner), store=self.store)

    def sign_off_question(self, wanted: ServiceMonth, now: datetime) -> SignOffQuestion:
        """Return the question about a month, as it stands now."""
        agreement = self.agreement(wanted.partner)
        return sign_off_question(agreement, wanted, store=self.store, now=now)

    def settled_sign_off(self, wanted: ServiceMonth) -> str | None:
        """Return why a month needs no signature any more, or None."""
        return signed_off(self.agreement(wanted.partner), wanted, store=self.store)

    def answer_sign_off(self, wanted: ServiceMonth, answer: SignOffAnswer, said: Said) -> str:
        """Record an answer; return what became of it.  Raises LedgerRefusedError."""
        agreement = self.agreement(wanted.partner)
        return answer_sign_off(agreement, wanted, answer, said, store=self.store)

    def signer(self, partner: str, *names: str) -> str:
        """Return the id of the person of either side whom Airflow knows by one of these names."""
        return person_of_either_side(self.agreement(partner), *names)
