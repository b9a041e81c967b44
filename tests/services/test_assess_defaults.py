"""Defaults by number, from what was delivered to what the store keeps."""

from concord.domain.service_level import NthMiss, OutcomeKind
from tests.builders import agreement, at_least, months, period, service_level, terms
from tests.services.test_assess import Case

TWO_THRESHOLDS = service_level(
    terms=(terms(target=at_least("95"), minimum=at_least("90")),), repeated_miss=NthMiss()
)


def kinds(case: Case) -> list[OutcomeKind]:
    return [kind for kind, _, _ in case.totals().values()]


def test_months_below_expected_add_up_to_a_default_in_the_fourth() -> None:
    case = Case(agreement(service_levels=(TWO_THRESHOLDS,)))
    for number, month in enumerate(months("2025-11", 12), start=1):
        case.deliver(month, "92" if number in {1, 4, 7, 10} else "96")
    case.assess()
    met, missed = OutcomeKind.MET, OutcomeKind.MISSED
    quarter = [missed, met, met]
    assert kinds(case) == [*quarter * 3, OutcomeKind.DEFAULTED, met, met]


def test_a_correction_of_one_month_takes_the_default_of_another_back() -> None:
    case = Case(agreement(service_levels=(TWO_THRESHOLDS,)))
    for month in months("2026-07", 4):
        case.deliver(month, "92")
    case.assess()
    assert kinds(case)[-1] is OutcomeKind.DEFAULTED
    case.deliver("2026-08", "96", sent_as="corrected")
    assert "2026-10" in case.assess(periods=[period("2026-08")])
    missed = OutcomeKind.MISSED
    assert kinds(case) == [missed, OutcomeKind.MET, missed, missed]
    assert case.assess() == []
