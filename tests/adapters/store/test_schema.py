"""The schema: made from nothing, brought up to date whole or not at all, and recognised."""

import shutil
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, MetaData, Table, inspect, select, text

from concord.adapters.store import SqlStore
from concord.adapters.store.engine import Database
from concord.adapters.store.schema import HEAD, MIGRATIONS, VERSION_TABLE, upgrade, verify
from concord.adapters.store.tables import LIVE_PARTNER, METADATA
from concord.adapters.store.tables import SUBMISSION as SUBMISSION_TABLE
from concord.domain.errors import StoreOutdatedError, StoreUnavailableError
from concord.domain.submission import Standing
from tests.adapters.store.databases import migrated, sqlite_url
from tests.adapters.store.examples import ISSUE, KEY, NOON, REPORT, SUBMISSION

STEP = '''"""A step that fails half-way."""

import os
import signal

import sqlalchemy as sa
from alembic import op

revision = "{number}"
down_revision = "{head}"


def upgrade() -> None:
    op.create_table("half", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("INSERT INTO half VALUES (1)")
    op.drop_table("decision")
    {failure}
'''
UPGRADE = """
import sys
from concord.adapters.store.engine import Database
from concord.adapters.store.schema import upgrade
upgrade(Database(sys.argv[1]), *sys.argv[2:])
"""


def migrations_with(folder: Path, failure: str) -> Path:
    """Copy the migrations and add one that fails half-way."""
    copy = folder / "migrations"
    shutil.copytree(str(files("concord.adapters.store") / "migrations"), copy)
    number = f"{int(HEAD) + 1:04}"
    step = STEP.format(number=number, head=HEAD, failure=failure)
    (copy / "versions" / f"v{number}_half.py").write_text(step)
    return copy


def migrations_until(folder: Path, revision: str) -> Path:
    """Copy the migrations without those after `revision`."""
    copy = folder / "migrations"
    shutil.copytree(str(files("concord.adapters.store") / "migrations"), copy)
    for step in (copy / "versions").glob("v*.py"):
        if step.name > f"v{revision}~":
            step.unlink()
    return copy


def table_names(url: str) -> set[str]:
    database = Database(url)
    with database.begin() as connection:
        found = set(inspect(connection).get_table_names())
    database.close()
    return found


def test_the_migrations_come_to_the_tables_that_the_code_works_with(new_url: str) -> None:
    database = Database(migrated(new_url))
    with database.begin() as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, METADATA) == []
    database.close()


def test_the_code_knows_the_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_an_upgrade_makes_what_is_missing_and_keeps_what_is_there(new_url: str) -> None:
    store = SqlStore(new_url)
    with pytest.raises(StoreOutdatedError, match="concord db upgrade"):
        store.verify()
    store.upgrade()
    store.verify()
    with store.transaction() as tx:
        tx.issues.save(ISSUE)
    store.upgrade()
    with store.transaction() as tx:
        assert tx.issues.get(KEY) == ISSUE
    store.close()


def test_a_new_file_and_its_folder_are_private(tmp_path: Path) -> None:
    file = tmp_path / "new" / "concord.db"
    store = SqlStore(sqlite_url(file))
    store.upgrade()
    with store.transaction():
        modes = [
            stat.S_IMODE(path.stat().st_mode) for path in (file.parent, *file.parent.iterdir())
        ]
    assert modes == [0o700, *[0o600] * (len(modes) - 1)]
    assert len(modes) == 4, "folder, database, log and its index"


def test_a_file_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("not a folder")
    with pytest.raises(StoreUnavailableError, match=r"taken/concord\.db cannot be made"):
        SqlStore(sqlite_url(tmp_path / "taken" / "concord.db")).upgrade()


def test_a_migration_that_fails_half_way_leaves_the_old_version(
    new_url: str, tmp_path: Path
) -> None:
    migrated(new_url)
    before = table_names(new_url)
    step = migrations_with(tmp_path, "raise RuntimeError('half-way')")
    database = Database(new_url)
    with pytest.raises(RuntimeError, match="half-way"):
        upgrade(database, str(step))
    assert table_names(new_url) == before
    verify(database)
    database.close()


