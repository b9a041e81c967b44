"""`concord doctor`: an installation examined from end to end, against real servers."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from concord.cli.app import app
from tests.adapters.probes.web import answering
from tests.cli.test_try import AGREEMENT
from tests.mail_servers import Inbox, Provider, sendgrid_server, smtp_server

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "reference" / "doctor.schema.json").read_text())
SECRET = "s3cret-word"
DRIVE = "    drive: {connection: ops_drive, folder: acme}\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Describe a whole installation whose Airflow is not running."""
    for name in [name for name in os.environ if name.startswith(("CONCORD_", "AIRFLOW_"))]:
        monkeypatch.delenv(name)
    (tmp_path / "agreements").mkdir()
    text = AGREEMENT.replace("TERM_END", "2099-03-31").replace("NOTICE", "90 days")
    text = text.replace("READING", "ordinary").replace("  daily:\n", "  daily:\n" + DRIVE)
    (tmp_path / "agreements" / "acme.yaml").write_text(text)
    (tmp_path / "drive" / "acme").mkdir(parents=True)
    (tmp_path / "drive" / "acme" / "d_2026-09.csv").write_text("date\n")
    monkeypatch.setenv("CONCORD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CONCORD_AGREEMENTS", str(tmp_path / "agreements"))
    monkeypatch.setenv("AIRFLOW_HOME", str(tmp_path / "airflow"))
    monkeypatch.setenv("CONCORD_BASE_URL", "http://127.0.0.1:1")
    connection = {"conn_type": "fs", "extra": {"path": str(tmp_path / "drive")}}
    monkeypatch.setenv("AIRFLOW_CONN_OPS_DRIVE", json.dumps(connection))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def items(status: int = 1) -> dict[str, dict[str, Any]]:
    result = run("doctor", "--format", "json")
    assert result.exit_code == status, result.output
    assert SECRET not in result.output
    found: dict[str, Any] = json.loads(result.stdout)
    jsonschema.validate(found, SCHEMA)
    assert all((one["remedy"] is None) is (one["health"] == "ok") for one in found["items"])
    return {one["item"]: one for one in found["items"]}


def health() -> bytes:
    now = datetime.now(UTC).isoformat()
    parts: dict[str, dict[str, str]] = {
        name: {"status": "healthy", f"latest_{name}_heartbeat": now}
        for name in ("scheduler", "triggerer", "dag_processor")
    }
    return json.dumps({"metadatabase": {"status": "healthy"}, **parts}).encode()


