"""Reminders of deliveries as the agreement's file says them."""

from datetime import timedelta

import pytest

from concord.domain.delivery_rule import STANDARD_REMINDERS, DeliveryReminders
from concord.domain.quantity import parse_span
from tests.agreement_texts import agreement_of, changed, findings_of

DUE = "    due: 3 business days after period end at 17:00\n"
HERE = "sources.daily.reminders"
A_DAY = parse_span("1 business day")


def with_reminders(words: str) -> str:
    return changed(DUE, f"{DUE}    reminders: {words}\n")


def reminders_of(text: str) -> DeliveryReminders:
    return agreement_of(text).source("daily").reminders


def test_without_a_word_the_standard_ones_hold() -> None:
    assert reminders_of(changed("partner: acme", "partner: acme")) == STANDARD_REMINDERS


def test_what_comes_daily_is_not_reminded_of_unless_asked_for() -> None:
    daily = changed("daily_{period:%Y-%m}*", "daily_{period:%Y-%m-%d}*")
    daily = daily.replace("covers: month", "covers: day")
    assert reminders_of(daily).before == ()
    assert (
        reminders_of(daily.replace(DUE, f"{DUE}    reminders: {{after: 2 hours}}\n")).before == ()
    )
    asked = daily.replace(DUE, f"{DUE}    reminders: {{before: 1 hour}}\n")
    assert reminders_of(asked).before == (timedelta(hours=1),)


def test_each_part_is_said_by_itself() -> None:
    found = reminders_of(with_reminders("{after: [2 days, 1 hour, 2 days]}"))
    assert found.before == (A_DAY,)
    assert found.after == (parse_span("2 days"), timedelta(hours=1))
    later = reminders_of(with_reminders("{escalate_after: 1 business day}"))
    assert later == DeliveryReminders(escalate_after=A_DAY)


def test_an_empty_list_means_never() -> None:
    found = reminders_of(with_reminders("{before: [], after: []}"))
    assert (found.before, found.after) == ((), ())


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        ("{before: soon}", ("error", "not-a-quantity", f"{HERE}.before")),
        ("{after: [4 hours, 0 days]}", ("error", "not-a-quantity", f"{HERE}.after.1")),
        ("{after: 93 days}", ("error", "not-a-quantity", f"{HERE}.after")),
        ("{after: 999999 years}", ("error", "not-a-quantity", f"{HERE}.after")),
        ("{after: 2209 hours}", ("error", "not-a-quantity", f"{HERE}.after")),
        ("{escalate_after: never}", ("error", "not-a-quantity", f"{HERE}.escalate_after")),
        ("{chase: 4 hours}", ("error", "unknown-key", f"{HERE}.chase")),
        ("4 hours", ("error", "not-a-mapping", HERE)),
    ],
)
def test_what_cannot_be_read_is_found(words: str, finding: tuple[str, str, str]) -> None:
    assert findings_of(with_reminders(words)) == [finding]


@pytest.mark.parametrize("words", ["{after: 92 days}", "{after: 2208 hours}", "{after: 2 months}"])
def test_a_quarter_is_the_longest(words: str) -> None:
    assert findings_of(with_reminders(words)) == []


def test_reminders_need_a_due_time_to_be_counted_from() -> None:
    found = findings_of(changed(DUE, "    reminders: {after: 4 hours}\n"))
    assert ("warning", "nothing-to-remind-of", HERE) in found
