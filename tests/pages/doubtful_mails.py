"""An outbox with a mail in every state of interest, for the pages that show it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from concord.adapters.mail.writer import MimeMailWriter
from concord.adapters.store import SqlStore
from concord.domain.delivery_event import DeliveryEvent, DeliveryEventKind
from concord.domain.message import Attachment, OnUncertain
from concord.domain.outbox import OutgoingMail, SendResult, SendVerdict
from concord.domain.uncertainty import DecidedMail, MailDecision, state_decided
from tests.adapters.mail.mails import message

LEASE = timedelta(minutes=5)
REPORT = Attachment(
    name="Northwind 2026-10.xlsx",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    content=b"not really",
)
WORSE = (
    '<html><body style="background: #fff"><h1>October</h1><script>top.seen = 1</script>'
    '<img src="http://127.0.0.1:9/seen.png" onerror="top.seen = 1"><p>Hello</p></body></html>'
)


def doubtful_outbox(
    store: SqlStore, installation: str, now: datetime | None = None, month: str = "October"
) -> list[str]:
    """Fill an outbox; return the keys of its mails: in doubt twice over, sent, dead, waiting."""
    now = now or datetime.now(UTC)
    subjects = (
        f"{month} 2026: Northwind’s service report",
        f"Credit statement for {month} 2026",
        "Answer wanted: calls answered within 20 s",
        "A delivery is due tomorrow",
    )
    mails = [written(each, installation, now, number) for number, each in enumerate(subjects)]
    with store.transaction() as tx:
        for mail in mails:
            tx.outbox.enqueue(mail)
    queue = store.queue(installation)

    def send(result: SendResult, at: datetime) -> None:
        claim = queue.claim("host-7:4711", at, LEASE)
        assert claim is not None
        queue.settle(claim, result, at + timedelta(seconds=2), None)

    cut = SendResult(
        verdict=SendVerdict.UNCERTAIN, detail="The connection was cut after the last byte.",
        provider="smtp mail.client.example",
    )  # fmt: skip
    send(cut, now - timedelta(hours=3))
    again = DecidedMail(
        key=mails[0].key,
        attempt=1,
        decision=MailDecision.SEND_AGAIN,
        by="ravi",
        at=now - timedelta(hours=2),
        origin="command",
        note="Nothing in Ann’s inbox.",
    )
    queue.decide(again, state_decided(MailDecision.SEND_AGAIN))
    send(replace(cut, detail="No answer within 30 s."), now - timedelta(hours=1))
    taken = SendResult(verdict=SendVerdict.SENT, provider="sendgrid", provider_id="14c5d75ce93")
    send(taken, now - timedelta(minutes=50))
    deferred = DeliveryEvent(
        provider="sendgrid",
        key=mails[1].key,
        attempt=1,
        recipient="bo@partner.example",
        kind=DeliveryEventKind.DEFERRED,
        at=now - timedelta(minutes=45),
        received=now - timedelta(minutes=44),
        detail="451 try later",
    )
    with store.transaction() as tx:
        tx.delivery_events.add(deferred)
    send(SendResult(verdict=SendVerdict.DEAD, detail="550 no such user"), now - LEASE * 9)
    return [mail.key for mail in mails]


def written(subject: str, installation: str, now: datetime, number: int = 0) -> OutgoingMail:
    """Return a mail whose HTML twin would like to do harm."""
    writer = MimeMailWriter(
        sender="concord@client.example", sender_name="Concord", installation=installation,
        created_by="report / scheduled~2026-11-02",
    )  # fmt: skip
    text = f"{subject}\n\nHello,\n\nthe figures are attached.\n"
    to = ("ann@client.example", "bo@partner.example", "cy@partner.example")
    drafted = replace(
        message(subject, REPORT, to=to, text=text, revision=f"{subject}{number}"), html=WORSE
    )
    at = now - timedelta(hours=4) + timedelta(minutes=number)
    return replace(writer.write(drafted, at), on_uncertain=OnUncertain.HOLD)
