"""The whole assessment of a partner: what is measured, when again, and what it is worth."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.charges import ChargeTerms
from concord.domain.credit import FlatRegime
from concord.domain.kpi import TOTAL
from concord.domain.opening import Opening
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.service_level import OutcomeKind
from concord.domain.submission import Verdict
from concord.services.assess import assess
from tests.builders import (
    agreement,
    at_least,
    bands,
    kpi,
    moment,
    months,
    period,
    points_regime,
    service,
    service_level,
    source,
    submission,
    terms,
)
from tests.fakes_observations import FakeObservations
from tests.fakes_store import FakeStore
from tests.stored_places import day

NOW = moment("2026-11-20")


class Case:
    """A partner's store, into which files arrive."""

    def __init__(self, agreed: Agreement | None = None) -> None:
        self.agreed = agreed or agreement()
        self.store = FakeStore()
        self.observations = FakeObservations()

    def deliver(self, month: str, share: str, sent_as: str = "", to: str = "daily_ops") -> None:
        """Store a month with `share` percent of its calls answered."""
        answered = int(Decimal(share) * 100)
        rows = [day(f"{month}-01", "cebu", 10_000, answered)]
        file = self.observations.add(self.agreed.source(to), period(month), rows)
        with self.store.transaction() as tx:
            known = len(tx.submissions.of_partner("northwind"))
            tx.submissions.add(
                submission(
                    month,
                    source=to,
                    sha256=sent_as or file.submission,
                    observations=file.observations,
                    arrived=moment(f"2026-11-10T08:00:{known:02d}"),
                )
            )

    def assess(
        self, now: datetime = NOW, periods: Sequence[MeasurementPeriod] | None = None
    ) -> list[str]:
        changed = assess(
            self.agreed,
            store=self.store,
            observations=self.observations,
            now=now,
            periods=periods,
        )
        return [str(p) for p in changed]

    @property
    def found(self) -> dict[str, Assessment]:
        with self.store.transaction() as tx:
            return {str(a.period): a for a in tx.assessments.of_partner("northwind")}

    def totals(self) -> dict[str, tuple[OutcomeKind, Decimal | None, bool]]:
        return {
            text: (o.kind, o.points, o.repeat)
            for text, a in self.found.items()
            for o in a.outcomes
            if o.dimension == TOTAL
        }

    def amounts(self) -> dict[str, list[str]]:
        return {text: [str(c.amount) for c in a.credits] for text, a in self.found.items()}


MODEL = agreement(
    service_levels=(
        service_level(
            terms=(
                terms(
                    target=at_least("99"),
                    bands=bands("threshold", minor="98", serious="97", severe="96"),
                ),
            )
        ),
    ),
    credits=(
        points_regime(
            points={
                name: Decimal(points)
                for points, name in enumerate(("minor", "serious", "severe", "threshold"), start=1)
            }
        ),
    ),
)


@pytest.mark.parametrize(
    ("shares", "amounts"),
    [
        (["98.5", "96.5", "96.5"], ["1000.00", "6000.00", "6000.00"]),
        (["96.5", "98.5", "96.5"], ["3000.00", "2000.00", "6000.00"]),
        (["98.5", "99.2", "98.5"], ["1000.00", "0.00", "1000.00"]),
    ],
)
def test_the_model_contract_s_worked_examples(shares: list[str], amounts: list[str]) -> None:
    case = Case(MODEL)
    for month, share in zip(months("2026-08", 3), shares, strict=True):
        case.deliver(month, share)
    case.assess()
    assert case.amounts() == {
        month: [amount] for month, amount in zip(months("2026-08", 3), amounts, strict=True)
    }


def test_the_first_miss_after_an_opening_repeats_what_failed_before_it() -> None:
    opening = Opening(as_of=date(2026, 6, 30), failed_last_period=frozenset({"phone"}))
    case = Case(replace(MODEL, opening=opening))
    for month, share in zip(months("2026-07", 4), ["98.5", "98.5", "99.2", "98.5"], strict=True):
        case.deliver(month, share)
    case.assess()
    assert list(case.amounts().values()) == [
        ["2000.00"],
        ["2000.00"],
        ["0.00"],
        ["1000.00"],
    ]


def test_regimes_of_several_models_are_all_due() -> None:
    flat = FlatRegime(service="voice", currency="GBP", service_level="phone", amount=Decimal(500))
    case = Case(replace(MODEL, credits=(flat, *MODEL.credits)))
    case.deliver("2026-10", "98.5")
    case.assess()
    assert case.amounts() == {"2026-10": ["500.00", "1000.00"]}


def test_nothing_delivered_is_nothing_assessed() -> None:
    assert Case().assess() == []


def test_assessing_again_changes_nothing_and_measures_nothing() -> None:
    case = Case()
    case.deliver("2026-09", "79")
    case.deliver("2026-10", "82")
    assert case.assess() == ["2026-09", "2026-10"]
    before, asked = case.found, list(case.observations.asked)
    assert case.assess() == []
    assert (case.found, case.observations.asked) == (before, asked)


def test_a_month_without_a_file_shows_and_breaks_no_streak() -> None:
    case = Case()
    case.deliver("2026-08", "79")
    case.deliver("2026-10", "79")
    case.assess()
    assert case.totals() == {
        "2026-08": (OutcomeKind.MISSED, Decimal(1), False),
        "2026-09": (OutcomeKind.INCOMPLETE, None, False),
        "2026-10": (OutcomeKind.MISSED, Decimal(2), True),
    }
    assert case.amounts() == {"2026-08": ["1000.00"], "2026-09": [], "2026-10": ["2000.00"]}


