"""Alarms by mail over their own server: to everybody, or an error that holds no secret."""

from email import message_from_bytes

import pytest

from concord.adapters.alarms.smtp import SmtpAlarmChannel
from concord.domain.errors import AlarmChannelUnavailableError, ConnectionMalformedError
from concord.ports import ConnectionSettings
from tests.adapters.alarms.test_channel import NOTICE, NOW
from tests.mail_servers import Inbox, smtp_server

SENDER = "concord@client.example"


def settings(port: int, **extra: object) -> ConnectionSettings:
    return ConnectionSettings(
        id="concord_alarm", type="smtp", host="127.0.0.1", port=port, extra=extra
    )


@pytest.mark.parametrize("to", ["a@x.example, b@x.example", ["a@x.example", "b@x.example"]])
def test_everybody_gets_one_mail(to: object) -> None:
    with smtp_server(Inbox()) as inbox:
        SmtpAlarmChannel(settings(inbox.port, to=to, from_email=SENDER)).tell(NOTICE, NOW)
    (envelope,) = inbox.envelopes
    assert envelope.rcpt_tos == ["a@x.example", "b@x.example"]
    mail = message_from_bytes(inbox.mails[0])
    assert (mail["From"], mail["Subject"]) == (SENDER, "Concord: 1 alarms, 0 ended")
    assert mail["Auto-Submitted"] == "auto-generated"


def test_one_who_is_refused_is_an_error() -> None:
    with smtp_server(Inbox(rcpt={"b@x.example": "550 no"})) as inbox:
        channel = SmtpAlarmChannel(
            settings(inbox.port, to="a@x.example,b@x.example", from_email=SENDER)
        )
        with pytest.raises(AlarmChannelUnavailableError, match="refused 1 of 2"):
            channel.tell(NOTICE, NOW)


def test_a_server_that_is_away_is_an_error() -> None:
    with smtp_server(Inbox()) as inbox:
        port = inbox.port
    channel = SmtpAlarmChannel(settings(port, to="a@x.example", from_email=SENDER))
    with pytest.raises(AlarmChannelUnavailableError, match="concord_alarm could not be used"):
        channel.tell(NOTICE, NOW)


@pytest.mark.parametrize("extra", [{"from_email": SENDER}, {"to": "a@x.example"}, {"to": "a"}])
def test_without_recipients_or_a_sender_there_is_no_channel(extra: dict[str, str]) -> None:
    with pytest.raises(ConnectionMalformedError, match="needs recipients"):
        SmtpAlarmChannel(settings(25, **extra))
