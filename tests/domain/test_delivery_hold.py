"""Holding delivery: which mails are meant, what would go out, and which may be copies."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from concord.domain.delivery_hold import (
    DeliveryHold,
    DeliveryState,
    MailFilter,
    WaitingMail,
    WaitingMails,
)
from concord.domain.message import MessageKind

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
REMINDER = WaitingMail(
    key="abc1", kind=MessageKind.REMINDER, about="northwind/MSA-1", mail_date=NOON
)
REPORT = WaitingMail(
    key="abd2",
    kind=MessageKind.MONTHLY_REPORT,
    about="acme",
    mail_date=NOON - timedelta(days=1),
    released_by="kim",
    is_doubtful=True,
)
HOLD = DeliveryHold(reason="A restore.", set_by="kim", since=NOON)


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        (MailFilter(), [REMINDER, REPORT]),
        (MailFilter(keys=("abc",)), [REMINDER]),
        (MailFilter(keys=("abc1", "abd2")), [REMINDER, REPORT]),
        (MailFilter(keys=("b",)), []),
        (MailFilter(kind=MessageKind.MONTHLY_REPORT), [REPORT]),
        (MailFilter(partner="northwind"), [REMINDER]),
        (MailFilter(partner="north"), []),
        (MailFilter(partner="acme"), [REPORT]),
        (MailFilter(older_than=NOON), [REPORT]),
        (MailFilter(older_than=NOON + timedelta(seconds=1)), [REMINDER, REPORT]),
        (MailFilter(kind=MessageKind.REMINDER, partner="acme"), []),
    ],
)
def test_mails_are_meant_by_everything_that_is_said(
    wanted: MailFilter, meant: list[WaitingMail]
) -> None:
    assert [mail for mail in (REMINDER, REPORT) if wanted.fits(mail)] == meant
    assert wanted.is_empty == (wanted == MailFilter())


def test_what_would_go_out_is_told_by_kind_by_age_and_by_doubt() -> None:
    found = WaitingMails(mails=(REMINDER, REPORT, replace(REMINDER, key="e")))
    assert found.keys == ("abc1", "abd2", "e")
    assert found.by_kind == {MessageKind.REMINDER: 2, MessageKind.MONTHLY_REPORT: 1}
    assert found.dates == (REPORT.mail_date, NOON)
    assert found.doubtful == 1
    assert replace(found, doubts_everything=True).doubtful == 3


def test_where_nothing_waits_there_is_nothing_to_tell() -> None:
    found = WaitingMails(mails=(), doubts_everything=True)
    assert (found.dates, found.by_kind, found.doubtful) == (None, {}, 0)


def test_a_hold_is_in_force_until_it_is_released() -> None:
    assert HOLD.is_in_force
    assert not replace(HOLD, released=NOON, released_by="kim").is_in_force


def test_the_state_says_every_reason_for_which_mails_wait() -> None:
    waiting = WaitingMails(mails=(REMINDER, REPORT))
    state = DeliveryState(holds=(HOLD,), waiting=waiting, elsewhere="Not from here.")
    assert state.stops == (
        "Not from here.",
        "Delivery is held since 24 Nov 2026 12:00 UTC by kim: A restore.",
    )
    assert state.let_go == 1
    assert DeliveryState(holds=(), waiting=waiting).stops == ()
