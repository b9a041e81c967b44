"""A company whose every name, file and cell would like to do harm, through its whole cycle."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from concord.adapters.environment_connections import EnvironmentConnections
from concord.domain.period import MeasurementPeriod
from concord.sample_company import generate
from concord.wiring import Deployment, Settings
from tests.broken_workbooks import workbook

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
OCTOBER = MeasurementPeriod.parse("2026-10")
EVIL = (
    '=HYPERLINK("http://evil.example","x")<script>alert(1)</script>'
    "{{ conn.x }}{% raw %} [x](http://evil.example) <b>txt.exe</b>"
)
"""The worst that a name may be: what turns or breaks a line is refused in an agreement."""

HEADERS = "Northwind\nBcc: eve@evil.example\n\n<b>Hi</b>"
HEADER_NAMES = ("Bcc", "Reply-To", "X-Evil")
FILE = "NW_daily_2026-11 =cmd <script>alert(1)<b> {{ x }}\u202e.xlsx"
CELL = '@SUM(1)|" /C calc"!A1<script>alert(1)</script>{{ conn.x }}\u202e'
NAMES = {
    "name: Northwind Support Services": f"name: {json.dumps(EVIL)}",
    "name: Customer care by phone": f"name: {json.dumps('=1+1 service ' + EVIL)}",
    "name: Ana Reyes,": f"name: {json.dumps('@ana ' + EVIL)},",
    "name: Calls answered within 20 s": f"name: {json.dumps('+kpi ' + EVIL)}",
    "name: Average handle time": f"name: {json.dumps('-kpi ' + EVIL)}",
    "reference: MSA-2024-017": f"reference: {json.dumps('=ref;' + EVIL)}",
}


def hostile_company(folder: Path, name: str = EVIL) -> dict[str, str]:
    """Write the company; return what describes its installation."""
    sample = generate(folder, date(2026, 11, 23))
    northwind = sample.agreements / "northwind.yaml"
    text = northwind.read_text("utf-8")
    for before, after in NAMES.items():
        assert before in text
        text = text.replace(before, after)
    northwind.write_text(text.replace(json.dumps(EVIL), json.dumps(name), 1), "utf-8")
    for other in ("brightline", "castellan"):
        (sample.agreements / f"{other}.yaml").unlink()
    inbound = sample.drive / "Northwind" / "Inbound"
    header = ("Date", "Site", "Calls offered", "Answered", "Answered ≤ 20 s", "Handle time (s)")
    rows = [(f"2026-11-{day:02}", "Cebu", 100, 90, 85, 9000) for day in range(1, 20)]
    spoilt = [("2026-11-20", CELL, 100, 90, 85, 9000), ("2026-11-21", "Cebu", CELL, 1, 1, CELL)]
    for file in inbound.glob("NW_daily_2026-11*"):
        file.unlink()
    file = inbound / FILE
    file.write_bytes(workbook(header, *rows, *spoilt))
    arrived = (NOW - timedelta(hours=2)).timestamp()
    os.utime(file, (arrived, arrived))
    drive = json.dumps({"conn_type": "fs", "extra": {"path": str(sample.drive)}})
    return {
        "CONCORD_HOME": str(folder / "home"),
        "CONCORD_AGREEMENTS": str(sample.agreements),
        "CONCORD_INSTALLATION": "production",
        "AIRFLOW_CONN_SAMPLE_DRIVE": drive,
    }


def whole_cycle(environment: dict[str, str]) -> Deployment:
    """Have everything happen that makes a mail; return the installation."""
    settings = Settings.from_environment(environment)
    deployment = Deployment(settings, EnvironmentConnections(environment), lambda: NOW)
    deployment.store.upgrade()
    deployment.go_live("northwind", "maya", NOW, effects_from=OCTOBER)
    deployment.collect("northwind", NOW)
    deployment.assess("northwind", None, NOW)
    for issue in deployment.raise_issues("northwind", NOW):
        deployment.ask(str(issue.key), 0, "https://airflow.example/issue", NOW)
    deployment.compile_report("northwind", OCTOBER, NOW)
    deployment.remind("northwind", NOW)
    deployment.chase_deliveries("northwind", NOW)
    deployment.send_due_statements("northwind", lambda _: "https://airflow.example/sign", NOW)
    return deployment


def parts(mail: EmailMessage, ending: str) -> Iterator[tuple[str, bytes]]:
    """Yield the attachments of a mail whose names end so."""
    for part in mail.iter_attachments():
        name = str(part.get_filename())
        content = part.get_payload(decode=True)
        if name.endswith(ending) and isinstance(content, bytes):
            yield name, content


def mails_of(deployment: Deployment) -> list[EmailMessage]:
    """Return every mail in the outbox, parsed."""
    with deployment.store.transaction() as tx:
        payloads = [entry.mail.payload for entry in tx.outbox.entries()]
    parsed = [message_from_bytes(payload, policy=policy.default) for payload in payloads]
    return [mail for mail in parsed if isinstance(mail, EmailMessage)]
