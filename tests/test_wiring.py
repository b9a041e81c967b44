"""The composition root: from settings and connections to an installation that works."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from concord.adapters.environment_connections import EnvironmentConnections
from concord.adapters.mail.file import FileTransport
from concord.adapters.mail.sendgrid_activity import SendGridActivity
from concord.adapters.mail.smtp import SmtpTransport
from concord.domain.errors import AgreementError, DriveUnavailableError, PersonKeyError
from concord.domain.issue import Answer, GivenAnswer, IssueState
from concord.domain.message import MessageKind
from concord.domain.period import MeasurementPeriod
from concord.services.compile_report import ReportResult
from concord.services.reconcile import NoWitness
from concord.wiring import Deployment, Settings, deployment
from tests.cli.test_try import AGREEMENT

NOW = datetime(2026, 10, 20, 9, tzinfo=UTC)
DRIVE = "    drive: {connection: ops_drive, folder: acme}\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    agreements = tmp_path / "agreements"
    agreements.mkdir()
    text = AGREEMENT.replace("TERM_END", "2027-01-31").replace("NOTICE", "90 days")
    text = text.replace("READING", "ordinary").replace("  daily:\n", "  daily:\n" + DRIVE)
    (agreements / "acme.yaml").write_text(text)
    inbound = tmp_path / "drive" / "acme"
    inbound.mkdir(parents=True)
    delivered = inbound / "d_2026-09.csv"
    delivered.write_text("date,good,handled\n2026-09-01,985,1000\n")
    arrived = datetime(2026, 10, 2, tzinfo=UTC).timestamp()
    os.utime(delivered, (arrived, arrived))
    return Settings(home=tmp_path / "home", agreements=agreements)


def installation(settings: Settings, *, live: bool = True, **connections: str) -> Deployment:
    drive = f'{{"conn_type": "fs", "extra": {{"path": "{settings.agreements.parent / "drive"}"}}}}'
    environment = {"AIRFLOW_CONN_OPS_DRIVE": drive}
    environment |= {f"AIRFLOW_CONN_{name.upper()}": text for name, text in connections.items()}
    made = Deployment(settings, EnvironmentConnections(environment))
    made.store.upgrade()
    if live:
        made.go_live("acme", "kim", NOW, effects_from=MeasurementPeriod.parse("2026-09"))
    return made


def test_the_whole_cycle_of_an_installation(settings: Settings) -> None:
    acme = installation(settings)
    assert acme.partners() == ("acme",)
    assert acme.collect("acme", NOW).changed == ("2026-09",)
    assert [str(p) for p in acme.assess("acme", ["2026-09"], NOW)] == ["2026-09"]
    missed, decision = sorted(
        acme.raise_issues("acme", NOW), key=lambda i: i.key.kind, reverse=True
    )
    key = str(missed.key)
    request = acme.ask(key, 0, "http://airflow.example/answer", NOW)
    assert request is not None
    assert [person.id for person in request.people] == ["ana", "kim"]
    assert acme.is_current(key, 1)
    assert not acme.is_current(key, 2)
    given = GivenAnswer(answer=Answer.RESOLVE, by="admin", at=NOW, origin="test")
    assert acme.answer(key, given).state is IssueState.RESOLVED
    assert acme.ask(str(decision.key), 0, "", NOW) is not None
    timed_out = acme.time_out(str(decision.key), 0, NOW)
    assert timed_out is not None
    assert timed_out.state is IssueState.OPEN
    assert acme.compile_due_reports("acme", NOW) == (
        (MeasurementPeriod.parse("2026-09"), ReportResult.ISSUED),
    )
    assert [r.rung for r in acme.remind("acme", NOW)] == ["14 days", "120 days"]
    sent = acme.dispatch("test", lambda: NOW).sent
    assert sent == len(list(acme.outbox_folder.glob("*.eml"))) > 0


def test_in_shadow_everything_is_computed_and_only_the_owner_hears_of_it(
    settings: Settings,
) -> None:
    acme = installation(settings, live=False)
    assert acme.collect("acme", NOW).changed == ("2026-09",)
    assert [str(p) for p in acme.assess("acme", ["2026-09"], NOW)] == ["2026-09"]
    for issue in acme.raise_issues("acme", NOW):
        request = acme.ask(str(issue.key), 0, "", NOW)
        assert request is not None
        assert request.title.startswith("[shadow] ")
    assert [result for _, result in acme.compile_due_reports("acme", NOW)] == [ReportResult.ISSUED]
    assert acme.remind("acme", NOW)
    with acme.store.transaction() as tx:
        mails = [entry.mail for entry in tx.outbox.entries()]
    assert {mail.to for mail in mails} == {("kim@client.example",)}
    assert all(mail.subject.startswith("[shadow] ") for mail in mails)
    assert {mail.kind for mail in mails} >= {
        MessageKind.SUBMISSION_VERDICT,
        MessageKind.ESCALATION,
        MessageKind.MONTHLY_REPORT,
        MessageKind.REMINDER,
    }


def test_reports_of_the_shadow_time_are_not_sent_again_when_live(settings: Settings) -> None:
    acme = installation(settings, live=False)
    acme.collect("acme", NOW)
    acme.assess("acme", None, NOW)
    acme.compile_due_reports("acme", NOW)
    acme.go_live("acme", "kim", NOW, effects_from=MeasurementPeriod.parse("2026-09"))
    assert [result for _, result in acme.compile_due_reports("acme", NOW)] == [
        ReportResult.UNCHANGED
    ]


def test_everything_again_changes_and_sends_nothing(settings: Settings) -> None:
    acme = installation(settings)
    for first in (True, False):
        assert bool(acme.collect("acme", NOW).submissions) is first
        assert bool(acme.assess("acme", None, NOW)) is first
        for issue in acme.raise_issues("acme", NOW):
            acme.ask(str(issue.key), 0, "", NOW)
        acme.compile_due_reports("acme", NOW)
        acme.remind("acme", NOW)
        assert bool(acme.dispatch("test", lambda: NOW).sent) is first


def test_mail_goes_the_way_that_is_connected(settings: Settings) -> None:
    assert isinstance(installation(settings).mail, FileTransport)
    connected = installation(settings, concord_mail="smtp://127.0.0.1:2525")
    assert isinstance(connected.mail, SmtpTransport)


def test_the_mail_service_is_a_witness_where_it_lets_us_ask(settings: Settings) -> None:
    assert isinstance(installation(settings).witness, NoWitness)
    sendgrid = '{"conn_type": "sendgrid", "password": "SG.key", "extra": {"activity": true}}'
    connected = installation(settings, concord_mail=sendgrid)
    assert isinstance(connected.witness, SendGridActivity)


def test_stores_stand_where_they_are_connected(settings: Settings, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    acme = installation(
        settings,
        concord_store=f'{{"conn_type": "fs", "extra": {{"path": "{elsewhere}"}}}}',
        concord_db=f"sqlite:///{str(tmp_path / 'concord-2.db').removeprefix('/')}",
    )
    acme.collect("acme", NOW)
    assert list((elsewhere / "landing").rglob("*"))
    assert (tmp_path / "concord-2.db").is_file()
    assert not (settings.home / "concord.db").exists()


def test_a_drive_nobody_connected_is_named(settings: Settings) -> None:
    acme = Deployment(settings, EnvironmentConnections({}))
    acme.store.upgrade()
    with pytest.raises(DriveUnavailableError, match="'ops_drive'"):
        acme.drive_of(acme.agreement("acme").sources[0])


def test_a_broken_agreement_is_named_and_stops_no_other(settings: Settings) -> None:
    (settings.agreements / "broken.yaml").write_text("partner: [")
    acme = installation(settings)
    assert acme.partners() == ("acme",)
    assert acme.unusable == ("broken.yaml",)
    with pytest.raises(AgreementError, match="no usable agreement of 'broken'"):
        acme.agreement("broken")


def test_settings_come_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONCORD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CONCORD_AGREEMENTS", str(tmp_path))
    monkeypatch.setenv("CONCORD_INSTALLATION", "staging")
    monkeypatch.setenv("CONCORD_BASE_URL", "https://airflow.example")
    read = deployment().settings
    assert read == replace(
        read,
        home=tmp_path / "home",
        agreements=tmp_path,
        installation="staging",
        base_url="https://airflow.example",
    )


def test_the_secret_of_pseudonyms_is_a_file_beside_records_of_this_machine_alone(
    settings: Settings,
) -> None:
    def made(**connections: str) -> Deployment:
        environment = {f"AIRFLOW_CONN_{name.upper()}": text for name, text in connections.items()}
        return Deployment(settings, EnvironmentConnections(environment))

    key = made().people.of("acme")
    assert (settings.home / "person.key").is_file()
    shared = "postgres://concord@db.internal/concord"
    with pytest.raises(PersonKeyError, match="concord_people"):
        made(concord_db=shared).people.of("acme")
    given = made(concord_db=shared, concord_people=f"generic://:{'k' * 32}@secrets")
    assert given.people.of("acme") != key


def test_settings_name_the_run_that_is_at_work() -> None:
    environment = {
        "AIRFLOW_CTX_DAG_ID": "report",
        "AIRFLOW_CTX_TASK_ID": "compile",
        "AIRFLOW_CTX_DAG_RUN_ID": "scheduled~1",
        "AIRFLOW_CTX_TRY_NUMBER": "2",
    }
    assert Settings.from_environment(environment).run == "report scheduled~1 compile 2"
    assert Settings.from_environment({}).run == ""


def test_alarms_go_to_the_connection_that_is_set_up_for_them(settings: Settings) -> None:
    assert not installation(settings).tells_alarms
    acme = installation(settings, concord_alarm="http://127.0.0.1:1/")
    assert acme.tells_alarms
    acme.hold_delivery("A restore.", "kim", NOW - timedelta(days=1))
    seen = acme.watch(NOW)
    assert seen.told == 0
    assert "concord_alarm" in seen.failures[0]
    assert acme.look(NOW).standing == seen.standing
