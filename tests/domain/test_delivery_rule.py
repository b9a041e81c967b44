"""When people hear of deliveries unless an agreement says so."""

import pytest

from concord.domain.delivery_rule import STANDARD_REMINDERS, standard_before
from concord.domain.period import PeriodLength
from concord.domain.quantity import delay_words


def test_a_missing_file_is_asked_for_three_times_and_is_an_issue_at_once() -> None:
    words = [delay_words(delay) for delay in STANDARD_REMINDERS.after]
    assert words == ["4 hours", "1 business day", "3 business days"]
    assert STANDARD_REMINDERS.escalate_after is None


@pytest.mark.parametrize("covers", PeriodLength)
def test_a_business_day_before_people_are_reminded_but_not_every_day(covers: PeriodLength) -> None:
    words = [delay_words(delay) for delay in standard_before(covers)]
    assert words == ([] if covers is PeriodLength.DAY else ["1 business day"])
