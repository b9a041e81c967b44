"""Charges counted of rows: units and invoice lines, by months, and what credits make of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from concord.domain.agreement import Agreement
from concord.domain.charges import ChargeBook, ChargeGap, ChargeRate, ChargeTerms, CountedCharges
from concord.domain.contract import Contract
from concord.domain.period import MeasurementPeriod
from concord.domain.source import ColumnType, Source
from concord.services.assess import assess
from concord.services.count_charges import charge_book
from tests.builders import (
    agreement,
    column,
    expression,
    moment,
    period,
    service,
    source,
    submission,
)
from tests.fakes_observations import FakeObservations, Row
from tests.fakes_store import FakeStore
from tests.stored_places import day

NOW = moment("2026-12-20")
INVOICES = source(
    id="invoices",
    columns=(column("net", ColumnType.NUMBER), column("currency", ColumnType.TEXT)),
    day_column=None,
    key=(),
)
LINES = ChargeTerms(
    counted=CountedCharges(
        source="invoices",
        expression=expression('sum("net")', "net"),
        are_amounts=True,
        currency="currency",
    )
)
CALLS = ChargeTerms(
    rates=(ChargeRate(since=None, fixed=Decimal(1000), per_unit=Decimal("0.25")),),
    counted=CountedCharges(source="daily_ops", expression=expression('sum("offered")', "offered")),
)


def agreed(terms: ChargeTerms, **changes: object) -> Agreement:
    services = (service(charges=terms),)
    return replace(agreement(services=services, sources=(source(), INVOICES)), **changes)  # type: ignore[arg-type]


class Case:
    """A partner whose charges arrive beside what it delivers."""

    def __init__(self, terms: ChargeTerms, **changes: object) -> None:
        self.agreed = agreed(terms, **changes)
        self.store = FakeStore()
        self.observations = FakeObservations()

    def call(self, month: str, answered: int = 79_00, offered: int = 100_00) -> None:
        self._deliver(month, source(), [day(f"{month}-01", "cebu", offered, answered)])

    def bill(self, month: str, *lines: tuple[str, str]) -> None:
        rows: list[Row] = [{"net": Decimal(net), "currency": code} for net, code in lines]
        self._deliver(month, INVOICES, rows)

    def _deliver(self, month: str, source_: Source, rows: Sequence[Row]) -> None:
        file = self.observations.add(source_, period(month), rows)
        with self.store.transaction() as tx:
            known = len(tx.submissions.of_partner("northwind"))
            tx.submissions.add(
                submission(
                    month,
                    source=source_.id,
                    sha256=f"{known:064}",
                    observations=file.observations,
                    arrived=moment(f"2026-11-10T08:00:{known:02d}"),
                )
            )

    def book(self, now: datetime = NOW) -> ChargeBook:
        with self.store.transaction() as tx:
            submissions = tx.submissions.of_partner("northwind")
        return charge_book(self.agreed, submissions, self.observations, now)

    def assess(self, periods: Sequence[MeasurementPeriod] | None = None) -> list[str]:
        changed = assess(
            self.agreed,
            store=self.store,
            observations=self.observations,
            now=NOW,
            periods=periods,
        )
        return [str(p) for p in changed]

    def told(self) -> dict[str, list[str]]:
        """Return by periods what is due, and what it waits for."""
        with self.store.transaction() as tx:
            found = tx.assessments.of_partner("northwind")
        return {
            str(a.period): [*(str(c.amount) for c in a.credits), *map(str, a.unknown_charges)]
            for a in found
        }


def test_lines_of_a_month_are_added_up() -> None:
    case = Case(LINES)
    case.bill("2026-10", ("100000.10", "GBP"), ("-0.10", "gbp "))
    assert case.book()("voice", period("2026-10")) == 100_000


def test_units_of_a_month_have_their_price_beside_what_is_fixed() -> None:
    case = Case(CALLS)
    case.call("2026-10")
    assert case.book()("voice", period("2026-10")) == 1000 + 2500
    assert case.book()("voice", period("2026-09")) is None


def test_units_of_a_month_that_runs_are_not_known_yet() -> None:
    case = Case(CALLS)
    case.call("2026-10")
    running = case.book(moment("2026-10-31T22:00"))
    assert running.of("voice", period("2026-10")).gap is ChargeGap.NOT_KNOWN_YET
    assert case.book(moment("2026-11-01T00:00"))("voice", period("2026-10")) == 3500


def test_a_month_with_lines_in_another_currency_is_not_added_up() -> None:
    case = Case(LINES)
    case.bill("2026-09", ("500", "GBP"))
    case.bill("2026-10", ("100000", "GBP"), ("10", "USD"), ("10", "EUR"))
    found = case.book().of("voice", period("2026-10"))
    assert found.gap is ChargeGap.OTHER_CURRENCY
    assert sorted(found.other_currencies) == ["EUR", "USD"]
    assert case.book()("voice", period("2026-09")) == 500


def test_without_any_file_nothing_is_known() -> None:
    found = Case(LINES).book().of("voice", period("2026-10"))
    assert found.gap is ChargeGap.NOT_KNOWN_YET


@pytest.mark.parametrize(
    ("month", "expected"), [("2026-06", None), ("2026-07", 17_000), ("2026-08", 31_000)]
)
def test_a_service_is_charged_from_the_day_on_which_its_contract_begins(
    month: str, expected: int | None
) -> None:
    fixed = ChargeTerms(rates=(ChargeRate(since=None, fixed=Decimal(31_000)),))
    contract = Contract(reference="MSA-1", start=date(2026, 7, 15), end=date(2027, 3, 31))
    assert Case(fixed, contract=contract).book()("voice", period(month)) == expected


def test_a_credit_waits_for_its_invoice_and_follows_its_correction() -> None:
    case = Case(LINES)
    case.call("2026-10")
    case.assess()
    assert case.told() == {"2026-10": ["charges of voice for 2026-10 are not known yet"]}
    case.bill("2026-10", ("100000", "GBP"))
    assert case.assess([period("2026-10")]) == ["2026-10"]
    assert case.told() == {"2026-10": ["1000.00"]}
    case.bill("2026-10", ("20000", "GBP"))
    assert case.assess([period("2026-10")]) == ["2026-10"]
    assert case.told() == {"2026-10": ["1200.00"]}
    assert case.assess() == []


def test_a_month_that_kept_to_what_was_agreed_waits_for_nothing() -> None:
    case = Case(LINES)
    case.call("2026-10", answered=90_00)
    case.assess()
    assert case.told() == {"2026-10": []}
