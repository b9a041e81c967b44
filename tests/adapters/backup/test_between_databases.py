"""A backup of PostgreSQL goes into PostgreSQL and into SQLite, and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from concord.adapters.backup import (
    BackupSources,
    Repository,
    RestoreTarget,
    make_backup,
    restore_backup,
    verify_backup,
)
from concord.adapters.round_mark import FileRoundMark
from concord.adapters.store import SqlStore
from tests.adapters.backup.installations import NOW
from tests.adapters.store.databases import (
    migrated,
    new_database,
    postgresql_server,
    sqlite_url,
)
from tests.adapters.store.examples import ASSESSMENT, MAIL, SUBMISSION

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Yield the address of a database of a server of its own."""
    with postgresql_server() as url:
        yield migrated(url)


def moved(source: SqlStore, target: SqlStore, folder: Path) -> None:
    """Back one installation up, and restore it as another one."""
    (folder / "agreements").mkdir(parents=True)
    sources = BackupSources(
        store=source,
        stored=folder / "before",
        agreements=folder / "agreements",
        installation="production",
    )
    make_backup(sources, Repository(folder / "backups"), NOW)
    place = RestoreTarget(
        store=target,
        stored=folder / "after",
        agreements=folder / "agreements",
        mark=FileRoundMark(folder / "after" / "sent-rounds"),
    )
    restore_backup(verify_backup(folder / "backups"), place, "kim", NOW)


def test_records_move_between_databases_and_delivery_is_held(server: str, tmp_path: Path) -> None:
    first = SqlStore(server)
    with first.transaction() as tx:
        tx.submissions.add(SUBMISSION)
        tx.assessments.save(ASSESSMENT)
        tx.outbox.enqueue(MAIL)
    file = SqlStore(sqlite_url(tmp_path / "concord.db"))
    last = SqlStore(new_database(server, "restored"))
    for number, (source, target) in enumerate([(first, file), (file, last)], start=1):
        moved(source, target, tmp_path / str(number))
        with target.transaction() as tx:
            assert tx.submissions.of_partner("acme") == (SUBMISSION,)
            assert tx.assessments.of_partner("acme") == (ASSESSMENT,)
            assert [entry.mail for entry in tx.outbox.entries()] == [MAIL]
            assert [hold.is_in_force for hold in tx.delivery_holds.all()] == [True] * number
    for store in (first, file, last):
        store.close()
