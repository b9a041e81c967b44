"""What became of the mails about each partner, month by month."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from concord.domain.communication import MailFate, MonthOfMails, months_of_mails
from concord.domain.outbox import OutboxState

LONDON = ZoneInfo("Europe/London")
SENT = MailFate(
    about="northwind/scorecard",
    written=datetime(2026, 11, 2, 12, tzinfo=UTC),
    state=OutboxState.SENT,
)
NOVEMBER = MonthOfMails(
    partner="northwind",
    month="2026-11",
    sent=1,
    delivered=0,
    bounced=0,
    dropped=0,
    unsubscribed=0,
)


@pytest.mark.parametrize(
    ("fate", "month"),
    [
        (SENT, NOVEMBER),
        (replace(SENT, state=OutboxState.DELIVERED), replace(NOVEMBER, delivered=1)),
        (replace(SENT, state=OutboxState.BOUNCED), replace(NOVEMBER, bounced=1)),
        (replace(SENT, state=OutboxState.DROPPED), replace(NOVEMBER, dropped=1)),
        (replace(SENT, unsubscribed=True), replace(NOVEMBER, unsubscribed=1)),
        (replace(SENT, about="northwind"), NOVEMBER),
        (replace(SENT, about=""), replace(NOVEMBER, partner="")),
    ],
)
def test_a_mail_that_went_out_counts_once_and_by_what_became_of_it(
    fate: MailFate, month: MonthOfMails
) -> None:
    assert months_of_mails([fate], LONDON) == (month,)


@pytest.mark.parametrize(
    "state",
    [OutboxState.PENDING, OutboxState.SENDING, OutboxState.UNCERTAIN, OutboxState.DEAD],
)
def test_what_has_not_certainly_gone_out_does_not_count(state: OutboxState) -> None:
    assert months_of_mails([replace(SENT, state=state)], LONDON) == ()


@pytest.mark.parametrize(
    ("written", "month"),
    [
        (datetime(2026, 6, 30, 22, 59, tzinfo=UTC), "2026-06"),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), "2026-07"),
    ],
)
def test_a_month_begins_with_midnight_where_the_organisation_is(
    written: datetime, month: str
) -> None:
    (found,) = months_of_mails([replace(SENT, written=written)], LONDON)
    assert found.month == month


def test_partners_and_months_are_told_apart_and_come_in_their_order() -> None:
    earlier = replace(SENT, written=datetime(2026, 10, 2, tzinfo=UTC))
    fates = [replace(SENT, about="zenith/credit"), SENT, earlier, SENT]
    found = [(each.partner, each.month, each.sent) for each in months_of_mails(fates, LONDON)]
    assert found == [
        ("northwind", "2026-10", 1),
        ("northwind", "2026-11", 2),
        ("zenith", "2026-11", 1),
    ]
