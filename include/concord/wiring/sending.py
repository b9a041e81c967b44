"""Sending: what waits goes out, what is uncertain is settled, by a person where need be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from concord.domain.uncertainty import MailAttempt, MailDecision
from concord.ports import Witness
from concord.services.approve import Said
from concord.services.count_round import check_records
from concord.services.dispatch import DispatchReport, dispatch
from concord.services.reconcile import NoWitness, ReconcileReport, Witnesses, reconcile
from concord.services.record_events import EventWitness
from concord.services.uncertain_mails import (
    MailQuestion,
    decide_mail,
    mail_question,
    settled_mail,
)
from concord.wiring.delivering import Delivering

EVENTS = "concord_events"


class Sending(Delivering):
    """What an installation does so that every mail goes out, and goes out once."""

    @property
    def witness(self) -> Witness:
        """Whoever may have seen a mail of which nobody can tell whether it went out."""
        events = self._connections.get(EVENTS) and EventWitness(self.store)
        found = tuple(each for each in (events, self.provider_witness) if each)
        if len(found) > 1:
            return Witnesses(found)
        return found[0] if found else NoWitness()

    def dispatch(self, owner: str, clock: Callable[[], datetime]) -> DispatchReport:
        """Hand out every message that may go now; nothing from where nothing may leave."""
        if self.elsewhere:
            return DispatchReport(stopped=(self.elsewhere,))
        check_records(self.store, self.round_mark, clock())
        shared = self.store.shared_clock(clock)
        report = dispatch(self.queue, self.guarded_mail(clock), owner=owner, clock=shared)
        return replace(report, stopped=self.delivery_state().stops)

    def reconcile(self, clock: Callable[[], datetime]) -> ReconcileReport:
        """Settle every uncertain mail about which something can be said."""
        shared = self.store.shared_clock(clock)
        return reconcile(self.queue, self.mail, self.witness, clock=shared)

    def mail_question(self, wanted: MailAttempt) -> MailQuestion:
        """Return the question about an uncertain mail.  Raises MailDecisionRefusedError."""
        return mail_question(self.store, wanted, str(self.organisation.zone))

    def settled_mail(self, wanted: MailAttempt) -> str | None:
        """Return why a mail needs no decision any more, or None while it waits for one."""
        return settled_mail(self.store, wanted)

    def decide_mail(self, wanted: MailAttempt, decision: MailDecision, said: Said) -> str:
        """Record what a person decided about a mail.  Raises MailDecisionRefusedError."""
        return decide_mail(self.store, self.queue, wanted, decision, said)
