"""The heartbeat: a call while we are well; while alarms stand as the connection says."""

import pytest

from concord.adapters.alarms.heartbeat import HttpHeartbeat
from concord.domain.errors import AlarmChannelUnavailableError
from concord.ports import ConnectionSettings
from tests.mail_servers import Provider, sendgrid_server


@pytest.mark.parametrize(
    ("fail", "well", "path"),
    [
        (True, True, "/ping/abc?x=1"),
        (True, False, "/ping/abc/fail?x=1"),
        (False, False, "/ping/abc?x=1"),
    ],
)
def test_where_it_beats(path: str, *, fail: bool, well: bool) -> None:
    with sendgrid_server(Provider()) as provider:
        heartbeat = HttpHeartbeat(
            ConnectionSettings(
                id="concord_heartbeat",
                type="http",
                password=f"{provider.url}/ping/abc?x=1",
                extra={"fail": fail},
            )
        )
        heartbeat.beat(well=well)
    assert [(method, found) for method, found, _, _ in provider.requests] == [("GET", path)]


def test_a_service_that_refuses_is_an_error() -> None:
    with sendgrid_server(Provider(status=404)) as provider:
        settings = ConnectionSettings(id="concord_heartbeat", type="http", host=provider.url)
        with pytest.raises(AlarmChannelUnavailableError, match="status 404"):
            HttpHeartbeat(settings).beat(well=True)
