"""Sending: two dispatchers with all that they record, against two bare loops over ready mails."""

from __future__ import annotations

import atexit
import http.client
import json
import smtplib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlsplit

MAILS = 2_000
DISPATCHERS = 2
_PROCESSES = get_context("spawn")

Side = Callable[[Path], Callable[[], None]]


def nothing(_: Path) -> None:
    """Lay out nothing: each side makes an outbox of its own before its clock starts."""


def dispatching(provider: str, database: str) -> Side:
    """Return what sends by two dispatchers over one outbox."""

    def side(scratch: Path) -> Callable[[], None]:
        from concord.adapters.store import SqlStore

        url = _sqlite(scratch) if database == "sqlite" else _postgresql()
        store = SqlStore(url)
        store.upgrade()
        with store.transaction() as tx:
            for each in _mails():
                tx.outbox.enqueue(each)
        store.close()
        place = _sink(provider)
        return _together(_dispatch, [(url, provider, place, f"d{n}") for n in range(DISPATCHERS)])

    return side


def bare(provider: str) -> Side:
    """Return what sends the same mails by two loops that record nothing."""

    def side(_: Path) -> Callable[[], None]:
        place = _sink(provider)
        work = _bare_smtp if provider == "smtp" else _bare_http
        return _together(work, [(place,) for _ in range(DISPATCHERS)])

    return side


def _mails() -> list:  # type: ignore[type-arg] # of a type that is imported late
    from tests.adapters.mail.mails import mail

    written = mail()
    old = written.key.encode()
    keys = [f"{number:064x}" for number in range(MAILS)]
    return [
        replace(written, key=key, payload=written.payload.replace(old, key.encode()))
        for key in keys
    ]


def _sqlite(scratch: Path) -> str:
    return f"sqlite:///{mkdtemp(dir=scratch)}/concord.db"


def _postgresql() -> str:
    from tests.adapters.store.databases import postgresql_server

    server = postgresql_server()
    # The server ends with this process, after the clock was read.
    atexit.register(server.__exit__, None, None, None)
    return server.__enter__()


def _sink(provider: str) -> str:
    """Run a service that takes mails and forgets them, in a process of its own."""
    told: Queue[str] = _PROCESSES.Queue()
    _PROCESSES.Process(target=_serve, args=(provider, told), daemon=True).start()
    return told.get()


def _serve(provider: str, told: Queue[str]) -> None:
    from threading import Event

    from tests.crash.sinks import Journal, sendgrid_sink, smtp_sink

    class Forgetful(Journal):
        def take(self, key: str, content: bytes) -> None:
            del key, content

    sink = smtp_sink if provider == "smtp" else sendgrid_sink
    with sink(Forgetful(Path())) as place:
        told.put(str(place))
        Event().wait()


def _together(work: Callable[..., None], arguments: list[tuple[str, ...]]) -> Callable[[], None]:
    """Start the processes, each ready to go; return what lets them go and waits for them."""
    ready = _PROCESSES.Barrier(len(arguments) + 1)
    started = [_started(work, ready, each) for each in arguments]

    def go() -> None:
        ready.wait()
        for process in started:
            process.join()
        assert {process.exitcode for process in started} == {0}

    return go


def _started(work: Callable[..., None], ready: Barrier, rest: tuple[str, ...]) -> SpawnProcess:
    process = _PROCESSES.Process(target=work, args=(ready, *rest))
    process.start()
    return process


def _dispatch(ready: Barrier, url: str, provider: str, place: str, owner: str) -> None:
    from concord.adapters.store import SqlStore
    from concord.services.dispatch import dispatch
    from tests.crash.mailer import INSTALLATION, Service

    transport = Service(provider=provider, place=place).transport()
    store = SqlStore(url)
    ready.wait()
    dispatch(
        store.queue(INSTALLATION),
        transport,
        owner=owner,
        clock=lambda: datetime.now(UTC),
        limit=MAILS,
    )


def _bare_smtp(ready: Barrier, place: str) -> None:
    mails = _mails()[: MAILS // DISPATCHERS]
    ready.wait()
    for mail in mails:
        with smtplib.SMTP("127.0.0.1", int(place), "bench") as session:
            session.sendmail("concord@client.example", list(mail.to), mail.payload)


def _bare_http(ready: Barrier, place: str) -> None:
    from concord.adapters.mail.sendgrid_request import request_body

    bodies = [json.dumps(request_body(mail)) for mail in _mails()[: MAILS // DISPATCHERS]]
    address = urlsplit(place).netloc
    ready.wait()
    for body in bodies:
        session = http.client.HTTPConnection(address)
        session.request("POST", "/v3/mail/send", body, {"Content-Type": "application/json"})
        assert session.getresponse().status == 202  # noqa: PLR2004 - SendGrid's yes
        session.close()
