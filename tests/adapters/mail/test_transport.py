"""Which way mails go."""

from pathlib import Path

import pytest

from concord.adapters.mail import mail_transport, provider_witness
from concord.adapters.mail.file import FileTransport
from concord.adapters.mail.sendgrid import SendGridTransport
from concord.adapters.mail.sendgrid_activity import SendGridActivity
from concord.adapters.mail.smtp import SmtpTransport
from concord.domain.errors import ConnectionMalformedError
from concord.ports import ConnectionSettings


def settings(type_: str, **extra: object) -> ConnectionSettings:
    return ConnectionSettings(
        id="concord_mail", type=type_, host="localhost", password="SG.key", extra=extra
    )


def test_without_a_connection_mails_become_files(tmp_path: Path) -> None:
    assert mail_transport(None, tmp_path) == FileTransport(tmp_path)


@pytest.mark.parametrize(
    ("type_", "transport"),
    [("smtp", SmtpTransport), ("SMTP ", SmtpTransport), ("sendgrid", SendGridTransport)],
)
def test_the_type_of_the_connection_decides(
    type_: str, transport: type[object], tmp_path: Path
) -> None:
    assert isinstance(mail_transport(settings(type_), tmp_path), transport)


@pytest.mark.parametrize("type_", ["http", ""])
def test_another_type_is_refused_with_what_to_do(type_: str, tmp_path: Path) -> None:
    with pytest.raises(ConnectionMalformedError, match=r"smtp or sendgrid.*What to do: Mend"):
        mail_transport(settings(type_), tmp_path)


def test_sendgrid_is_a_witness_where_its_record_may_be_asked() -> None:
    assert isinstance(provider_witness(settings("SendGrid", activity="true")), SendGridActivity)


@pytest.mark.parametrize(
    "connection",
    [
        None,
        settings("sendgrid"),
        settings("sendgrid", activity=False),
        settings("smtp", activity=True),
    ],
)
def test_elsewhere_nobody_has_seen_anything(connection: ConnectionSettings | None) -> None:
    assert provider_witness(connection) is None
