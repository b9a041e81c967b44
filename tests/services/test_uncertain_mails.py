"""An uncertain mail before a person: what they read, and what their answer does."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from concord.domain.errors import MailDecisionRefusedError
from concord.domain.message import OnUncertain
from concord.domain.outbox import OutboxState, SendResult, SendVerdict
from concord.domain.uncertainty import MailAttempt, MailDecision
from concord.services.approve import Said
from concord.services.uncertain_mails import decide_mail, mail_question, settled_mail
from tests.adapters.mail.mails import mail
from tests.fakes_outbox import FakeOutboxQueue
from tests.fakes_store import FakeStore

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
LEASE = timedelta(minutes=2)
HOSTILE = "[click](evil.example) <script> | `x`"
REPORT = replace(mail("kim@client.example", "lee@client.example"), on_uncertain=OnUncertain.HOLD)
WANTED = MailAttempt(key=REPORT.key, attempt=2)
KIM = Said(by="kim", at=NOON, origin="airflow", note=" Lee has it. ")


@pytest.fixture
def store() -> FakeStore:
    """Return a store with a mail in doubt: its first sender died, the second was cut off."""
    store = FakeStore()
    queue = store.queue("production")
    with store.transaction() as tx:
        tx.outbox.enqueue(replace(REPORT, subject=HOSTILE))
    queue.claim("died", NOON, LEASE)
    (found,) = queue.uncertain(NOON + LEASE)
    queue.resolve(found, OutboxState.PENDING, "Sent again.")
    claim = queue.claim("two", NOON + LEASE, LEASE)
    assert claim is not None
    cut = SendResult(
        verdict=SendVerdict.UNCERTAIN, detail=HOSTILE, provider="smtp", provider_id="Q7"
    )
    queue.settle(claim, cut, NOON + LEASE, None)
    return store


def decide(store: FakeStore, decision: MailDecision, said: Said = KIM) -> str:
    return decide_mail(store, store.queue("production"), WANTED, decision, said)


def test_the_question_names_the_mail_and_every_copy_that_may_have_left(store: FakeStore) -> None:
    asked = mail_question(store, WANTED, "Europe/London")
    assert asked.title.startswith("Did this mail arrive? ")
    assert "kim@client.example, lee@client.example" in asked.body
    assert "22 Nov 2026 12:00" in asked.body
    assert "**Copies that may have gone out: 2**" in asked.body
    assert "no verdict was recorded" in asked.body
    assert "smtp Q7" in asked.body
    assert all(f"**{decision}**" in asked.body for decision in MailDecision)


def test_what_mails_and_servers_say_is_shown_as_it_is(store: FakeStore) -> None:
    body = mail_question(store, WANTED, "Europe/London").body
    assert "<script>" not in body
    assert "[click](" not in body


def test_many_readers_are_counted_rather_than_named() -> None:
    store = FakeStore()
    many = mail(*(f"reader{n}@client.example" for n in range(25)))
    with store.transaction() as tx:
        tx.outbox.enqueue(many)
    body = mail_question(store, MailAttempt(key=many.key, attempt=1), "UTC").body
    assert "reader19@client.example and 5 more" in body
    assert "reader20@" not in body


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        (MailDecision.ARRIVED, OutboxState.SENT),
        (MailDecision.SEND_AGAIN, OutboxState.PENDING),
        (MailDecision.GIVE_UP, OutboxState.DEAD),
    ],
)
def test_a_decision_moves_the_mail_and_is_on_record(
    store: FakeStore, decision: MailDecision, state: OutboxState
) -> None:
    assert settled_mail(store, WANTED) is None
    assert decide(store, decision) == f"{decision}, by kim."
    with store.transaction() as tx:
        (entry,) = tx.outbox.entries()
        (decided,) = tx.outbox.decisions(REPORT.key)
    assert entry.state is state
    assert (decided.attempt, decided.decision, decided.by) == (2, decision, "kim")
    assert (decided.note, decided.origin) == ("Lee has it.", "airflow")
    assert settled_mail(store, WANTED) == f"It is {state} by now. {decision}, by kim."


def test_the_first_decision_stands(store: FakeStore) -> None:
    decide(store, MailDecision.GIVE_UP)
    with pytest.raises(MailDecisionRefusedError, match="It is dead by now"):
        decide(store, MailDecision.SEND_AGAIN)


def test_a_decision_without_a_reason_does_not_count(store: FakeStore) -> None:
    with pytest.raises(MailDecisionRefusedError, match="A note is required"):
        decide(store, MailDecision.ARRIVED, replace(KIM, note=" "))
    assert settled_mail(store, WANTED) is None


def test_a_decision_about_an_earlier_attempt_does_not_count(store: FakeStore) -> None:
    earlier = replace(WANTED, attempt=1)
    assert settled_mail(store, earlier) is not None
    with pytest.raises(MailDecisionRefusedError):
        decide_mail(store, store.queue("production"), earlier, MailDecision.ARRIVED, KIM)


def test_a_mail_that_is_not_there_is_refused() -> None:
    store, queue = FakeStore(), FakeOutboxQueue(FakeStore())
    assert settled_mail(store, WANTED) == "There is no such mail."
    with pytest.raises(MailDecisionRefusedError, match="no such mail"):
        mail_question(store, WANTED, "UTC")
    with pytest.raises(MailDecisionRefusedError, match="no such mail"):
        decide_mail(store, queue, WANTED, MailDecision.ARRIVED, KIM)


def test_each_attempt_in_doubt_is_asked_about_in_a_run_of_its_own() -> None:
    again = replace(WANTED, attempt=3)
    assert WANTED.run_id != again.run_id
    assert WANTED.run_id == f"mail~{REPORT.key[:16]}~2"