def check(url: str) -> None:
    """Verify a schema and leave no connection behind."""
    store = SqlStore(url)
    store.verify()
    store.close()


def test_a_migration_that_is_killed_half_way_leaves_the_old_version(
    new_url: str, tmp_path: Path
) -> None:
    migrated(new_url)
    before = table_names(new_url)
    step = migrations_with(tmp_path, "os.kill(os.getpid(), signal.SIGKILL)")
    command = [sys.executable, "-c", UPGRADE, new_url, str(step)]
    assert subprocess.run(command, check=False, timeout=60).returncode == -9
    assert table_names(new_url) == before
    check(new_url)


def test_several_processes_may_upgrade_at_once(new_url: str) -> None:
    command = [sys.executable, "-c", UPGRADE, new_url]
    upgrades = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(4)]
    errors = [process.communicate(timeout=60)[1] for process in upgrades]
    assert [process.returncode for process in upgrades] == [0, 0, 0, 0], errors
    check(new_url)


@pytest.mark.parametrize(("revision", "age"), [("0000", "older"), ("9999", "newer")])
def test_another_schema_is_refused(new_url: str, revision: str, age: str) -> None:
    database = Database(migrated(new_url))
    with database.begin() as connection:
        connection.execute(text("UPDATE concord_version SET version_num = :n"), {"n": revision})
    with pytest.raises(StoreOutdatedError, match=f"is {age} than this version"):
        verify(database)
    with pytest.raises(StoreOutdatedError, match=revision):
        upgrade(database)
    database.close()


def test_a_table_that_is_rebuilt_keeps_the_rows_that_refer_to_it(tmp_path: Path) -> None:
    url = migrated(sqlite_url(tmp_path / "concord.db"))
    changing = Database(url, enforce_keys=False)
    working = Database(url)
    for database, expected in ((changing, 0), (working, 1)):
        with database.begin() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == expected


def test_partners_with_a_report_or_an_issue_are_live_after_the_upgrade(
    new_url: str, tmp_path: Path
) -> None:
    database = Database(new_url)
    upgrade(database, str(migrations_until(tmp_path, "0001")))
    earlier = NOON - timedelta(days=30)
    store = SqlStore(new_url)
    with store.transaction() as tx:
        tx.issues.save(ISSUE)
        tx.reports.add(replace(REPORT, issued=earlier))
        tx.reports.add(replace(REPORT, partner="reported"))
    add_before_readings(database, "new")
    store.upgrade()
    with database.begin() as connection:
        rows = connection.execute(select(LIVE_PARTNER).order_by(LIVE_PARTNER.c.partner)).all()
    assert [(row.partner, row.since, row.from_period, row.by) for row in rows] == [
        ("acme", earlier, None, "concord"),
        ("reported", NOON, None, "concord"),
    ]
    store.close()
    database.close()


def test_submissions_recorded_before_were_answered_and_arrived_then(
    new_url: str, tmp_path: Path
) -> None:
    database = Database(new_url)
    upgrade(database, str(migrations_until(tmp_path, "0003")))
    add_before_readings(database, "acme")
    store = SqlStore(new_url)
    store.upgrade()
    with store.transaction() as tx:
        (kept,) = tx.submissions.of_partner("acme")
        assert (kept.reading, kept.standing, kept.restored) == (1, Standing.AS_READ, None)
        assert tx.submissions.unanswered("acme") == ()
        (arrived,) = tx.drives.arrivals("acme", SUBMISSION.source)
        assert (arrived.sha256, arrived.file, arrived.at) == (
            SUBMISSION.sha256,
            SUBMISSION.file,
            SUBMISSION.arrived,
        )
    store.close()
    database.close()


def add_before_readings(database: Database, partner: str) -> None:
    """Record a submission as it was before contents could be read again."""
    new = {"id", "medians", "reading"}
    columns = [column for column in SUBMISSION_TABLE.c if column.name not in new]
    values = {column.name: getattr(SUBMISSION, column.name) for column in columns}
    values |= {"partner": partner, "period": str(SUBMISSION.period)}
    table = Table("submission", MetaData(), *(Column(c.name, c.type) for c in columns))
    with database.begin() as connection:
        connection.execute(table.insert(), [values])
