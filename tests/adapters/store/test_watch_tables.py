"""The tables of watching: one row for each process and for each alarm."""

from concord.adapters.store.watch_tables import FINISHED_ROUND, TOLD_ALARM


def test_what_tells_rows_apart() -> None:
    assert [column.name for column in FINISHED_ROUND.primary_key] == ["name"]
    assert [column.name for column in TOLD_ALARM.primary_key] == ["kind", "subject"]
