"""A collector killed at every step: the next round ends with one submission, verdict and answer.

Each step of a round is a crash point, and so is each file that is whole but has no name yet.
Death with the rows kept and nothing of them in the database is the steps READ and RECORDING.
"""

import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from concord.adapters.store import SqlStore
from concord.adapters.store.engine import Database
from concord.adapters.store.tables import METADATA
from concord.domain.submission import Verdict
from concord.domain.submission_event import SubmissionEventKind
from concord.ports import Progress, Step
from concord.services.collect import collect
from concord.services.collection import unnoticed
from tests.adapters.store.databases import migrated, new_database, postgresql_server, sqlite_url
from tests.broken_workbooks import workbook
from tests.services.collector_that_dies import (
    READER_KILLED,
    Moment,
    Reader,
    Renaming,
    collector,
)

DIES = Path(__file__).with_name("collector_that_dies.py")
ROOT = DIES.parents[2]
NOW = datetime(2026, 11, 9, 8, tzinfo=UTC)
ARRIVED = datetime(2026, 11, 3, 8, tzinfo=UTC).timestamp()
AGREEMENT = """\
partner: acme
people:
  - {id: ana, side: partner, name: Ana Reyes, role: operations_manager, email: ana@acme.example}
  - {id: kim, side: client, name: Kim Lee, role: vendor_manager, email: kim@client.example}
sources:
  daily:
    files: "d_{period:%Y-%m}.*"
    covers: month
    key: [date]
    columns:
      date:    {type: date}
      offered: {type: count}
"""
MORE_THAN_A_PIECE = b"date,offered\n2026-09-01,500\n" + b"\n" * 1_200_000
VERDICTS = {
    "d_2026-08.xlsx": Verdict.ACCEPTED,
    "d_2026-09.csv": Verdict.ACCEPTED,
    "d_2026-10.xlsx": Verdict.ACCEPTED_WITH_WARNINGS,
}
FILES = len(VERDICTS)
REACHED = {
    Step.LISTED: 1,
    Step.COPYING: FILES + 1,  # the long text comes in two pieces, the second and the third
    Step.LANDED: FILES,
    Step.READ: FILES,
    Step.RECORDING: FILES,
    Step.RECORDED: FILES,
    Step.COLLECTED: 1,
    Step.PREPARED_ANSWER: 1,
    Step.ANSWERING: 1,
    Step.ANSWERED: 1,
}
SECOND_PIECE = 3
IN_THE_DATABASE = (Step.READ, Step.RECORDING, Step.RECORDED, Step.ANSWERING, Step.ANSWERED)

pytestmark = pytest.mark.journey
Rows = dict[str, list[str]]


