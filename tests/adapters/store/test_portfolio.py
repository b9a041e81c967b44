"""The figures of all partners at once: in memory, in SQLite, in PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from concord.adapters.store import SqlStore
from concord.domain.assessment import Assessment
from concord.domain.issue import IssueState
from concord.domain.period import MeasurementPeriod
from tests.adapters.store import examples
from tests.adapters.store.databases import StoreWithQueue
from tests.adapters.store.examples import CREDIT, ISSUE, MEASUREMENT, NOVEMBER, OCTOBER, OUTCOME

TOTAL = replace(OUTCOME, dimension=())
MEASURED = replace(MEASUREMENT, dimension=())


def assessed(partner: str = "acme", text: str = "2026-10", **changes: object) -> Assessment:
    """Return an assessment with a total, a part, and a credit, of one period."""
    period = MeasurementPeriod.parse(text)
    default = replace(
        examples.ASSESSMENT,
        partner=partner,
        period=period,
        measurements=(replace(MEASURED, period=period), replace(MEASUREMENT, period=period)),
        outcomes=(replace(TOTAL, period=period), replace(OUTCOME, period=period)),
        credits=(replace(CREDIT, period=period),),
    )
    return replace(default, **changes)  # type: ignore[arg-type] # as in the builders, a wrong name raises


def keep(store: StoreWithQueue, *assessments: Assessment) -> None:
    with store.transaction() as tx:
        for assessment in assessments:
            tx.assessments.save(assessment)


def test_totals_of_the_months_by_partner(store: StoreWithQueue) -> None:
    keep(store, assessed(), assessed("zenith"), assessed(text="2026-11"))
    with store.transaction() as tx:
        october = [OCTOBER]
        assert dict(tx.portfolio.outcomes(october)) == {"acme": (TOTAL,), "zenith": (TOTAL,)}
        assert dict(tx.portfolio.measurements(october, {MEASURED.kpi, "other"})) == {
            "acme": (MEASURED,),
            "zenith": (MEASURED,),
        }
        assert dict(tx.portfolio.measurements(october, {"other"})) == {}
        assert dict(tx.portfolio.credits(october)) == {"acme": (CREDIT,), "zenith": (CREDIT,)}
        both = tx.portfolio.outcomes([OCTOBER, NOVEMBER])
        assert [each.period for each in both["acme"]] == [OCTOBER, NOVEMBER]


def test_the_newest_revision_stands(store: StoreWithQueue) -> None:
    keep(store, assessed(), assessed(outcomes=(), credits=(), inputs="other"))
    keep(store, assessed("zenith", inputs="other"), assessed("zenith"))
    with store.transaction() as tx:
        assert dict(tx.portfolio.outcomes([OCTOBER])) == {"zenith": (TOTAL,)}
        assert dict(tx.portfolio.credits([OCTOBER])) == {"zenith": (CREDIT,)}


@pytest.mark.parametrize(
    ("period", "month", "partners"),
    [
        ("2026-Q4", "2026-12", ["acme"]),
        ("2026-Q4", "2026-10", []),
        ("2026-W44", "2026-11", ["acme"]),
        ("2026-10-31", "2026-10", ["acme"]),
        ("2026-10/P3M", "2026-10", ["acme"]),
        ("2026-10/P3M", "2026-08", []),
    ],
)
def test_a_period_belongs_to_the_month_in_which_it_ends(
    store: StoreWithQueue, period: str, month: str, partners: list[str]
) -> None:
    keep(store, assessed(text=period))
    with store.transaction() as tx:
        found = tx.portfolio.outcomes([MeasurementPeriod.parse(month)])
    assert list(found) == partners


def test_open_issues_are_counted_and_settled_ones_are_not(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        for number, state in enumerate(IssueState):
            key = replace(ISSUE.key, subject=f"level{number}")
            tx.issues.save(replace(ISSUE, key=key, state=state))
        settled = replace(ISSUE.key, partner="zenith")
        tx.issues.save(replace(ISSUE, key=settled, state=IssueState.WAIVED))
    with store.transaction() as tx:
        assert dict(tx.portfolio.open_issues()) == {"acme": len(IssueState) - 2}


def test_nothing_on_record_is_nothing(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        assert dict(tx.portfolio.outcomes([OCTOBER])) == {}
        assert dict(tx.portfolio.open_issues()) == {}


@contextmanager
def counted() -> Iterator[list[str]]:
    """Yield the statements that are run meanwhile, on any database."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.parametrize("count", [1, 40])
def test_the_number_of_statements_does_not_grow_with_the_partners(
    database_store: SqlStore, count: int
) -> None:
    keep(database_store, *(assessed(f"partner{number:02d}") for number in range(count)))
    with database_store.transaction() as tx, counted() as statements:
        assert len(tx.portfolio.outcomes([OCTOBER])) == count
        assert len(tx.portfolio.credits([OCTOBER])) == count
        assert len(tx.portfolio.measurements([OCTOBER], [MEASURED.kpi])) == count
        tx.portfolio.open_issues()
    assert len(statements) == 7
