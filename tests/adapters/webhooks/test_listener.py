"""The listener as the world sees it: a process of its own, spoken to by HTTP."""

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from concord.adapters.store import SqlStore
from concord.adapters.webhooks.listener import MOST_BYTES, Listener
from concord.domain.delivery_event import DeliveryEvent
from concord.domain.errors import StoreUnavailableError
from concord.domain.outbox import OutboxState, SendResult, SendVerdict
from tests.adapters.mail.mails import NOON, mail
from tests.adapters.store.databases import migrated, sqlite_url
from tests.adapters.webhooks.signed import Signer, body_of, item

ROOT = Path(__file__).parents[3]
EVENTS = "/sendgrid/events"
MAIL = mail()
SIGNER = Signer()


@dataclass
class Service:
    """A listener that runs, and the records behind it."""

    url: str
    store: SqlStore
    log: Path

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
        "AIRFLOW_CONN_CONCORD_EVENTS": json.dumps({"password": SIGNER.public}),
    }
    log = home / "listener.log"
    with log.open("wb") as told_there:
        process = subprocess.Popen(
            [Path(sys.executable).with_name("concord"), "listen", "--port", str(port)],
            cwd=ROOT,
            env=environment,
            stderr=told_there,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, process)
        yield Service(url, store, log)
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
    body = body_of(item(MAIL.key, event, MAIL.to[0], now))
    return body, SIGNER.signed(body, now)


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
    assert service.post(b"{}{", SIGNER.signed(b"{}{", datetime.now(UTC))) == 400


@pytest.mark.parametrize("path", ["/", "/docs", "/openapi.json", "/sendgrid", "/health/x"])
def test_there_is_nothing_else(service: Service, path: str) -> None:
    answer = httpx.get(service.url + path, trust_env=False)
    assert answer.status_code == 404
    assert "server" not in answer.headers


def test_nothing_is_told_by_get(service: Service) -> None:
    assert httpx.get(service.url + EVENTS, trust_env=False).status_code == 405


def test_nothing_of_a_call_and_no_key_stands_in_the_log(service: Service) -> None:
    service.post(b"secret-body", SIGNER.signed(b"other", datetime.now(UTC)))
    body, headers = told("deferred")
    service.post(body, headers)
    text = service.log.read_text()
    assert "a call was refused: The signature is not SendGrid's." in text
    for hidden in ("secret-body", MAIL.to[0], SIGNER.public, *headers.values()):
        assert hidden not in text


def test_who_begins_to_speak_and_stops_keeps_nobody_else_waiting(service: Service) -> None:
    port = int(service.url.rpartition(":")[2])
    begun = b"POST /sendgrid/events HTTP/1.1\r\nHost: here\r\nContent-Length: 9\r\n\r\n["
    with socket.create_connection(("127.0.0.1", port)) as slow:
        slow.sendall(begun)
        body, headers = told("deferred")
        assert service.post(body, headers) == 200


def test_who_does_not_go_on_is_sent_away() -> None:
    patient = Listener(key=str, record=len, clock=lambda: NOON, patience=0)

    async def nothing() -> AsyncIterator[bytes]:
        await asyncio.Event().wait()
        yield b""

    async def post() -> int:
        transport = httpx.ASGITransport(app=patient.app())
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return (await client.post(EVENTS, content=nothing())).status_code

    assert asyncio.run(post()) == 408


def test_events_that_cannot_be_recorded_are_asked_for_again() -> None:
    def broken(events: Sequence[DeliveryEvent]) -> None:
        message = f"The database is away, with {len(events)} events."
        raise StoreUnavailableError(message)

    listener = Listener(key=lambda: SIGNER.public, record=broken, clock=lambda: NOON)
    body = body_of(item(MAIL.key, "delivered", MAIL.to[0], NOON))
    answer = TestClient(listener.app()).post(
        EVENTS, content=body, headers=SIGNER.signed(body, NOON)
    )
    assert answer.status_code == 503
