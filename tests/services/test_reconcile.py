"""Reconciling: what can be told about an uncertain mail settles it, the rest is for a person."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from concord.domain.message import OnUncertain
from concord.domain.outbox import OutboxEntry, OutboxState, SendResult, SendVerdict
from concord.domain.uncertainty import UncertainMail
from concord.ports import SendStep
from concord.services.dispatch import dispatch
from concord.services.reconcile import (
    NOT_SEEN,
    TAKEN_BACK,
    UNWITNESSED_GRACE,
    NoWitness,
    ReconcileReport,
    Witnesses,
    reconcile,
)
from tests.adapters.mail.mails import mail
from tests.fakes import FakeOutboxQueue, FakeStore, FakeTransport

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATER = NOON + UNWITNESSED_GRACE + timedelta(microseconds=1)
CUT_OFF = SendResult(verdict=SendVerdict.UNCERTAIN, detail="Cut off.")


@dataclass(frozen=True)
class Seen:
    """Somebody who saw every mail."""

    grace: timedelta = timedelta(hours=1)

    def proof(self, uncertain: UncertainMail) -> str | None:
        return f"Seen {uncertain.mail.message_id}."


@dataclass
class Doubt:
    """A mail of which nobody can tell whether it went out."""

    policy: OnUncertain
    transport: FakeTransport = field(default_factory=FakeTransport)
    store: FakeStore = field(default_factory=FakeStore)

    def __post_init__(self) -> None:
        self.transport.results.insert(0, CUT_OFF)
        with self.store.transaction() as tx:
            tx.outbox.enqueue(replace(mail(), on_uncertain=self.policy))
        self.dispatch(NOON)

    @property
    def queue(self) -> FakeOutboxQueue:
        return FakeOutboxQueue(self.store, "production")

    def dispatch(self, now: datetime) -> None:
        dispatch(self.queue, self.transport, owner="one", clock=lambda: now)

    def reconcile(self, now: datetime, witness: Seen | NoWitness | None = None) -> ReconcileReport:
        someone = witness or NoWitness()
        return reconcile(self.queue, self.transport, someone, clock=lambda: now)

    def entry(self) -> OutboxEntry:
        with self.store.transaction() as tx:
            return tx.outbox.entries()[0]


@pytest.mark.parametrize("policy", OnUncertain)
def test_what_was_seen_counts_as_sent(policy: OnUncertain) -> None:
    doubt = Doubt(policy)
    assert doubt.reconcile(NOON, Seen()) == ReconcileReport(proved=1)
    assert doubt.entry().state is OutboxState.SENT
    assert doubt.entry().last_error.startswith("Seen <")


def test_nothing_is_done_before_the_grace_is_over() -> None:
    doubt = Doubt(OnUncertain.RESEND)
    assert doubt.reconcile(NOON + UNWITNESSED_GRACE) == ReconcileReport(waiting=1)
    assert doubt.entry().state is OutboxState.UNCERTAIN


def test_a_reminder_that_nobody_saw_goes_out_again_and_both_attempts_are_on_record() -> None:
    doubt = Doubt(OnUncertain.RESEND)
    assert doubt.reconcile(LATER) == ReconcileReport(repeated=1)
    assert (doubt.entry().state, doubt.entry().last_error) == (OutboxState.PENDING, NOT_SEEN)
    doubt.dispatch(LATER)
    assert (doubt.entry().state, doubt.entry().attempts) == (OutboxState.SENT, 2)


@pytest.mark.parametrize("policy", [OnUncertain.HOLD, OnUncertain.RECONCILE])
def test_a_report_that_nobody_saw_waits_for_a_person(policy: OnUncertain) -> None:
    doubt = Doubt(policy)
    report = doubt.reconcile(LATER)
    assert [each.mail.key for each in report.asked] == [doubt.entry().mail.key]
    assert doubt.entry().state is OutboxState.UNCERTAIN
    assert doubt.reconcile(LATER) == report


def test_what_was_taken_back_goes_out_again_without_a_wait() -> None:
    doubt = Doubt(OnUncertain.RETRACT, FakeTransport(batches=["b-1", "b-2"]))
    assert doubt.reconcile(NOON) == ReconcileReport(repeated=1)
    assert doubt.transport.taken_back == ["b-1"]
    assert (doubt.entry().state, doubt.entry().last_error) == (OutboxState.PENDING, TAKEN_BACK)


def test_what_could_not_be_taken_back_is_for_a_person_in_the_end() -> None:
    doubt = Doubt(OnUncertain.RETRACT, FakeTransport(batches=["b-1"], can_take_back=False))
    assert doubt.reconcile(NOON) == ReconcileReport(waiting=1)
    assert len(doubt.reconcile(LATER).asked) == 1
    assert doubt.entry().state is OutboxState.UNCERTAIN


def test_where_no_copy_can_arise_nobody_is_asked() -> None:
    doubt = Doubt(OnUncertain.HOLD)
    doubt.transport.repeat_is_harmless = True
    assert doubt.reconcile(NOON) == ReconcileReport(repeated=1)


def test_what_moved_on_meanwhile_is_left_alone() -> None:
    doubt = Doubt(OnUncertain.RESEND)

    class SlowWitness(NoWitness):
        """Takes so long that a person has decided."""

        def proof(self, uncertain: UncertainMail) -> str | None:
            doubt.queue.resolve(uncertain, OutboxState.DEAD, "Given up.")
            return super().proof(uncertain)

    assert doubt.reconcile(LATER, SlowWitness()) == ReconcileReport()
    assert doubt.entry().state is OutboxState.DEAD


def test_every_step_of_an_uncertain_mail_is_told() -> None:
    doubt = Doubt(OnUncertain.RESEND)
    told: list[SendStep] = []

    def notice(step: SendStep, key: str) -> None:
        assert key == doubt.entry().mail.key
        told.append(step)

    queue = FakeOutboxQueue(doubt.store, "production", notice)
    reconcile(queue, doubt.transport, NoWitness(), clock=lambda: LATER, progress=notice)
    assert told == [SendStep.WITNESSED, SendStep.RESOLVING, SendStep.RESOLVED]


def test_of_several_witnesses_the_first_that_saw_it_counts_and_the_slowest_is_waited_for() -> None:
    doubt = Doubt(OnUncertain.HOLD)
    (uncertain,) = doubt.queue.uncertain(NOON)
    both = Witnesses((NoWitness(), Seen(), Seen(timedelta(minutes=5))))
    assert both.grace == timedelta(hours=1)
    assert both.proof(uncertain) == f"Seen {uncertain.mail.message_id}."
    assert Witnesses((NoWitness(), NoWitness())).proof(uncertain) is None
