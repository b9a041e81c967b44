"""Report versions: in memory, in SQLite, in PostgreSQL."""

from dataclasses import replace

import pytest

from concord.domain.errors import StoreUnavailableError
from concord.domain.report import ReportVersion
from tests.adapters.store.databases import StoreWithQueue
from tests.adapters.store.examples import NOON, NOVEMBER, OCTOBER

FIRST = ReportVersion(
    partner="acme",
    period=OCTOBER,
    version=1,
    content_sha256="a" * 64,
    issued=NOON,
    figures=(("Overall score", "98.4 of 100"), ("Qualität, site \N{SNOWMAN}", "90.00 %, Met")),
)


def test_the_latest_version_is_the_one_with_the_highest_number(store: StoreWithQueue) -> None:
    tenth = replace(FIRST, version=10, content_sha256="b" * 64)
    with store.transaction() as tx:
        assert tx.reports.latest("acme", OCTOBER) is None
        for version in (FIRST, tenth, replace(FIRST, version=9)):
            tx.reports.add(version)
    with store.transaction() as tx:
        assert tx.reports.latest("acme", OCTOBER) == tenth
        assert tx.reports.latest("acme", NOVEMBER) is None
        assert tx.reports.latest("other", OCTOBER) is None


def test_the_periods_that_were_reported_are_known(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        assert tx.reports.periods("acme") == ()
        for month, number in ((NOVEMBER, 1), (OCTOBER, 1), (OCTOBER, 2)):
            tx.reports.add(replace(FIRST, period=month, version=number))
    with store.transaction() as tx:
        assert tx.reports.periods("acme") == (OCTOBER, NOVEMBER)
        assert tx.reports.periods("other") == ()


def test_adding_the_same_version_again_changes_nothing(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        tx.reports.add(FIRST)
        tx.reports.add(FIRST)
        assert tx.reports.latest("acme", OCTOBER) == FIRST


def test_a_version_is_never_replaced_by_another_content(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        tx.reports.add(FIRST)
    with (
        pytest.raises(StoreUnavailableError, match="another content"),
        store.transaction() as tx,
    ):
        tx.reports.add(replace(FIRST, content_sha256="b" * 64))
    with store.transaction() as tx:
        assert tx.reports.latest("acme", OCTOBER) == FIRST
