"""Asking Google: patiently, signed, and by a connection for each request."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import pytest

from concord.adapters.drives.google_connection import READ
from concord.adapters.drives.google_requests import Answer, GoogleRequests
from concord.adapters.drives.google_troubles import GoogleError, Trouble
from tests.adapters.drives.drive_contract import SECRET, everything_said
from tests.google_drive.contents import DRIVE, Item
from tests.google_drive.faults import (
    AWAY,
    BROKEN,
    CUT_AFTER,
    CUT_BEFORE,
    CUT_WITHIN,
    NONSENSE,
    RATE,
    TIMEOUT,
    TOO_MANY,
    USER_RATE,
    Fault,
)
from tests.google_drive.made import access_to, requests_to
from tests.google_drive.server import DriveServer, drive_server


@pytest.fixture
def server() -> Iterator[DriveServer]:
    with drive_server() as running:
        yield running


@pytest.fixture
def file(server: DriveServer) -> Item:
    return server.contents.add("NW.csv", DRIVE, content=b"1")


def name_of(requests: GoogleRequests, file: Item) -> Answer:
    """Ask for the name of a file."""
    return requests.ask(
        lambda: requests.files.get(fileId=file.id, supportsAllDrives=True, fields="name")
    )


ANYWHERE = (TIMEOUT, TOO_MANY, BROKEN, AWAY, CUT_BEFORE, CUT_AFTER, CUT_WITHIN, Fault(502))


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        *(("files.get", fault) for fault in (*ANYWHERE, RATE, USER_RATE)),
        *(("token", fault) for fault in (*ANYWHERE, RATE)),
    ],
    ids=str,
)
def test_trouble_that_may_pass_is_sat_out(
    server: DriveServer, file: Item, fault: Fault, method: str
) -> None:
    server.faults.plan(method, fault, fault)
    assert name_of(requests_to(server), file) == {"name": "NW.csv"}


def test_an_answer_that_is_none_of_googles_is_asked_for_again(
    server: DriveServer, file: Item
) -> None:
    server.faults.plan("files.get", NONSENSE, Fault(200, body=b"[]"), Fault(200, body=b"\xff"))
    assert name_of(requests_to(server), file) == {"name": "NW.csv"}


def test_pauses_grow_and_have_a_limit(server: DriveServer, file: Item) -> None:
    pauses: list[float] = []
    server.faults.plan("files.get", *[AWAY] * 99)
    with pytest.raises(GoogleError) as raised:
        name_of(requests_to(server, pauses, retries=9), file)
    assert raised.value.trouble is Trouble.LASTING
    assert len(server.calls("files.get")) == 10
    assert [int(pause) for pause in pauses] == [1, 2, 4, 8, 16, 32, 64, 64, 64]


def test_others_who_wait_too_do_not_all_come_back_at_once(server: DriveServer, file: Item) -> None:
    pauses: list[float] = []
    for _ in range(5):
        server.faults.plan("files.get", AWAY)
        name_of(requests_to(server, pauses), file)
    assert len(set(pauses)) == 5


def test_google_is_left_in_peace_as_long_as_it_wants(server: DriveServer, file: Item) -> None:
    pauses: list[float] = []
    server.faults.plan("files.get", Fault(429, "x", headers=(("Retry-After", "20"),)))
    server.faults.plan("files.get", Fault(503, "x", headers=(("Retry-After", "9999"),)))
    name_of(requests_to(server, pauses), file)
    assert pauses == [20, 64]


@pytest.mark.parametrize(
    "fault",
    [
        Fault(400, "invalid"),
        Fault(403, "dailyLimitExceeded"),
        Fault(403, "downloadQuotaExceeded"),
        Fault(403, "insufficientFilePermissions"),
        Fault(404, "notFound"),
        Fault(302, body=b" ", headers=(("Location", "https://elsewhere.example/"),)),
    ],
    ids=str,
)
def test_trouble_that_lasts_is_told_at_once(server: DriveServer, file: Item, fault: Fault) -> None:
    pauses: list[float] = []
    server.faults.plan("files.get", fault)
    with pytest.raises(GoogleError) as raised:
        name_of(requests_to(server, pauses), file)
    assert pauses == []
    assert len(server.calls("files.get")) == 1
    assert raised.value.trouble is not Trouble.PASSING


def test_a_token_that_became_void_is_replaced(server: DriveServer, file: Item) -> None:
    requests = requests_to(server)
    name_of(requests, file)
    server.tokens.revoke()
    assert name_of(requests, file) == {"name": "NW.csv"}
    assert len(server.calls("token")) == 2


def test_who_is_not_let_in_with_a_new_token_either_is_told(
    server: DriveServer, file: Item
) -> None:
    server.faults.plan("files.get", *[Fault(401, "authError")] * 9)
    with pytest.raises(GoogleError, match="not let in") as raised:
        name_of(requests_to(server), file)
    assert raised.value.trouble is Trouble.SIGNED_OUT
    assert len(server.calls("files.get")) == 2


def test_a_token_that_another_replaced_meanwhile_is_kept(server: DriveServer, file: Item) -> None:
    requests = requests_to(server)
    name_of(requests, file)
    server.tokens.revoke()
    server.when("files.get", lambda: name_of(requests, file))
    assert name_of(requests, file) == {"name": "NW.csv"}
    assert len(server.calls("token")) == 2


def test_a_token_serves_many_requests(server: DriveServer, file: Item) -> None:
    requests = requests_to(server)
    for _ in range(3):
        name_of(requests, file)
    assert len(server.calls("token")) == 1


@pytest.mark.parametrize("body", [b"", b'{"error": "invalid_grant"}', b'{"a": 1}', b'["x"]'])
@pytest.mark.parametrize("status", [200, 400, 403])
def test_an_account_that_gets_no_token_is_told_what_to_look_at(
    server: DriveServer, file: Item, status: int, body: bytes
) -> None:
    server.faults.plan("token", *[Fault(status, body=body or b" ")] * 9)
    with pytest.raises(GoogleError) as raised:
        name_of(requests_to(server), file)
    assert SECRET not in everything_said(raised.value)
    assert "key" in raised.value.reason or "none of Google's" in raised.value.reason


def test_no_secret_is_logged(
    server: DriveServer, file: Item, caplog: pytest.LogCaptureFixture
) -> None:
    server.faults.plan("files.get", RATE, CUT_BEFORE, Fault(401, "authError"))
    server.faults.plan("token", AWAY, CUT_AFTER)
    with caplog.at_level(logging.DEBUG):
        name_of(requests_to(server), file)
    assert caplog.records
    assert SECRET not in caplog.text


def test_the_token_goes_to_no_other_host(server: DriveServer, file: Item) -> None:
    requests = requests_to(server)
    request = requests.files.get(fileId=file.id)
    request.uri = request.uri.replace("127.0.0.1", "localhost")
    with pytest.raises(GoogleError, match="another host"):
        requests.once(request.execute)
    assert server.journal == []


def test_one_connection_serves_many_threads(server: DriveServer, file: Item) -> None:
    requests = requests_to(server)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: name_of(requests, file), range(80)))
    assert answers == [{"name": "NW.csv"}] * 80
    assert len(server.calls("token")) == 1


def test_many_threads_on_a_bad_line_all_get_their_answers(server: DriveServer, file: Item) -> None:
    server.faults.at_random(seed=11)
    requests = requests_to(server)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: name_of(requests, file), range(80)))
    assert answers == [{"name": "NW.csv"}] * 80


@dataclass
class MachineIdentity:
    """An account of the machine itself, which is asked for in plain text."""

    server: DriveServer
    token: str | None = None

    @property
    def valid(self) -> bool:
        return self.token is not None

    def refresh(self, request: Any) -> None:  # noqa: ANN401 - as google-auth calls it
        answer = request(f"{self.server.url}/drive/v3/files/mine", "GET")
        self.token = answer.data.decode()
        self.server.tokens.scopes[self.token] = frozenset({READ})


def test_the_identity_of_a_machine_may_be_told_in_plain_text(
    server: DriveServer, file: Item
) -> None:
    server.faults.plan("files.get", Fault(200, body=b"the machine"))
    access = replace(access_to(server), credentials=MachineIdentity(server))
    assert name_of(GoogleRequests(access), file) == {"name": "NW.csv"}