def test_a_restatement_reaches_the_months_that_depend_on_it() -> None:
    case = Case()
    for month in months("2026-08", 3):
        case.deliver(month, "79")
    case.assess()
    case.deliver("2026-08", "85", sent_as="corrected")
    case.observations.asked.clear()
    assert case.assess(periods=[period("2026-08")]) == ["2026-08", "2026-09"]
    assert case.observations.asked == [("answer_rate", ("2026-08",))]
    assert case.amounts() == {"2026-08": ["0.00"], "2026-09": ["1000.00"], "2026-10": ["2000.00"]}
    assert {m.submissions for m in case.found["2026-08"].measurements} == {("corrected",)}


def test_only_touched_periods_are_measured_again() -> None:
    case = Case()
    case.deliver("2026-09", "82")
    case.deliver("2026-10", "82")
    case.assess()
    case.deliver("2026-09", "83", sent_as="corrected")
    assert case.assess(periods=[period("2026-10")]) == []
    assert case.assess(periods=[period("2026-Q3")]) == ["2026-09"]


def test_a_file_that_arrives_while_figures_are_made_is_not_lost() -> None:
    case = Case()
    case.deliver("2026-10", "79")

    def arrive() -> None:
        case.observations.on_measure = lambda: None
        case.deliver("2026-10", "85", sent_as="corrected")

    case.observations.on_measure = arrive
    case.assess()
    assert case.totals() == {"2026-10": (OutcomeKind.MET, Decimal(0), False)}


def test_an_open_month_is_rated_once_it_is_over() -> None:
    case = Case()
    case.deliver("2026-10", "79")
    case.assess(moment("2026-10-20"))
    assert case.totals() == {"2026-10": (OutcomeKind.OPEN, None, False)}
    assert case.assess(moment("2026-10-21")) == []
    assert case.assess(moment("2026-11-01")) == ["2026-10"]
    assert case.totals() == {"2026-10": (OutcomeKind.MISSED, Decimal(1), False)}


def test_another_agreement_is_applied_to_all_and_named_by_all() -> None:
    case = Case()
    case.deliver("2026-09", "81")
    case.deliver("2026-10", "81")
    case.assess()
    stricter = service_level(terms=(terms(target=at_least("82"), bands=bands("serious")),))
    case.agreed = replace(case.agreed, version="b" * 64, service_levels=(stricter,))
    assert case.assess(periods=[period("2026-10")]) == ["2026-09", "2026-10"]
    assert {a.agreement for a in case.found.values()} == {"b" * 64}
    assert case.amounts() == {"2026-09": ["2000.00"], "2026-10": ["4000.00"]}


def test_without_charges_there_are_points_and_no_credit() -> None:
    case = Case(agreement(services=(service(charges=ChargeTerms()),)))
    case.deliver("2026-10", "79")
    case.assess()
    assert case.totals() == {"2026-10": (OutcomeKind.MISSED, Decimal(1), False)}
    assert case.amounts() == {"2026-10": []}


@pytest.mark.parametrize(
    "free",
    [
        agreement(service_levels=(service_level(bears_money=False),)),
        agreement(credits=()),
        agreement(
            services=(service(), service(id="mail")), credits=(points_regime(service="mail"),)
        ),
    ],
    ids=["money: none", "no regime", "a regime of another service"],
)
def test_what_bears_no_money_repeats_all_the_same(free: Agreement) -> None:
    case = Case(free)
    case.deliver("2026-09", "79")
    case.deliver("2026-10", "79")
    case.assess()
    assert case.totals() == {
        "2026-09": (OutcomeKind.MISSED, None, False),
        "2026-10": (OutcomeKind.MISSED, None, True),
    }
    assert case.amounts() == {"2026-09": [], "2026-10": []}


def test_a_quarter_s_points_land_in_its_last_month() -> None:
    case = Case(agreement(service_levels=(service_level(period=PeriodLength.QUARTER),)))
    case.deliver("2026-07", "79")
    case.deliver("2026-09", "79")
    case.assess()
    assert case.amounts() == {
        "2026-07": [],
        "2026-08": [],
        "2026-09": ["1000.00"],
        "2026-Q3": [],
    }
    (credit,) = case.found["2026-09"].credits
    assert [line.cause for line in credit.lines] == ["phone 2026-Q3 minor"]


def test_an_assessment_holds_one_period_and_says_what_it_is_made_from() -> None:
    levels = (service_level(), service_level(id="daily", period=PeriodLength.DAY))
    case = Case(agreement(service_levels=levels))
    case.deliver("2026-10", "82")
    case.assess()
    assert len(case.found) == 32
    for assessment in case.found.values():
        assert assessment.agreement == case.agreed.version
        assert len(assessment.inputs) == 64
        periods = {m.period for m in assessment.measurements}
        periods |= {o.period for o in assessment.outcomes}
        assert periods == {assessment.period}


def test_two_sources_are_assessed_together() -> None:
    case = Case(
        agreement(
            sources=(source(), source(id="mail_ops")),
            kpis=(kpi(), kpi(id="mails", source="mail_ops")),
            service_levels=(
                service_level(),
                service_level(id="mails", kpi="mails"),
            ),
        )
    )
    case.deliver("2026-10", "79")
    case.deliver("2026-10", "79", sent_as="mails", to="mail_ops")
    case.assess()
    (assessed,) = case.found.values()
    assert [o.service_level for o in assessed.outcomes] == ["mails", "phone"]
    assert [str(c.points) for c in assessed.credits] == ["2"]


def test_a_quarantined_file_leaves_a_red_line() -> None:
    case = Case()
    case.deliver("2026-09", "82")
    with case.store.transaction() as tx:
        tx.submissions.add(submission(verdict=Verdict.QUARANTINED, observations=None))
    case.assess()
    assert case.totals()["2026-10"] == (OutcomeKind.INCOMPLETE, None, False)
