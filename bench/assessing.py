"""Assessing many partners: a year's figures and outcomes, against DuckDB over the same files.

Both sides have loaded what they need before the clock starts: agreements and what was delivered
on ours, the paths of the files on theirs.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from bench import partners

if TYPE_CHECKING:  # so that a measurement of a cold start does not pay for these
    from concord.adapters.duckdb_observations import DuckDbObservations
    from concord.adapters.store import SqlStore
    from concord.domain.agreement import Agreement
    from concord.domain.submission import Submission

    Partner = tuple[Agreement, tuple[Submission, ...]]

MANY, FEW = 1_000, 100
BATCH = 50
OUTCOMES = len(partners.RATIOS) * partners.MONTHS


def many(scratch: Path) -> None:
    """Lay out a thousand partners."""
    partners.lay_out(scratch, MANY)


def many_recorded(scratch: Path) -> None:
    """Lay out a thousand partners, whose deliveries are on record."""
    many(scratch)
    _record(scratch)


def few_assessed(scratch: Path) -> None:
    """Lay out a hundred partners, as recorded and as assessed once."""
    partners.lay_out(scratch, FEW)
    _record(scratch)
    shutil.copy(scratch / "concord.db", scratch / "recorded.db")
    _assess(scratch, _store(scratch / "concord.db"))()


def figures(scratch: Path) -> Callable[[], None]:
    """Measure and rate every partner; keep nothing."""
    from concord.domain.measurement_plan import planned_periods
    from concord.services.measure import measure

    observations, everybody = _observations(scratch), list(partners.delivered(scratch))

    def run() -> None:
        for batch in _batches(everybody):
            with observations.together(_rows(batch)) as at_hand:
                for agreement, submissions in batch:
                    plan = planned_periods(agreement, submissions, partners.NOW)
                    found = measure(agreement, submissions, plan, at_hand, partners.NOW)
                    assert sum(len(found.outcomes(period)) for period in plan) == OUTCOMES

    return run


def bare_sums(scratch: Path) -> Callable[[], None]:
    """Add up all KPIs' columns by month, by one statement a partner over one connection."""
    asked = [partners.sums(each) for pair in partners.RATIOS for each in pair]
    return _bare(scratch, [", ".join(asked)])


def bare_sums_by_kpi(scratch: Path) -> Callable[[], None]:
    """Add up the columns of each KPI by month, by a statement of its own."""
    return _bare(scratch, [", ".join(map(partners.sums, pair)) for pair in partners.RATIOS])


def _bare(scratch: Path, asked: list[str]) -> Callable[[], None]:
    import duckdb

    paths = partners.paths_of(scratch)

    def run() -> None:
        connection = duckdb.connect()
        for files in paths.values():
            for sums in asked:
                rows = connection.execute(
                    f"SELECT date_trunc('month', date), {sums} "  # noqa: S608 - our own columns and scratch folder
                    f"FROM read_parquet({files}) GROUP BY ALL"
                ).fetchall()
                assert len(rows) == partners.MONTHS

    return run


def assess_many(scratch: Path) -> Callable[[], None]:
    """Assess a thousand partners for the first time, and keep what they come to."""
    return _assess(scratch, _copied(scratch / "concord.db"))


def assess_first(scratch: Path) -> Callable[[], None]:
    """Assess a hundred partners for the first time."""
    return _assess(scratch, _copied(scratch / "recorded.db"))


def assess_again(scratch: Path) -> Callable[[], None]:
    """Assess a hundred partners of whom nothing has changed."""
    return _assess(scratch, _store(scratch / "concord.db"), changed=0)


def assess_one_month(scratch: Path) -> Callable[[], None]:
    """Assess a hundred partners of whom one month's file came anew."""
    store = _copied(scratch / "concord.db")
    with store.transaction() as tx:
        for _, (*_, latest) in partners.delivered(scratch):
            tx.submissions.add(partners.sent_again(latest))
    return _assess(scratch, store, changed=1)


def _assess(
    scratch: Path, store: SqlStore, *, changed: int = partners.MONTHS
) -> Callable[[], None]:
    from concord.services.assess import assess

    observations, everybody = _observations(scratch), list(partners.delivered(scratch))

    def run() -> None:
        for batch in _batches(everybody):
            with observations.together(_rows(batch)) as at_hand:
                for agreement, _ in batch:
                    periods = assess(
                        agreement, store=store, observations=at_hand, now=partners.NOW
                    )
                    assert len(periods) == changed, periods

    return run


def _record(scratch: Path) -> None:
    store = _store(scratch / "concord.db")
    store.upgrade()
    with store.transaction() as tx:
        for _, submissions in partners.delivered(scratch):
            for submission in submissions:
                tx.submissions.add(submission)


def _copied(file: Path) -> SqlStore:
    """Return a store of its own for one run."""
    return _store(Path(shutil.copy(file, mkdtemp(dir=file.parent))))


def _store(file: Path) -> SqlStore:
    from concord.adapters.locations import database_url
    from concord.adapters.store import SqlStore

    return SqlStore(database_url(None, file))


def _observations(scratch: Path) -> DuckDbObservations:
    from concord.adapters.duckdb_observations import DuckDbObservations

    return DuckDbObservations(scratch / "observations")


def _batches(everybody: list[Partner]) -> Iterator[list[Partner]]:
    for first in range(0, len(everybody), BATCH):
        yield everybody[first : first + BATCH]


def _rows(batch: list[Partner]) -> list[str]:
    return [each.observations or "" for _, submissions in batch for each in submissions]
