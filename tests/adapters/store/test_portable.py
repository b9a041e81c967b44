"""Dumps of all records: from either database, into either, all at once or not at all."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from alembic.command import upgrade as run
from alembic.config import Config
from sqlalchemy import text

from concord.adapters.store import SqlStore
from concord.adapters.store.engine import Database
from concord.adapters.store.portable import Filling
from concord.adapters.store.schema import HEAD, MIGRATIONS
from concord.adapters.store.tables import METADATA
from concord.domain.backup import BackupDamagedError, BackupRefusedError
from concord.domain.delivery_hold import DeliveryHold
from concord.domain.errors import StoreOutdatedError
from concord.domain.people import Absence
from tests.adapters.store.databases import migrated, sqlite_url
from tests.adapters.store.examples import ASSESSMENT, ISSUE, MAIL, NOON, REPORT, SUBMISSION

HOLD = DeliveryHold(reason="Restored.", set_by="kim", since=NOON, older_records=True)
COLUMNS = "key number owner started fenced detail provider_id provider batch".split()  # noqa: SIM905 -- easier to read
ABSENCE = Absence(
    person="kim", first=date(2026, 12, 1), last=date(2026, 12, 4), set_by="lee", set_at=NOON
)


@dataclass
class Lines:
    """What was dumped, in memory."""

    tables: dict[str, list[str]] = field(default_factory=dict)

    @contextmanager
    def sink(self, table: str) -> Iterator[Callable[[str], object]]:
        lines = self.tables.setdefault(table, [])
        yield lines.append

    def filling(self, revision: str = HEAD) -> Filling:
        lines = {name: partial(iter, lines) for name, lines in self.tables.items()}
        return Filling(revision=revision, lines=lines, hold=HOLD, rounds=12)


def used(store: SqlStore) -> None:
    """Put something into many of the tables."""
    with store.transaction() as tx:
        tx.submissions.add(SUBMISSION)
        tx.assessments.save(ASSESSMENT)
        tx.issues.save(ISSUE)
        tx.reports.add(REPORT)
        tx.absences.add(ABSENCE)
        tx.outbox.enqueue(replace(MAIL, payload=bytes(range(256)), subject="Zoë's “mail”\u2028"))
        tx.delivery_holds.count_rounds(9)


def dumped(store: SqlStore) -> Lines:
    lines = Lines()
    found = store.dump(lines.sink)
    assert found.revision == HEAD
    assert found.rows == {name: len(each) - 1 for name, each in lines.tables.items()}
    return lines


def apart_from_delivery(lines: Lines) -> dict[str, list[str]]:
    return {name: rows for name, rows in lines.tables.items() if "delivery" not in name}


@pytest.fixture
def other(tmp_path: Path) -> Iterator[SqlStore]:
    """Yield a store whose file is not there yet."""
    store = SqlStore(sqlite_url(tmp_path / "restored" / "concord.db"))
    yield store
    store.close()


def test_every_table_is_dumped(database_store: SqlStore) -> None:
    assert set(dumped(database_store).tables) == set(METADATA.tables)


def test_what_was_dumped_comes_back_whole_in_a_new_file(
    database_store: SqlStore, other: SqlStore
) -> None:
    used(database_store)
    lines = dumped(database_store)
    assert other.is_empty()
    other.fill(lines.filling())
    assert not other.is_empty()
    assert apart_from_delivery(dumped(other)) == apart_from_delivery(lines)
    with other.transaction() as tx:
        assert tx.submissions.of_partner("acme") == (SUBMISSION,)
        assert tx.assessments.of_partner("acme") == (ASSESSMENT,)


def test_what_was_dumped_comes_back_in_either_database(new_url: str, tmp_path: Path) -> None:
    source = SqlStore(migrated(sqlite_url(tmp_path / "source.db")))
    used(source)
    lines = dumped(source)
    target = SqlStore(new_url)
    target.fill(lines.filling())
    assert apart_from_delivery(dumped(target)) == apart_from_delivery(lines)
    with target.transaction() as tx:
        # New rows get ids beyond those that came back.
        assert tx.submissions.add(replace(SUBMISSION, sha256="e" * 64))
        assert tx.absences.add(replace(ABSENCE, person="lee"))
    target.close()
    source.close()


def test_who_sees_the_records_sees_that_delivery_is_held(
    database_store: SqlStore, other: SqlStore
) -> None:
    used(database_store)
    other.fill(dumped(database_store).filling())
    with other.transaction() as tx:
        (hold,) = tx.delivery_holds.all()
        assert replace(hold, id=0) == HOLD
        assert tx.delivery_holds.rounds() == 12


def test_nobody_is_kept_waiting_by_a_dump(database_store: SqlStore) -> None:
    used(database_store)
    lines = Lines()
    seen: list[str] = []

    @contextmanager
    def sink(table: str) -> Iterator[Callable[[str], object]]:
        if not seen:
            with database_store.transaction() as tx:
                tx.outbox.enqueue(replace(MAIL, key="meanwhile"))
        seen.append(table)
        with lines.sink(table) as write:
            yield write

    assert database_store.dump(sink).rows["outbox"] == 1


def test_a_database_that_was_only_upgraded_may_be_filled(url: str) -> None:
    store = SqlStore(url)
    assert store.is_empty()
    store.fill(Lines().filling())
    assert not store.is_empty()
    store.close()


def test_a_database_with_records_is_refused_and_stays(database_store: SqlStore) -> None:
    used(database_store)
    lines = dumped(database_store)
    with pytest.raises(BackupRefusedError, match="has records already"):
        database_store.fill(lines.filling())
    assert dumped(database_store).tables == lines.tables


def test_a_newer_version_and_a_half_upgraded_database_are_refused(
    database_store: SqlStore, other: SqlStore
) -> None:
    with pytest.raises(BackupRefusedError, match="newer version"):
        other.fill(Lines().filling("9999"))
    with pytest.raises(BackupRefusedError, match="a database without any tables"):
        database_store.fill(Lines().filling("0005"))


def test_a_database_without_a_schema_cannot_be_dumped(other: SqlStore) -> None:
    with pytest.raises(StoreOutdatedError):
        other.dump(Lines().sink)


@pytest.mark.parametrize(
    ("table", "lines", "reason"),
    [
        ("nothing", ['{"table": "nothing", "columns": []}'], "tables that its schema lacks"),
        (
            "outbox_attempt",
            [
                json.dumps(
                    {
                        "columns": [
                            "key",
                            "number",
                            "owner",
                            "started",
                            "fenced",
                            "detail",
                            "provider_id",
                            "provider",
                            "batch",
                        ]
                    }
                ),
                json.dumps(["x", 1, "", {"moment": NOON.isoformat()}, False, "", "", "", ""]),
            ],
            "refer to nothing",
        ),
    ],
)
def test_a_dump_that_does_not_hold_together_leaves_nothing(
    other: SqlStore, table: str, lines: list[str], reason: str
) -> None:
    filling = Lines({table: lines}).filling()
    with pytest.raises(BackupDamagedError, match=reason):
        other.fill(filling)
    assert other.is_empty()


def test_what_breaks_off_leaves_nothing_not_even_tables(
    database_store: SqlStore, new_url: str
) -> None:
    used(database_store)
    lines = dumped(database_store)

    def broken() -> Iterator[str]:
        yield from lines.tables["outbox"]
        message = "The disk is gone."
        raise OSError(message)

    filling = lines.filling()
    target = SqlStore(new_url)
    with pytest.raises(OSError, match="disk is gone"):
        target.fill(replace(filling, lines={**filling.lines, "outbox": broken}))
    assert target.is_empty()
    with pytest.raises(StoreOutdatedError):
        target.verify()
    target.fill(filling)
    assert not target.is_empty()
    target.close()


def test_a_dump_of_an_earlier_version_is_upgraded(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path / "old.db"), enforce_keys=False)
    (tmp_path / "old.db").touch()
    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    with database.begin() as connection:
        config.attributes["connection"] = connection
        run(config, "0005")
        columns = [row[1] for row in connection.execute(text("PRAGMA table_info(live_partner)"))]
    values: dict[str, object] = dict.fromkeys(columns, "")
    values |= {"partner": "acme", "from_period": None, "by": "kim"}
    values["since"] = {"moment": datetime(2026, 1, 1, tzinfo=UTC).isoformat()}
    lines = Lines(
        {
            "live_partner": [
                json.dumps({"columns": columns}),
                json.dumps([values[name] for name in columns]),
            ]
        }
    )
    store = SqlStore(sqlite_url(tmp_path / "new.db"))
    store.fill(lines.filling("0005"))
    store.verify()
    with store.transaction() as tx:
        assert set(tx.live_partners.all()) == {"acme"}
    store.close()
    database.close()
