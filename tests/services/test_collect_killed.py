"""A collector killed at every step: the next round ends with one submission, verdict and answer.

Each step of a round is a crash point.  That rows are durable before the database names them,
and a copy before anybody opens it, shows in what the next round finds.
"""

import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from concord.adapters.store import SqlStore
from concord.domain.submission import Submission, Verdict
from concord.domain.submission_event import SubmissionEventKind
from concord.ports import Step
from tests.broken_workbooks import workbook

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

pytestmark = pytest.mark.journey


class Place:
    """A drive with two workbooks and a long text, and the store that rounds work on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "store"
        self.store.mkdir()
        self.drive = folder / "drive"
        self.drive.mkdir()
        (folder / "acme.yaml").write_text(AGREEMENT)
        self.put("d_2026-08.xlsx", workbook(("Date", "Offered"), ("2026-08-01", 400)))
        self.put("d_2026-09.csv", MORE_THAN_A_PIECE)
        wrong = workbook(("Date", "Offered"), ("2026-10-01", 500), ("2026-10-02", "9,4"))
        self.put("d_2026-10.xlsx", wrong)

    def put(self, name: str, content: bytes) -> None:
        (self.drive / name).write_bytes(content)
        os.utime(self.drive / name, (ARRIVED, ARRIVED))

    def round(self, step: str = "", times: int = 1) -> int:
        """Let a process collect, killed at the step; return how it ended."""
        arguments = (self.folder / "acme.yaml", self.drive, self.store, NOW.isoformat())
        return subprocess.run(
            [sys.executable, DIES, *arguments, step, str(times)],
            check=False,
            cwd=ROOT,
            env={"PYTHONPATH": f"{ROOT}:{ROOT / 'include'}"},
        ).returncode

    def kept(self) -> tuple[tuple[Submission, ...], Counter[str], list[str]]:
        """Return the submissions, how often each was answered, and the mails."""
        store = SqlStore(f"sqlite:///{self.store / 'concord.db'}")
        with store.transaction() as tx:
            submissions = tx.submissions.of_partner("acme")
            answers = Counter(
                event.sha256
                for event in tx.submissions.events("acme")
                if event.kind is SubmissionEventKind.ANSWERED
            )
            mails = [entry.mail.subject for entry in tx.outbox.entries()]
        store.close()
        return submissions, answers, mails

    def require_whole(self) -> None:
        """Require each file to be there once: read, judged, stored and answered."""
        submissions, answers, mails = self.kept()
        assert [(s.file, s.reading, s.verdict) for s in submissions] == [
            ("d_2026-08.xlsx", 1, Verdict.ACCEPTED),
            ("d_2026-09.csv", 1, Verdict.ACCEPTED),
            ("d_2026-10.xlsx", 1, Verdict.ACCEPTED_WITH_WARNINGS),
        ]
        assert answers == {s.sha256: 1 for s in submissions}
        assert len(mails) == 1
        for submission in submissions:
            digest = submission.observations
            assert digest is not None
            rows = self.store / "observations" / digest[:2] / f"{digest}.parquet"
            assert rows.is_file()
        with sqlite3.connect(self.store / "concord.db") as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def occurrences() -> list[tuple[Step, int]]:
    """Return every step, at its first and its last file where it is reached for each.

    The long text is copied in two pieces: its second is the third in all.
    """
    once = {Step.LISTED, Step.PREPARED_ANSWER, Step.ANSWERING, Step.ANSWERED, Step.COLLECTED}
    return [(step, n) for step in Step for n in ((1,) if step in once else (1, 3))]


@pytest.mark.parametrize(
    ("step", "times"), occurrences(), ids=[f"{step}-{times}" for step, times in occurrences()]
)
def test_whatever_step_a_round_dies_at_the_next_one_makes_it_whole(
    step: Step, times: int, tmp_path: Path
) -> None:
    place = Place(tmp_path)
    assert place.round(step, times) == -signal.SIGKILL
    assert place.round() == 0
    place.require_whole()
    after = place.kept()
    assert place.round() == 0
    assert place.kept() == after


def test_a_round_that_nobody_kills_is_whole_at_once(tmp_path: Path) -> None:
    place = Place(tmp_path)
    assert place.round() == 0
    place.require_whole()