def test_an_installation_that_is_well_is_status_0(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("db", "upgrade").exit_code == 0
    inbox, date = Inbox(), {"Date": format_datetime(datetime.now(UTC), usegmt=True)}
    with smtp_server(inbox), answering(health(), headers=date) as (url, _):
        monkeypatch.setenv("CONCORD_BASE_URL", url)
        monkeypatch.setenv("AIRFLOW_CONN_CONCORD_MAIL", f"smtp://127.0.0.1:{inbox.port}")
        found = items(status=0)
    assert inbox.mails == []
    assert list(found) == [
        "python",
        "packages",
        "agreements",
        "drive ops_drive",
        "concord_store landing",
        "concord_store observations",
        "concord_db",
        "concord_mail",
        "delivery",
        "time zones",
        "holidays",
        "clock",
        "airflow",
        "airflow metadatabase",
        "airflow scheduler",
        "airflow triggerer",
        "airflow dag_processor",
        "permissions",
    ]
    room = {"concord_store landing", "concord_store observations"}
    unwell = {name for name, one in found.items() if one["health"] != "ok"}
    assert unwell <= {"agreements", "delivery", *room}
    assert found["drive ops_drive"]["found"] == "1 file in acme"


def test_before_the_first_upgrade_the_database_is_failing() -> None:
    found = items()["concord_db"]
    assert found["health"] == "failing"
    assert "concord db upgrade" in found["remedy"]


def test_without_a_mail_service_mails_become_files(home: Path) -> None:
    found = items()["concord_mail"]
    assert found["health"] == "warning"
    assert str(home / "home" / "outbox") in found["found"]


@pytest.mark.parametrize(
    ("status", "body", "health_"),
    [(200, b'{"scopes": ["mail.send"]}', "ok"), (401, b"", "failing")],
)
def test_sendgrid_is_asked_about_the_key_which_is_never_shown(
    monkeypatch: pytest.MonkeyPatch, status: int, body: bytes, health_: str
) -> None:
    provider = Provider(status=status, body=body)
    with sendgrid_server(provider):
        connection = {"conn_type": "sendgrid", "host": provider.url, "password": SECRET}
        monkeypatch.setenv("AIRFLOW_CONN_CONCORD_MAIL", json.dumps(connection))
        found = items()
    assert found["concord_mail"]["health"] == health_
    assert found["clock"]["found"] == "within 5 s of SendGrid's"


@pytest.mark.parametrize(
    ("connection", "sentence"),
    [
        ("", "is no connection of this installation"),
        ("{", "neither JSON nor a URI"),
        ("sftp://kim:s3cret-word@host/path", "of type 'sftp'"),
        ('{"conn_type": "fs", "extra": {"path": "/nowhere-at-all"}}', "it may not be mounted"),
    ],
)
def test_a_drive_that_cannot_be_listed_says_why(
    monkeypatch: pytest.MonkeyPatch, connection: str, sentence: str
) -> None:
    monkeypatch.setenv("AIRFLOW_CONN_OPS_DRIVE", connection)
    found = items()["drive ops_drive"]
    assert found["health"] == "failing"
    assert sentence in found["found"]


@pytest.mark.parametrize("name", ["CONCORD_DB", "CONCORD_STORE", "CONCORD_MAIL"])
def test_a_malformed_connection_fails_its_own_item_and_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(f"AIRFLOW_CONN_{name}", f"{{{SECRET}")
    found = items()
    assert found[name.lower()]["health"] == "failing"
    assert "neither JSON nor a URI" in found[name.lower()]["found"]
    assert "permissions" in found


def test_no_agreements_folder_is_failing_and_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setenv("CONCORD_AGREEMENTS", str(home / "nowhere"))
    found = items()
    assert "CONCORD_AGREEMENTS" in found["agreements"]["remedy"]
    assert "holidays" not in found
    assert "concord_db" in found


def test_an_agreement_with_errors_is_failing(home: Path) -> None:
    (home / "agreements" / "broken.yaml").write_text("partner: [")
    found = items()["agreements"]
    assert found["health"] == "failing"
    assert "concord check" in found["remedy"]


def test_agreements_that_anybody_may_change_are_failing(home: Path) -> None:
    (home / "agreements" / "acme.yaml").chmod(0o666)
    found = items()["permissions"]
    assert found["health"] == "failing"
    assert "acme.yaml" in found["remedy"]


def test_an_airflow_that_is_named_and_not_there_is_failing() -> None:
    found = items()["airflow"]
    assert found["health"] == "failing"
    assert "http://127.0.0.1:1 does not answer" in found["found"]


def test_an_airflow_that_nobody_named_is_looked_for_on_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("CONCORD_BASE_URL")
    found = items()["airflow"]
    assert "http://localhost:8080" in found["found"]
    assert found["health"] != "failing"


def test_text_says_what_to_do() -> None:
    result = run("doctor")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("failing  concord_db "))
    assert lines[at + 1].strip() == "What to do: Run `concord db upgrade`, which makes it."
    assert lines[-1].endswith("failing")
    assert result.stderr == ""


def test_the_examination_imports_no_airflow() -> None:
    script = "import sys\nfrom concord.cli.app import app\ntry: app(['doctor'])\n"
    script += "except SystemExit: pass\nsys.exit('airflow' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)


def test_what_is_open_is_named_and_no_secret_is_quoted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIRFLOW__API_AUTH__JWT_SECRET", SECRET)
    mail = f"smtp://kim:{SECRET}@mail.example?disable_tls=true"
    monkeypatch.setenv("AIRFLOW_CONN_CONCORD_MAIL", mail)
    monkeypatch.setenv("AIRFLOW_CONN_CONCORD_DB", f"postgres://concord:{SECRET}@db.example/c")
    text, as_json = (run("doctor", "--security", "--format", form) for form in ("text", "json"))
    for result in (text, as_json):
        assert result.exit_code == 1
        assert SECRET not in result.output
        assert "jwt_secret is shorter than 32 characters" in result.output.replace("\n", " ")
        assert "unencrypted" in result.output
    found = json.loads(as_json.stdout)
    jsonschema.validate(found, SCHEMA)
    assert {one["item"] for one in found["items"]} == {
        *("airflow secrets", "airflow logins", "airflow settings"),
        *("connections", "permissions", "user"),
    }
