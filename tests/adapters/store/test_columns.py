"""Kinds of columns: what each database hands back."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import StatementError

from concord.adapters.store import SqlStore
from tests.adapters.store.examples import NOON, SUBMISSION


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Bericht Ä 月次 😀.xlsx", "Bericht Ä 月次 😀.xlsx"),
        ("tab\there 'quoted' %s {} \\n", "tab\there 'quoted' %s {} \\n"),
        ("nul \0 inside", "nul \\x00 inside"),
        ("undecodable \udcff", "undecodable \\udcff"),
    ],
)
def test_any_text_is_kept_and_what_no_database_holds_is_escaped(
    database_store: SqlStore, name: str, kept: str
) -> None:
    with database_store.transaction() as tx:
        tx.submissions.add(replace(SUBMISSION, file=name))
        (found,) = tx.submissions.of_partner("acme")
    assert found.file == kept


def test_moments_come_back_in_utc(database_store: SqlStore) -> None:
    with database_store.transaction() as tx:
        tx.submissions.add(SUBMISSION)
        (found,) = tx.submissions.of_partner("acme")
    assert (found.arrived, found.arrived.tzinfo) == (NOON, UTC)


def test_a_time_without_a_zone_is_refused(database_store: SqlStore) -> None:
    local = datetime(2026, 11, 2, 12)  # noqa: DTZ001 -- the mistake under test
    with (
        pytest.raises(StatementError, match="has no time zone"),
        database_store.transaction() as tx,
    ):
        tx.submissions.add(replace(SUBMISSION, arrived=local))
