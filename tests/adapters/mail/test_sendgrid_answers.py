"""Each answer of SendGrid means exactly one thing."""

import http.client

import pytest

from concord.adapters.mail.careful_line import NotConnectedError
from concord.adapters.mail.sendgrid_answers import accepted, refused, unanswered
from concord.domain.outbox import SendVerdict
from tests.adapters.mail.mails import NOON

RECEIPT = {"X-Message-Id": "sg-1\r\nX: y"}


@pytest.mark.parametrize(
    ("status", "headers", "sandbox", "verdict"),
    [
        (202, RECEIPT, False, SendVerdict.SENT),
        (202, {}, False, SendVerdict.UNCERTAIN),
        (200, RECEIPT, False, SendVerdict.UNCERTAIN),
        (201, RECEIPT, False, SendVerdict.UNCERTAIN),
        (204, RECEIPT, False, SendVerdict.UNCERTAIN),
        (200, {}, True, SendVerdict.SENT),
        (202, {}, True, SendVerdict.UNCERTAIN),
    ],
)
def test_success_is_taken_for_one_with_its_receipt_alone(
    status: int, headers: dict[str, str], verdict: SendVerdict, *, sandbox: bool
) -> None:
    assert accepted(status, headers, sandbox=sandbox).verdict is verdict


def test_a_receipt_is_kept_on_one_line() -> None:
    assert accepted(202, RECEIPT, sandbox=False).provider_id == "sg-1 X: y"


def test_a_long_refusal_is_cut() -> None:
    body = b'{"errors": [{"message": "' + b"x" * 1_000 + b'"}]}'
    assert len(refused(400, {}, body, NOON).detail) == 300


@pytest.mark.parametrize(
    "error",
    [
        TimeoutError("SG.key"),
        http.client.RemoteDisconnected("SG.key"),
        http.client.IncompleteRead(b"SG.key"),
        ConnectionResetError("SG.key"),
        ValueError("SG.key"),
    ],
)
def test_whatever_breaks_after_the_first_byte_leaves_it_uncertain(error: Exception) -> None:
    result = unanswered(error)
    assert result.verdict is SendVerdict.UNCERTAIN
    assert result.detail == f"No answer came: {type(error).__name__}."


def test_what_was_never_connected_is_tried_again() -> None:
    error = NotConnectedError()
    error.__cause__ = ConnectionRefusedError("SG.key")
    result = unanswered(error)
    assert result.verdict is SendVerdict.RETRY
    assert result.detail == "SendGrid cannot be reached: ConnectionRefusedError."
