"""Dispatching: every mail is sent once, or it is on record what became of it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from concord.domain.message import MessageKind, OnUncertain
from concord.domain.outbox import (
    Attempt,
    OutboxEntry,
    OutboxState,
    OutgoingMail,
    SendResult,
    SendVerdict,
)
from concord.ports import SendStep
from concord.services.dispatch import (
    FAILURES_IN_A_ROW,
    FIRST_WAIT,
    LEASE,
    LONGEST_WAIT,
    LONGEST_WISH,
    DispatchReport,
    dispatch,
)
from tests.fakes import FakeOutboxQueue, FakeStore, FakeTransport

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
RETRY = SendResult(verdict=SendVerdict.RETRY, detail="Busy.")
UNCERTAIN = SendResult(verdict=SendVerdict.UNCERTAIN, detail="The answer never came.")


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Post:
    """An outbox with its dispatcher."""

    transport: FakeTransport = field(default_factory=FakeTransport)
    clock: Clock = field(default_factory=Clock)
    store: FakeStore = field(default_factory=FakeStore)

    def enqueue(self, *keys: str, on_uncertain: OnUncertain = OnUncertain.RESEND) -> None:
        with self.store.transaction() as tx:
            for key in keys:
                tx.outbox.enqueue(mail(key, on_uncertain))

    def dispatch(self, owner: str = "one") -> DispatchReport:
        queue = FakeOutboxQueue(self.store)
        return dispatch(queue, self.transport, owner=owner, clock=self.clock, limit=10)

    def entry(self, key: str) -> OutboxEntry:
        with self.store.transaction() as tx:
            return next(entry for entry in tx.outbox.entries() if entry.mail.key == key)

    def attempts(self, key: str) -> tuple[Attempt, ...]:
        with self.store.transaction() as tx:
            return tx.outbox.attempts(key)

    def sent(self) -> list[str]:
        return [mail.key for mail in self.transport.journal]


def mail(key: str, on_uncertain: OnUncertain = OnUncertain.RESEND) -> OutgoingMail:
    return OutgoingMail(
        key=key,
        kind=MessageKind.REMINDER,
        to=("kim@client.example",),
        subject="Notice",
        payload=b"Notice",
        content_sha256="0",
        message_id=f"<{key}@concord.test>",
        mail_date=NOON,
        on_uncertain=on_uncertain,
    )


def test_everything_that_waits_is_sent_once() -> None:
    post = Post()
    post.enqueue("a", "b")
    assert post.dispatch() == DispatchReport(sent=2)
    assert post.dispatch() == DispatchReport()
    assert post.sent() == ["a", "b"]
    assert post.entry("a").state is OutboxState.SENT


def test_a_run_sends_no_more_than_its_limit() -> None:
    post = Post()
    post.enqueue(*(f"{number:02}" for number in range(12)))
    assert [post.dispatch().sent for _ in range(3)] == [10, 2, 0]


@pytest.mark.parametrize(
    ("verdict", "report", "state"),
    [
        (SendVerdict.RETRY, DispatchReport(retried=1), OutboxState.PENDING),
        (SendVerdict.DEAD, DispatchReport(dead=1), OutboxState.DEAD),
        (SendVerdict.UNCERTAIN, DispatchReport(uncertain=1), OutboxState.UNCERTAIN),
        (
            SendVerdict.REFUSED_CHANNEL,
            DispatchReport(held=1, refusal="No."),
            OutboxState.PENDING,
        ),
    ],
)
def test_every_verdict_is_counted_and_recorded(
    verdict: SendVerdict, report: DispatchReport, state: OutboxState
) -> None:
    post = Post(FakeTransport(results=[SendResult(verdict=verdict, detail="No.")]))
    post.enqueue("a")
    assert post.dispatch() == report
    assert (post.entry("a").state, post.entry("a").last_error) == (state, "No.")


def test_a_channel_that_refuses_us_is_left_alone_until_the_next_run() -> None:
    refused = SendResult(verdict=SendVerdict.REFUSED_CHANNEL, detail="Wrong key.")
    post = Post(FakeTransport(results=[refused]))
    post.enqueue("a", "b")
    assert post.dispatch() == DispatchReport(held=1, refusal="Wrong key.")
    assert post.dispatch() == DispatchReport(sent=2)


def test_a_channel_that_seems_down_is_left_alone_until_the_next_run() -> None:
    post = Post(FakeTransport(results=[RETRY] * FAILURES_IN_A_ROW))
    post.enqueue("a", "b", "c", "d")
    assert post.dispatch() == DispatchReport(retried=FAILURES_IN_A_ROW)
    assert post.dispatch() == DispatchReport(sent=1)


def test_failures_among_successes_do_not_end_the_run() -> None:
    sent = SendResult(verdict=SendVerdict.SENT)
    post = Post(FakeTransport(results=[RETRY, RETRY, sent, RETRY, RETRY]))
    post.enqueue("a", "b", "c", "d", "e", "f")
    assert post.dispatch() == DispatchReport(sent=2, retried=4)


@pytest.mark.parametrize(
    ("asked", "failures", "wait"),
    [
        (0, 0, FIRST_WAIT),
        (0, 1, 2 * FIRST_WAIT),
        (0, 5, 32 * FIRST_WAIT),
        (0, 6, LONGEST_WAIT),
        (0, 40, LONGEST_WAIT),
        (30, 0, FIRST_WAIT),
        (600, 0, timedelta(seconds=600)),
        (86_400, 0, LONGEST_WISH),
        (10**12, 0, LONGEST_WISH),
    ],
)
def test_a_retry_waits_longer_each_time_and_as_long_as_asked(
    asked: int, failures: int, wait: timedelta
) -> None:
    busy = SendResult(verdict=SendVerdict.RETRY, retry_after=asked)
    post = Post(FakeTransport(results=[RETRY] * failures + [busy]))
    post.enqueue("a")
    for _ in range(failures):
        post.dispatch()
        post.clock.now += LONGEST_WAIT
    post.dispatch()
    failed = post.clock.now
    post.clock.now = failed + wait - timedelta(microseconds=1)
    assert post.dispatch() == DispatchReport()
    post.clock.now = failed + wait
    assert post.dispatch() == DispatchReport(sent=1)


@pytest.mark.parametrize("policy", OnUncertain)
def test_where_no_copy_can_arise_an_uncertain_mail_goes_out_again_whatever_its_policy(
    policy: OnUncertain,
) -> None:
    post = Post(FakeTransport(results=[UNCERTAIN], repeat_is_harmless=True))
    post.enqueue("a", on_uncertain=policy)
    assert post.dispatch() == DispatchReport(sent=1, uncertain=1)
    assert [a.verdict for a in post.attempts("a")] == [SendVerdict.UNCERTAIN, SendVerdict.SENT]


def test_elsewhere_an_uncertain_mail_is_left_to_be_reconciled() -> None:
    post = Post(FakeTransport(results=[UNCERTAIN]))
    post.enqueue("a")
    assert post.dispatch() == DispatchReport(uncertain=1)
    post.clock.now += timedelta(days=365)
    assert post.dispatch() == DispatchReport()
    assert post.entry("a").state is OutboxState.UNCERTAIN


def test_a_mail_whose_dispatcher_died_is_uncertain_to_the_next() -> None:
    post = Post()
    post.enqueue("a")
    assert FakeOutboxQueue(post.store).claim("died", NOON, LEASE)
    post.clock.now = NOON + LEASE
    assert post.dispatch() == DispatchReport()
    assert post.entry("a").state is OutboxState.UNCERTAIN


def test_the_token_to_take_an_attempt_back_is_on_record() -> None:
    post = Post(FakeTransport(batches=["batch-1"]))
    post.enqueue("a", "b")
    assert post.dispatch() == DispatchReport(sent=2)
    assert [post.attempts(key)[0].batch for key in "ab"] == ["batch-1", ""]
    assert {post.entry(key).provider for key in "ab"} == {"fake"}


def test_every_step_of_a_mail_is_told() -> None:
    told: list[SendStep] = []
    post = Post()
    post.enqueue("a")

    def notice(step: SendStep, key: str) -> None:
        assert key == "a"
        told.append(step)

    queue = FakeOutboxQueue(post.store, progress=notice)
    dispatch(queue, post.transport, owner="one", clock=post.clock, progress=notice)
    assert told == [
        SendStep.CLAIMING,
        SendStep.CLAIMED,
        SendStep.PREPARED,
        SendStep.ANSWERED,
        SendStep.SETTLING,
        SendStep.SETTLED,
    ]


def test_where_repeating_is_harmless_the_next_dispatcher_repeats_at_once() -> None:
    post = Post(FakeTransport(repeat_is_harmless=True))
    post.enqueue("a")
    assert FakeOutboxQueue(post.store).claim("died", NOON, LEASE)
    post.clock.now = NOON + LEASE
    assert post.dispatch() == DispatchReport(sent=1)


@pytest.mark.parametrize(
    ("elapsed", "sent"),
    [(LEASE / 2 - timedelta(microseconds=1), 1), (LEASE / 2, 0), (LEASE, 0)],
)
def test_nothing_is_sent_when_half_of_the_lease_has_passed(elapsed: timedelta, sent: int) -> None:
    post = Post()
    post.enqueue("a")

    @dataclass
    class Frozen:
        """A clock of a process that is frozen right after it claimed."""

        readings: list[datetime]

        def __call__(self) -> datetime:
            return self.readings.pop(0) if len(self.readings) > 1 else self.readings[0]

    dispatch(
        FakeOutboxQueue(post.store),
        post.transport,
        owner="frozen",
        clock=Frozen([NOON, NOON + elapsed]),
        limit=1,
    )
    assert len(post.sent()) == sent
    assert post.entry("a").attempts == 1
    assert post.entry("a").state is (OutboxState.SENT if sent else OutboxState.PENDING)


def test_a_verdict_after_the_lease_was_lost_is_counted_as_fenced() -> None:
    post = Post()
    post.enqueue("a")

    @dataclass
    class SlowTransport(FakeTransport):
        """Takes so long that another dispatcher claims the mail's lease as lost."""

        def send(self, mail: OutgoingMail, batch: str = "", attempt: int = 1) -> SendResult:
            post.clock.now += LEASE
            assert FakeOutboxQueue(post.store).claim("other", post.clock.now, LEASE) is None
            return super().send(mail, batch, attempt)

    post.transport = SlowTransport()
    assert post.dispatch() == DispatchReport(sent=1, fenced=1)
    assert [(a.verdict, a.fenced) for a in post.attempts("a")] == [(SendVerdict.SENT, True)]


def test_recipients_who_were_left_out_are_counted_and_on_record() -> None:
    partly = SendResult(
        verdict=SendVerdict.SENT, detail="Refused for lee.", refused=("lee@client.example",)
    )
    post = Post(FakeTransport(results=[partly]))
    post.enqueue("a")
    assert post.dispatch() == DispatchReport(sent=1, refused=1)
    assert post.attempts("a")[0].detail == "Refused for lee."


def test_the_provider_is_told_which_attempt_it_is_and_taken_leave_of() -> None:
    post = Post(FakeTransport(results=[RETRY]))
    post.enqueue("a")
    post.dispatch()
    post.clock.now += LONGEST_WAIT
    post.dispatch()
    assert (post.transport.attempts, post.transport.closed) == ([1, 2], 2)
