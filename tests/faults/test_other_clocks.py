"""A host in another zone, or with another language: what is written is the same to the byte."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reported_partner import file, reported_partner

__all__ = ["file", "reported_partner"]

ROOT = Path(__file__).parents[2]
WORK = """
import os
from datetime import UTC, datetime
from concord.domain.period import MeasurementPeriod
from concord.wiring import deployment
from tests.reported_partner import NOW

here = deployment()
late = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
here.assess("acme", None, late)
here.raise_issues("acme", late)
here.remind("acme", late)
here.compile_report("acme", MeasurementPeriod.parse("2026-09"), late)
with here.store.transaction() as tx:
    for line in tx.outbox.lines():
        entry = tx.outbox.entry(line.key)
        print(line.key, entry.mail.content_sha256, line.mail_date, hash_of(entry.mail.payload))
"""
HASH = "from hashlib import sha256\ndef hash_of(b): return sha256(b).hexdigest()\n"


def written_in(zone: str, home: Path) -> str:
    """Return what a process of that zone has put into the outbox."""
    done = subprocess.run(
        [sys.executable, "-c", HASH + WORK],
        check=True,
        cwd=ROOT,
        env={**os.environ, "TZ": zone, "PYTHONPATH": str(ROOT), "CONCORD_HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/St_Johns"])
def test_a_host_in_another_zone_writes_the_same_mails(
    zone: str, file: Path, tmp_path: Path
) -> None:
    home = file.parents[1] / "home"
    copies = [tmp_path / "here", tmp_path / "there"]
    for copy in copies:
        subprocess.run(["cp", "-r", str(home), str(copy)], check=True)
    here, there = written_in("UTC", copies[0]), written_in(zone, copies[1])
    assert here == there
    assert len(here.splitlines()) > 2
