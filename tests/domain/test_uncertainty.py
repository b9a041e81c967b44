"""What becomes of a mail of which nobody can tell whether it went out, by its policy."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from concord.domain.message import MessageKind, OnUncertain
from concord.domain.outbox import Attempt, OutboxState, OutgoingMail, SendVerdict
from concord.domain.uncertainty import (
    MailDecision,
    NextStep,
    UncertainMail,
    next_step,
    state_decided,
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
GRACE = timedelta(hours=1)
MAIL = OutgoingMail(
    key="k",
    kind=MessageKind.MONTHLY_REPORT,
    to=("kim@client.example",),
    subject="Report",
    payload=b"Report",
    content_sha256="0",
    message_id="<k@concord.test>",
    mail_date=NOON,
    on_uncertain=OnUncertain.HOLD,
)
LAST = Attempt(
    key="k", number=1, owner="one", started=NOON, verdict=SendVerdict.UNCERTAIN, detail="Cut off."
)


def step(
    policy: OnUncertain,
    waited: timedelta,
    *,
    proof: str | None = None,
    batch: str = "",
    taken_back: bool | None = None,
) -> NextStep:
    uncertain = UncertainMail(
        mail=replace(MAIL, on_uncertain=policy), attempts=(replace(LAST, batch=batch),)
    )
    return next_step(uncertain, proof=proof, taken_back=taken_back, grace=GRACE, now=NOON + waited)


@pytest.mark.parametrize(
    ("policy", "within_grace", "after_it"),
    [
        (OnUncertain.HOLD, NextStep.ASK, NextStep.ASK),
        (OnUncertain.RECONCILE, NextStep.WAIT, NextStep.ASK),
        (OnUncertain.RESEND, NextStep.WAIT, NextStep.SEND_AGAIN),
        (OnUncertain.RETRACT, NextStep.WAIT, NextStep.ASK),
    ],
)
def test_without_proof_the_policy_decides_once_the_grace_is_over(
    policy: OnUncertain, within_grace: NextStep, after_it: NextStep
) -> None:
    assert step(policy, GRACE) is within_grace
    assert step(policy, GRACE + timedelta(microseconds=1)) is after_it


@pytest.mark.parametrize("policy", OnUncertain)
@pytest.mark.parametrize("waited", [timedelta(0), 2 * GRACE])
def test_proof_settles_it_whatever_the_policy(policy: OnUncertain, waited: timedelta) -> None:
    assert step(policy, waited, proof="Delivered.") is NextStep.TAKE_AS_SENT


@pytest.mark.parametrize(
    ("taken_back", "expected"),
    [(None, NextStep.TAKE_BACK), (True, NextStep.SEND_AGAIN), (False, NextStep.WAIT)],
)
def test_what_can_be_taken_back_is_at_once_and_then_goes_out_again(
    *, taken_back: bool | None, expected: NextStep
) -> None:
    found = step(OnUncertain.RETRACT, timedelta(0), batch="b-1", taken_back=taken_back)
    assert found is expected


def test_what_could_not_be_taken_back_is_for_a_person_once_the_grace_is_over() -> None:
    late = GRACE + timedelta(microseconds=1)
    assert step(OnUncertain.RETRACT, late, batch="b-1", taken_back=False) is NextStep.ASK


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        (MailDecision.ARRIVED, OutboxState.SENT),
        (MailDecision.SEND_AGAIN, OutboxState.PENDING),
        (MailDecision.GIVE_UP, OutboxState.DEAD),
    ],
)
def test_a_person_may_decide(decision: MailDecision, state: OutboxState) -> None:
    assert state_decided(decision) is state


@pytest.mark.parametrize(
    ("verdict", "doubtful"),
    [
        (None, True),
        (SendVerdict.UNCERTAIN, True),
        (SendVerdict.SENT, True),
        (SendVerdict.RETRY, False),
        (SendVerdict.TOO_LATE, False),
        (SendVerdict.REFUSED_CHANNEL, False),
        (SendVerdict.DEAD, False),
    ],
)
def test_a_copy_may_have_left_by_an_attempt_unless_it_certainly_failed(
    verdict: SendVerdict | None, *, doubtful: bool
) -> None:
    tried = replace(LAST, verdict=verdict)
    uncertain = UncertainMail(mail=MAIL, attempts=(tried, replace(LAST, number=2)))
    assert (tried in uncertain.doubtful) is doubtful
    assert uncertain.last.number == 2
