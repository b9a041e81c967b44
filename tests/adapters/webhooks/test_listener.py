"""The listener as the world sees it: a process of its own, spoken to by HTTP."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from concord.adapters.store import SqlStore
from concord.adapters.webhooks.listener import MOST_BYTES
from concord.domain.outbox import OutboxState, SendResult, SendVerdict
from tests.adapters.mail.mails import NOON, mail
from tests.adapters.store.databases import migrated, sqlite_url
from tests.adapters.webhooks.signed import KEY, call, signed

ROOT = Path(__file__).parents[3]
EVENTS = "/sendgrid/events"
MAIL = mail()


@dataclass
class Service:
    """A listener that runs, and the records behind it."""

    url: str
    store: SqlStore

    def post(self, body: bytes, headers: dict[str, str]) -> int:
        with httpx.Client(trust_env=False) as client:
            return client.post(self.url + EVENTS, content=body, headers=headers).status_code

    def state(self) -> OutboxState:
        with self.store.transaction() as tx:
            return tx.outbox.entries()[0].state


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Run `concord listen` over records with one mail that was sent."""
    home = tmp_path_factory.mktemp("home")
    (home / "agreements").mkdir()
    store = SqlStore(migrated(sqlite_url(home / "concord.db")))
    with store.transaction() as tx:
        tx.outbox.enqueue(MAIL)
    claim = store.queue("production").claim("one", NOON, timedelta(minutes=2))
    assert claim is not None
    store.queue("production").settle(claim, SendResult(verdict=SendVerdict.SENT), NOON, None)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "CONCORD_HOME": str(home),
        "CONCORD_AGREEMENTS": str(home / "agreements"),
        "AIRFLOW_CONN_CONCORD_EVENTS": f'{{"conn_type": "generic", "password": "{KEY}"}}',
    }
    process = subprocess.Popen(
        [Path(sys.executable).with_name("concord"), "listen", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.PIPE,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, process)
        yield Service(url, store)
    finally:
        process.terminate()
        process.communicate(timeout=30)
        store.close()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None
        try:
            if httpx.get(f"{url}/health", trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError


def told(event: str = "delivered") -> tuple[bytes, dict[str, str]]:
    now = datetime.now(UTC)
    item = {
        "event": event,
        "email": MAIL.to[0],
        "timestamp": int(now.timestamp()),
        "outbox_key": MAIL.key,
        "attempt": "1",
    }
    return call([item], now)


def test_what_was_delivered_reaches_the_record_of_the_mail(service: Service) -> None:
    body, headers = told()
    assert service.post(body, headers) == 200
    assert service.state() is OutboxState.DELIVERED
    assert service.post(body, headers) == 200


def test_a_stranger_changes_nothing(service: Service) -> None:
    before = service.state()
    body, headers = told("bounce")
    assert service.post(body, {}) == 403
    assert service.post(body + b" ", headers) == 403
    assert service.state() is before


def test_a_body_that_nobody_needs_is_not_read_to_its_end(service: Service) -> None:
    assert service.post(b"x" * (MOST_BYTES + 1), {}) == 413


def test_a_signed_call_that_is_no_list_is_refused_without_a_fault(service: Service) -> None:
    now = str(int(datetime.now(UTC).timestamp()))
    assert service.post(b"{}{", signed(b"{}{", now)) == 400


@pytest.mark.parametrize("path", ["/", "/docs", "/openapi.json", "/sendgrid", "/health/x"])
def test_there_is_nothing_else(service: Service, path: str) -> None:
    answer = httpx.get(service.url + path, trust_env=False)
    assert answer.status_code == 404
    assert "server" not in answer.headers


def test_nothing_is_told_by_get(service: Service) -> None:
    assert httpx.get(service.url + EVENTS, trust_env=False).status_code == 405
