"""Who reads the monthly report: as agreed or by default, and whoever is there on the day."""

from datetime import date

from concord.domain.agreement import MonthlyReportRule
from concord.domain.contract import Contract
from concord.domain.people import Side
from concord.domain.quantity import DayOfPeriod
from concord.domain.report_rule import report_readers, report_rule
from tests.builders import agreement, person

DAY = date(2026, 11, 9)
CONTRACT = Contract(reference="M", start=date(2024, 4, 1), end=date(2027, 3, 31), owner="kim")


def test_by_default_the_owner_and_the_partners_operations_read_it_on_the_sixth_day() -> None:
    rule = report_rule(agreement(contract=CONTRACT))
    assert rule.to == ("kim", "ana")
    assert rule.day == DayOfPeriod(number=6, business=True)
    assert report_rule(agreement(services=(), contract=None)).to == ("ana",)


def test_what_is_agreed_stands() -> None:
    agreed = MonthlyReportRule(to=("kim",), day=DayOfPeriod(number=3, business=False))
    assert report_rule(agreement(monthly_report=agreed)) == agreed


def test_each_side_with_a_reader_has_its_copy() -> None:
    ours = agreement(contract=CONTRACT)
    found = {side: [p.id for p in people] for side, people in report_readers(ours, DAY)}
    assert found == {Side.CLIENT: ["kim"], Side.PARTNER: ["ana"]}


def test_a_side_without_anybody_there_has_none() -> None:
    gone = person(until=date(2026, 11, 8))
    ours = agreement(contract=CONTRACT, people=(gone, *agreement().organisation.people))
    assert [side for side, _ in report_readers(ours, DAY)] == [Side.CLIENT]
