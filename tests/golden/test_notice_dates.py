"""Notice dates, as `concord try` reminds of them on the day to act by."""

import pytest

from tests.golden.desk import Case, Desk

pytestmark = pytest.mark.journey

NOTICES = [
    ("2026-12-01", "90d", "ordinary", "2026-09-02", "2026-09-02", "renewal tool documentation"),
    ("2026-12-31", "90d", "ordinary", "2026-10-02", "2026-10-02", "derived"),
    ("2027-01-31", "90d", "clear_days", "2026-11-01", "2026-10-30", "derived: a Sunday"),
    ("2027-03-31", "60d", "ordinary", "2027-01-30", "2027-01-29", "derived: a Saturday"),
    ("2027-05-31", "3 months", "ordinary", "2027-02-28", "2027-02-26", "derived: month's end"),
    ("2027-05-31", "90d", "ordinary", "2027-03-02", "2027-03-02", "derived: no three months"),
    ("2027-01-01", "90d", "ordinary", "2026-10-03", "2026-10-02", "derived"),
    ("2028-02-29", "1 month", "ordinary", "2028-01-29", "2028-01-28", "derived: a leap day"),
    ("2027-03-31", "1 month", "ordinary", "2027-02-28", "2027-02-26", "derived: month's end"),
    ("2026-12-31", "13 weeks", "ordinary", "2026-10-01", "2026-10-01", "derived"),
    ("2027-03-31", "6 months", "ordinary", "2026-09-30", "2026-09-30", "derived"),
    ("2027-03-31", "90d", "clear_days", "2026-12-30", "2026-12-30", "derived"),
]


@pytest.mark.parametrize(("end", "notice", "reading", "latest", "act_by", "source"), NOTICES)
def test_notice_is_counted_back_and_acted_on_before_a_weekend(
    desk: Desk, end: str, notice: str, reading: str, latest: str, act_by: str, source: str
) -> None:
    contract = f"""\
  reference: MSA-1
  start: 2020-01-01
  end: {end}
  notice: {{period: {notice}, reading: {reading}}}"""
    case = Case(
        levels="  - {id: quality, kpi: quality, target: at least 99 %}\n",
        shares={"quality": ["99"]},
        contract=contract,
        at=f"{act_by}T09:00",
    )
    reminders = desk.try_(case)["reminders"]
    (found,) = (reminder for reminder in reminders if reminder["kind"] == "notice")
    assert (found["latest_date"], found["act_by"]) == (latest, act_by), source
