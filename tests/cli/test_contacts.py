"""`concord contacts`: whom mail reaches, what became of mails, and a person's word."""

from dataclasses import replace
from datetime import timedelta

import pytest
from typer.testing import CliRunner

from concord.cli.app import app
from concord.domain.delivery_event import DeliveryEvent, DeliveryEventKind
from concord.wiring import deployment
from tests.reported_partner import NOW, file, reported_partner

__all__ = ["file", "reported_partner"]

pytestmark = pytest.mark.usefixtures("file")


def concord(*words: str, code: int = 0) -> str:
    """Run the command, and return what it printed, on one line."""
    result = CliRunner().invoke(app, ["contacts", *words], env={"COLUMNS": "240"})
    assert result.exit_code == code, result.output
    return " ".join(result.output.split())


def told(kind: DeliveryEventKind, detail: str = "") -> str:
    """Send every mail, have the mail service tell of one; return whose it is."""
    here = deployment()
    here.dispatch("one", lambda: NOW)
    with here.store.transaction() as tx:
        line = tx.outbox.lines(limit=1)[0]
    event = DeliveryEvent(
        provider="sendgrid",
        key=line.key,
        attempt=1,
        recipient=line.to[0],
        kind=kind,
        at=NOW,
        received=NOW,
        detail=detail,
    )
    here.record_events([event])
    assert here.record_events([replace(event, received=NOW + timedelta(days=1))]).left == 1
    here.store.close()
    return line.to[0]


def test_who_never_heard_from_us_is_in_no_trouble() -> None:
    assert "goes out" in concord("list")


def test_whom_mail_reaches_is_told_with_the_last_time() -> None:
    address = told(DeliveryEventKind.DELIVERED)
    listed = concord("list")
    assert address in listed
    assert "arrives" in listed


def test_whom_mail_does_not_reach_is_told_with_the_reason() -> None:
    told(DeliveryEventKind.BOUNCED, "550 no such user")
    assert "550 no such user" in concord("list")


def test_a_person_may_say_that_an_address_works_again() -> None:
    address = told(DeliveryEventKind.BOUNCED, "550 no such user")
    assert "goes to" in concord("reachable", address.upper(), "--by", "kim")
    assert "550" not in concord("list")
    assert "is in no trouble" in concord("reachable", address, "--by", "kim", code=2)


def test_nobody_else_may() -> None:
    address = told(DeliveryEventKind.BOUNCED)
    assert "There is nobody" in concord("reachable", address, "--by", "eve", code=2)


def test_mails_are_counted_by_partner_and_month() -> None:
    told(DeliveryEventKind.BOUNCED)
    assert "acme" in concord("mails")
