"""Watching in a real Airflow: people are told by a second way, once, and the heartbeat says so."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from concord.domain.delivery_hold import DeliveryHold
from concord.domain.watch import INTERVALS
from concord.domain.watch_figures import WATCH
from tests.mail_servers import Provider, sendgrid_server
from tests.system.airflows import RunningAirflow, home, running_airflow

__all__ = ["home"]


class StatsdServer(socketserver.ThreadingUDPServer):
    """Keeps the last value of each of our gauges, by its name."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), StatsdLines)
        self.gauges: dict[str, float] = {}


class StatsdLines(socketserver.BaseRequestHandler):
    """Reads what one packet says."""

    server: StatsdServer

    def handle(self) -> None:
        for line in self.request[0].decode().splitlines():
            name, _, value = line.partition(":")
            if name.startswith("airflow.concord.") and value.endswith("|g"):
                self.server.gauges[name.removeprefix("airflow.")] = float(value[:-2])


@contextmanager
def metrics() -> Iterator[StatsdServer]:
    with StatsdServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def rounds(running: RunningAirflow) -> set[str]:
    with running.deployment.store.transaction() as tx:
        return set(tx.watching.rounds())


def test_delivery_that_is_held_too_long_is_told_by_the_second_way(home: Path) -> None:
    agreements = home / "agreements"
    agreements.mkdir()
    with sendgrid_server(Provider()) as service, metrics() as statsd:
        environment = {
            "AIRFLOW__METRICS__STATSD_ON": "True",
            "AIRFLOW__METRICS__STATSD_HOST": "127.0.0.1",
            "AIRFLOW__METRICS__STATSD_PORT": str(statsd.server_address[1]),
            "AIRFLOW_CONN_CONCORD_ALARM": f'{{"conn_type": "http", '
            f'"password": "{service.url}/chat"}}',
            "AIRFLOW_CONN_CONCORD_HEARTBEAT": f'{{"conn_type": "http", '
            f'"password": "{service.url}/beat", "extra": {{"fail": true}}}}',
        }
        with running_airflow(home, agreements, environment) as running:
            hold = DeliveryHold(
                reason="A restore.",
                set_by="kim",
                since=datetime.now(UTC) - timedelta(hours=2),
            )
            with running.deployment.store.transaction() as tx:
                tx.delivery_holds.hold(hold)
            running.run("watch", "held")
            running.run("watch", "still_held")
            told = [body for _, path, _, body in service.requests if path == "/chat"]
            assert len(told) == 1
            assert "Delivery is held for 2 h" in str(told[0])
            assert "/beat/fail" in {path for _, path, _, _ in service.requests}
            running.wait_until(lambda: statsd.gauges.get("concord.alarms") == 1)
            held = statsd.gauges["concord.delivery.held_seconds"]
            assert held >= timedelta(hours=2).total_seconds()
            assert statsd.gauges["concord.mails.uncertain"] == 0
            for dag in INTERVALS:
                running.run(dag, "by_hand")
            assert rounds(running) == {*INTERVALS, WATCH}
