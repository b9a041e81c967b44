"""A channel of alarms: in memory, by HTTP, by SMTP; they keep one contract."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from email import message_from_bytes

import pytest

from concord.adapters.alarms import alarm_channel, heartbeat
from concord.adapters.alarms.heartbeat import HttpHeartbeat
from concord.domain.errors import AlarmChannelUnavailableError, ConnectionMalformedError
from concord.domain.telling import Notice
from concord.domain.watch import Alarm, AlarmKind
from concord.ports import AlarmChannel, ConnectionSettings
from tests.fakes_watching import FakeAlarmChannel
from tests.mail_servers import Inbox, Provider, sendgrid_server, smtp_server

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
NOTICE = Notice(
    standing=(
        Alarm(
            kind=AlarmKind.DRIVE_UNSEEN,
            subject="acme",
            since=NOW,
            words="acme: its drive was not looked at for 3 h 0 min.",
            remedy="Look at collect.",
        ),
    )
)


class Way:
    """A channel, what it told, and how to have it refused."""

    def __init__(self, name: str, stack: ExitStack) -> None:
        self.fake = FakeAlarmChannel()
        self.provider, self.inbox = Provider(), Inbox()
        self.channel = self._made(name, stack)

    def _made(self, name: str, stack: ExitStack) -> AlarmChannel:
        if name == "memory":
            return self.fake
        if name == "http":
            url = stack.enter_context(sendgrid_server(self.provider)).url
            settings = ConnectionSettings(id="concord_alarm", type="http", host=url)
        else:
            port = stack.enter_context(smtp_server(self.inbox)).port
            extra = {"to": "ops@client.example", "from_email": "concord@client.example"}
            settings = ConnectionSettings(
                id="concord_alarm", type="smtp", host="127.0.0.1", port=port, extra=extra
            )
        found = alarm_channel(settings)
        assert found is not None
        return found

    def told(self) -> list[str]:
        return [
            *(notice.text(NOW) for notice in self.fake.told),
            *(body["text"] for _, _, _, body in self.provider.requests),
            *(str(message_from_bytes(mail).get_payload()) for mail in self.inbox.mails),
        ]

    def refuse(self) -> None:
        self.fake.is_away = True
        self.provider.status = 503
        self.inbox.sender = "550 no"


@pytest.fixture(params=["memory", "http", "smtp"])
def way(request: pytest.FixtureRequest) -> Iterator[Way]:
    """Yield each channel."""
    with ExitStack() as stack:
        yield Way(request.param, stack)


def test_people_are_told_once_for_all_of_it(way: Way) -> None:
    way.channel.tell(NOTICE, NOW)
    (told,) = way.told()
    assert "acme: its drive was not looked at for 3 h 0 min." in told
    assert "Look at collect." in told


def test_who_could_not_be_told_is_an_error(way: Way) -> None:
    way.refuse()
    with pytest.raises(AlarmChannelUnavailableError):
        way.channel.tell(NOTICE, NOW)


def test_without_a_connection_there_is_no_channel() -> None:
    assert alarm_channel(None) is None
    assert heartbeat(None) is None


def test_a_heartbeat_goes_by_its_connection() -> None:
    settings = ConnectionSettings(id="concord_heartbeat", type="http", host="https://a.example")
    assert isinstance(heartbeat(settings), HttpHeartbeat)


def test_another_type_is_refused() -> None:
    with pytest.raises(ConnectionMalformedError, match="not http or smtp"):
        alarm_channel(ConnectionSettings(id="concord_alarm", type="slack"))
