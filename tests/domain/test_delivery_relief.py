"""Relief of deliveries: those due within it count for nothing, and it is told."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from concord.domain.agreement import Agreement
from concord.domain.delivery_figures import delivery_figures
from concord.domain.delivery_record import delivery_records
from concord.domain.delivery_relief import relieved_deliveries
from concord.domain.kpi import TOTAL, DeliveryRate
from concord.domain.relief import Drops, ReliefRule, ReliefState
from concord.domain.service_level import Outcome, OutcomeKind
from tests.builders import moment, period, source, submission
from tests.builders_relief import event
from tests.domain.test_delivery_figures import ALWAYS, DAILY, NORTHWIND, PUNCTUAL, QUALITY

NOW = moment("2026-11-10T09:00")
MANILA = ZoneInfo("Asia/Manila")
# Both were due on 4 November at 17:00; the second came a day late.
DUE = date(2026, 11, 4)
ON_THE_DAY = event(begins=moment("2026-11-04T08:00"), ends=moment("2026-11-04T09:00"))
AT_THE_TIME = event(
    begins=moment("2026-11-04T16:00"), ends=moment("2026-11-04T18:00"), drops=Drops.HOURS
)


def outcome(*relief: ReliefRule, agreed: Agreement = NORTHWIND, part: str = "") -> Outcome:
    changed = replace(agreed, relief=relief)
    records = delivery_records(changed, [DAILY, QUALITY], None, NOW)
    found = delivery_figures(changed, period(), records, NOW).outcomes
    wanted = (("source", part),) if part else TOTAL
    return next(each for each in found if each.dimension == wanted)


def test_without_relief_the_late_one_counts() -> None:
    assert (outcome().value, outcome().excluded) == (Fraction(50), ())


@pytest.mark.parametrize("rule", [ON_THE_DAY, AT_THE_TIME])
def test_what_was_due_within_is_left_out(rule: ReliefRule) -> None:
    found = outcome(rule)
    assert (found.kind, found.value, found.volume) == (OutcomeKind.RELIEVED, None, None)
    (excluded,) = found.excluded
    assert (excluded.rows, excluded.days, excluded.value_without) == (2, (DUE,), Fraction(50))


@pytest.mark.parametrize(
    "rule",
    [
        replace(AT_THE_TIME, ends=moment("2026-11-04T17:00")),
        event(),
        replace(ON_THE_DAY, service_levels=("answered",)),
        event(drops=Drops.PERIOD, begins=moment("2026-11-04"), ends=moment("2026-11-05")),
    ],
)
def test_what_was_due_at_another_time_counts(rule: ReliefRule) -> None:
    assert outcome(rule) == outcome()


def test_a_source_is_relieved_on_its_own_clock() -> None:
    # 17:00 in Manila is 9:00 in London: the second was due within, the first was not.
    quality = replace(NORTHWIND.sources[1], zone=MANILA)
    agreed = replace(NORTHWIND, sources=(NORTHWIND.sources[0], quality))
    early = replace(
        AT_THE_TIME, begins=moment("2026-11-04T08:30"), ends=moment("2026-11-04T10:00")
    )
    found = outcome(early, agreed=agreed)
    assert (found.kind, found.value, found.volume) == (OutcomeKind.MET, Fraction(100), Fraction(1))
    assert [(e.rows, e.value_without) for e in found.excluded] == [(1, Fraction(50))]


def test_a_part_that_is_not_touched_names_no_relief() -> None:
    levels = (replace(ALWAYS, for_each=("source",)),)
    quality = replace(NORTHWIND.sources[1], zone=MANILA)
    agreed = replace(NORTHWIND, sources=(NORTHWIND.sources[0], quality), service_levels=levels)
    early = replace(
        AT_THE_TIME, begins=moment("2026-11-04T08:30"), ends=moment("2026-11-04T10:00")
    )
    assert outcome(early, agreed=agreed, part="daily_ops").excluded == ()
    assert outcome(early, agreed=agreed, part="quality").kind is OutcomeKind.RELIEVED


def test_a_period_that_is_touched_is_left_out_whole() -> None:
    found = outcome(event(drops=Drops.PERIOD), ON_THE_DAY)
    assert (found.kind, found.value) == (OutcomeKind.RELIEVED, None)
    whole, day = found.excluded
    assert (whole.days, whole.rows) == ((date(2026, 10, 14),), 2)
    assert (whole.value_without, day.value_without) == (None, None)


def test_what_is_only_requested_is_listed() -> None:
    found = outcome(replace(ON_THE_DAY, approved_by=None))
    assert found.value == Fraction(50)
    (listed,) = found.excluded
    assert (listed.state, listed.rows, listed.value_without) == (
        ReliefState.REQUESTED,
        0,
        Fraction(50),
    )


def test_without_a_due_time_a_delivery_lies_where_it_came() -> None:
    undue = replace(NORTHWIND, sources=(source(), source(id="quality")))
    records = delivery_records(undue, [DAILY, submission(source="quality")], None, NOW)
    right = replace(PUNCTUAL, rate=DeliveryRate.FIRST_TIME_RIGHT)
    came = event(begins=moment("2026-11-03T08:00"), ends=moment("2026-11-03T10:00"))
    agreed = replace(undue, relief=(came,))
    found = relieved_deliveries(
        agreed, ALWAYS, right, DeliveryRate.FIRST_TIME_RIGHT, period(), records
    )
    left = found.rated(TOTAL)
    assert left is not None
    assert left.measurement.volume == 1
    nothing = delivery_records(undue, [DAILY], None, NOW)
    both = relieved_deliveries(
        agreed, ALWAYS, right, DeliveryRate.FIRST_TIME_RIGHT, period(), nothing
    )
    assert [len(each.records) for each in both.touches] == [1]
