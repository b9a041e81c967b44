"""A draft is replayed over what was delivered, beside what is on record; nothing is kept."""

from dataclasses import replace
from datetime import date

from concord.domain.backtest import Backtest
from concord.domain.service_level import OutcomeKind
from concord.services.backtest import backtest
from tests.builders import agreement, at_least, service_level, terms
from tests.services.test_assess import NOW, Case

STRICTER = replace(
    agreement(), service_levels=(service_level(terms=(terms(target=at_least("90")),)),)
)
JULY, SEPTEMBER = date(2026, 7, 1), date(2026, 9, 30)


def replayed(case: Case) -> Backtest:
    return backtest(
        agreement(),
        STRICTER,
        JULY,
        SEPTEMBER,
        store=case.store,
        observations=case.observations,
        now=NOW,
    )


def kinds(found: Backtest) -> list[tuple[OutcomeKind, OutcomeKind]]:
    return [(p.before.kind, p.after.kind) for p in found.outcomes if p.before and p.after]


def test_what_was_never_assessed_is_worked_out_under_both() -> None:
    case = Case()
    case.deliver("2026-08", "85")
    case.deliver("2026-09", "95")
    met, missed = OutcomeKind.MET, OutcomeKind.MISSED
    assert kinds(replayed(case)) == [(met, missed), (met, met)]
    assert case.found == {}


def test_before_is_what_stands_on_record() -> None:
    case = Case(STRICTER)
    case.deliver("2026-09", "85")
    case.assess()
    assert kinds(replayed(case)) == [(OutcomeKind.MISSED, OutcomeKind.MISSED)]