class Place:
    """A drive with two workbooks and a long text, and the store that rounds work on."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder = folder
        for name in ("store", "drive"):
            (folder / name).mkdir()
        self.url = url or migrated(sqlite_url(folder / "store" / "concord.db"))
        (folder / "acme.yaml").write_text(AGREEMENT)
        wrong = workbook(("Date", "Offered"), ("2026-10-01", 500), ("2026-10-02", "9,4"))
        self._put("d_2026-08.xlsx", workbook(("Date", "Offered"), ("2026-08-01", 400)))
        self._put("d_2026-09.csv", MORE_THAN_A_PIECE)
        self._put("d_2026-10.xlsx", wrong)

    def _put(self, name: str, content: bytes) -> None:
        file = self.folder / "drive" / name
        file.write_bytes(content)
        os.utime(file, (ARRIVED, ARRIVED))

    def process(self, moment: Moment, times: int) -> int:
        """Let a process collect, disturbed at that moment; return how it ended."""
        return subprocess.run(
            [sys.executable, DIES, self.folder, self.url, NOW.isoformat(), moment, str(times)],
            check=False,
            cwd=ROOT,
            env={"PYTHONPATH": f"{ROOT}:{ROOT / 'include'}"},
        ).returncode

    def round(self, progress: Progress = unnoticed) -> None:
        """Collect undisturbed."""
        with collector(self.folder, self.url) as (agreement, ports):
            report = collect(agreement, replace(ports, progress=progress), NOW)
        assert not report.failures

    def kept(self) -> tuple[Rows, list[Path]]:
        """Return every row of every table, and every file of the store but the database's."""
        database = Database(self.url)
        with database.begin() as connection:
            rows = {
                table.name: sorted(str(row) for row in connection.execute(table.select()))
                for table in METADATA.sorted_tables
            }
        database.close()
        return rows, sorted(f for f in (self.folder / "store").glob("*/**/*") if f.is_file())

    def require_whole(self) -> None:
        """Require each file to be there once: read, judged, stored and answered."""
        store = SqlStore(self.url)
        with store.transaction() as tx:
            submissions = tx.submissions.of_partner("acme")
            events = tx.submissions.events("acme")
            mails = [entry.mail.payload for entry in tx.outbox.entries()]
        store.close()
        assert Counter((s.file, s.reading, s.verdict) for s in submissions) == Counter(
            (file, 1, verdict) for file, verdict in VERDICTS.items()
        )
        answered = Counter(e.sha256 for e in events if e.kind is SubmissionEventKind.ANSWERED)
        assert answered == {submission.sha256: 1 for submission in submissions}
        (mail,) = mails
        text = message_from_bytes(mail, policy=policy.default).get_body(("plain",))
        assert text is not None
        assert all(name in text.get_content() for name in VERDICTS)
        self._require_rows([submission.observations for submission in submissions])

    def _require_rows(self, digests: list[str | None]) -> None:
        for digest in digests:
            assert digest is not None
            rows = self.folder / "store" / "observations" / digest[:2] / f"{digest}.parquet"
            assert rows.is_file()
        if self.url.startswith("sqlite"):
            with sqlite3.connect(self.folder / "store" / "concord.db") as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            connection.close()

    def require_next_round_to_change_nothing(self) -> None:
        """Require another round to leave rows, mails and files as they are."""
        before = self.kept()
        self.round()
        assert self.kept() == before


def moments() -> Iterator[tuple[Moment, int]]:
    """Yield every moment at which a round dies, at its first file and at its last."""
    for step in Step:
        middle = {SECOND_PIECE} if step is Step.COPYING else set()
        for times in sorted({1, REACHED.get(step, 1)} | middle):
            yield step, times
    for renaming in Renaming:
        yield renaming, 1
        yield renaming, FILES


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgresql_server() as url:
        yield url


def require_recovery(place: Place, moment: Moment, times: int) -> None:
    """Require a round that dies there to be made good by the next, and by that one alone."""
    assert place.process(moment, times) == -signal.SIGKILL
    place.round()
    place.require_whole()
    place.require_next_round_to_change_nothing()


@pytest.mark.parametrize(("moment", "times"), moments())
def test_whenever_a_round_dies_the_next_one_makes_it_whole(
    moment: Moment, times: int, place: Place
) -> None:
    require_recovery(place, moment, times)


@pytest.mark.postgres
@pytest.mark.parametrize("step", IN_THE_DATABASE)
def test_a_database_server_forgets_what_a_dead_round_did_not_commit(
    step: Step, server: str, tmp_path: Path
) -> None:
    place = Place(tmp_path, migrated(new_database(server, "killed")))
    require_recovery(place, step, REACHED[step])


@pytest.mark.parametrize(
    ("reader", "times"), [(Reader.IDLE, 2), (Reader.IDLE, FILES), (Reader.BUSY, FILES)]
)
def test_a_round_goes_on_when_its_reader_alone_is_killed(
    reader: Reader, times: int, place: Place
) -> None:
    assert place.process(reader, times) == READER_KILLED
    place.require_whole()
    place.require_next_round_to_change_nothing()


def test_a_round_that_nobody_kills_is_whole_at_once_and_reaches_every_step(place: Place) -> None:
    reached: Counter[Step] = Counter()

    def count(step: Step, what: str) -> None:
        del what
        reached[step] += 1

    place.round(count)
    assert reached == REACHED
    assert set(reached) == set(Step)
    place.require_whole()
