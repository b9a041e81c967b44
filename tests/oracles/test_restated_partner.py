"""A partner that restates months and invoices in any order, assessed after each file."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.domain.agreement import Agreement
from concord.domain.charges import ChargeTerms, CountedCharges
from concord.domain.contract import Contract
from concord.domain.ledger import COMPUTED, Ledger, LedgerLine
from concord.domain.period import MeasurementPeriod
from concord.domain.shadow import LivePartner
from concord.domain.source import ColumnType, Source
from concord.services.assess import assess
from concord.services.post_ledger import ledger_of
from tests.builders import (
    agreement,
    column,
    expression,
    moment,
    months,
    period,
    points_regime,
    service,
    source,
    submission,
)
from tests.fakes_observations import FakeObservations, Row
from tests.fakes_store import FakeStore
from tests.stored_places import day

pytestmark = pytest.mark.journey

MONTHS = tuple(period(month) for month in months("2026-01", 4))
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
CALLS = source()
INVOICES = source(
    id="invoices", columns=(column("net", ColumnType.NUMBER),), day_column=None, key=()
)
AGREED = agreement(
    services=(
        service(
            charges=ChargeTerms(
                counted=CountedCharges(
                    source="invoices", expression=expression('sum("net")', "net"), are_amounts=True
                )
            )
        ),
    ),
    sources=(CALLS, INVOICES),
    credits=(points_regime(),),
    contract=Contract(reference="MSA-1", start=date(2025, 1, 1), end=date(2029, 12, 31)),
)

File = tuple[MeasurementPeriod, Source, int]
"""The month of a file, what it is of, and its figure."""

files = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(MONTHS), st.just(CALLS), st.integers(76, 82)),
        st.tuples(st.sampled_from(MONTHS), st.just(INVOICES), st.integers(1, 900_000)),
    ),
    min_size=2,
    max_size=7,
)


class Records:
    """A live partner's store, into which files arrive one after the other."""

    def __init__(self, agreed: Agreement = AGREED) -> None:
        self.agreed = agreed
        self.store = FakeStore()
        self.observations = FakeObservations()
        with self.store.transaction() as tx:
            tx.live_partners.add(LivePartner(partner="northwind", since=NOW, by="kim"))

    def arrive(self, number: int, file: File) -> None:
        month, of, figure = file
        calls: Row = day(str(month.start), "cebu", 100, figure)
        line: Row = {"net": Decimal(figure) / 100}
        kept = self.observations.add(of, month, [calls if of is CALLS else line])
        with self.store.transaction() as tx:
            tx.submissions.add(
                submission(
                    str(month),
                    source=of.id,
                    sha256=f"{number:064}",
                    observations=kept.observations,
                    arrived=moment(f"2026-11-10T08:00:{number:02d}"),
                )
            )

    def assess(self, *touched: MeasurementPeriod) -> None:
        assess(
            self.agreed,
            store=self.store,
            observations=self.observations,
            now=NOW,
            periods=touched or None,
        )

    def ledger(self) -> Ledger:
        with self.store.transaction() as tx:
            return ledger_of(tx, "northwind")

    def figures(self) -> dict[str, tuple[object, ...]]:
        with self.store.transaction() as tx:
            return {
                str(a.period): (a.outcomes, a.credits, a.unknown_charges)
                for a in tx.assessments.of_partner("northwind")
            }


def sums(ledger: Ledger) -> dict[tuple[LedgerLine, MeasurementPeriod], Decimal]:
    places = {(entry.line, entry.period) for entry in ledger.entries}
    found = {place: ledger.sum(COMPUTED, *place) for place in places}
    return {place: amount for place, amount in found.items() if amount}


@settings(max_examples=1_000, deadline=None)
@given(files)
def test_file_by_file_comes_to_the_same_as_all_at_once(arriving: list[File]) -> None:
    gradual, at_once = Records(), Records()
    for number, file in enumerate(arriving):
        before = gradual.ledger().entries
        gradual.arrive(number, file)
        gradual.assess(file[0])
        assert gradual.ledger().entries[: len(before)] == before
        at_once.arrive(number, file)
    at_once.assess()
    assert gradual.figures() == at_once.figures()
    assert sums(gradual.ledger()) == sums(at_once.ledger())
    settled = gradual.ledger()
    gradual.assess()
    assert gradual.ledger() == settled
