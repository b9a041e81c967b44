"""Mails that may be taken back: they wait at SendGrid, each in a batch that can be cancelled."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from concord.domain.message import OnUncertain
from concord.domain.outbox import SendVerdict
from concord.services.dispatch import dispatch
from concord.services.reconcile import NoWitness, reconcile
from tests.adapters.mail.mails import NOON, mail
from tests.adapters.mail.sendgrid_schema import faults
from tests.adapters.mail.ways import sendgrid_way as way
from tests.fakes import FakeOutboxQueue, FakeStore
from tests.mail_servers import Answer, Provider, sendgrid_server

MONEY = replace(mail(), on_uncertain=OnUncertain.RETRACT)
BATCH = {"/v3/mail/batch": Answer(status=201, body=b'{"batch_id": "b-1"}')}
TOKEN = f"b-1@{int((NOON + timedelta(minutes=30)).timestamp())}"


def test_a_mail_that_may_be_taken_back_waits_at_sendgrid_in_a_batch_of_its_own() -> None:
    provider = Provider(answers=BATCH)
    with sendgrid_server(provider), closing(way(provider, retract_minutes=30)) as transport:
        batch = transport.batch(MONEY)
        assert transport.send(MONEY, batch).verdict is SendVerdict.SENT
    assert batch == TOKEN
    assert [asked[:2] for asked in provider.requests] == [
        ("POST", "/v3/mail/batch"),
        ("POST", "/v3/mail/send"),
    ]
    body = provider.requests[1][3]
    assert (body["batch_id"], body["send_at"]) == ("b-1", int(NOON.timestamp()) + 1800)
    assert faults(body) == []


def test_no_other_mail_waits() -> None:
    provider = Provider(answers=BATCH)
    with sendgrid_server(provider), closing(way(provider, retract_minutes=30)) as transport:
        assert transport.batch(mail()) == ""
        transport.send(mail())
    with sendgrid_server(provider), closing(way(provider)) as transport:
        assert transport.batch(MONEY) == ""
        transport.send(MONEY)
    assert ["send_at" in body for *_, body in provider.requests] == [False, False]


@pytest.mark.parametrize(
    "answer",
    [
        Answer(status=500),
        Answer(status=401),
        Answer(cut=True),
        Answer(status=201, body=b"a page"),
        Answer(status=201, body=b'{"id": "b-1"}'),
        Answer(status=201, body=b'{"batch_id": "b 1\\r\\n"}'),
        Answer(status=201, body=b'{"batch_id": ""}'),
    ],
)
def test_without_a_batch_the_mail_goes_out_at_once(answer: Answer) -> None:
    provider = Provider(answers={"/v3/mail/batch": answer})
    with sendgrid_server(provider), closing(way(provider, retract_minutes=30)) as transport:
        batch = transport.batch(MONEY)
        assert transport.send(MONEY, batch).verdict is SendVerdict.SENT
    assert batch == ""
    assert "batch_id" not in provider.requests[1][3]


@pytest.mark.parametrize(
    ("status", "undone"), [(201, True), (200, False), (202, False), (400, False), (500, False)]
)
def test_a_batch_is_taken_back_where_sendgrid_says_so(status: int, *, undone: bool) -> None:
    provider = Provider(status=status)
    with sendgrid_server(provider):
        assert way(provider).take_back(TOKEN) is undone
    ((method, path, _, body),) = provider.requests
    assert (method, path) == ("POST", "/v3/user/scheduled_sends")
    assert body == {"batch_id": "b-1", "status": "cancel"}


def test_without_an_answer_nothing_is_undone_for_certain() -> None:
    provider = Provider(status=201, cut=True)
    with sendgrid_server(provider):
        assert not way(provider).take_back(TOKEN)


@pytest.mark.parametrize("minutes", [10, 0, -30])
def test_a_batch_that_is_about_to_go_out_is_not_even_tried(minutes: int) -> None:
    provider = Provider(status=201)
    late = int((NOON + timedelta(minutes=minutes)).timestamp())
    with sendgrid_server(provider):
        assert not way(provider).take_back(f"b-1@{late}")
        assert not way(provider).take_back("of another provider")
    assert provider.requests == []


@pytest.mark.parametrize(
    ("scopes", "lacking"),
    [
        ('"mail.batch.create", "user.scheduled_sends.create"', None),
        ('"mail.batch.create"', "lacks the scope user.scheduled_sends.create."),
    ],
)
def test_a_key_that_may_not_take_back_is_noticed_before(scopes: str, lacking: str | None) -> None:
    body = f'{{"scopes": ["mail.send", {scopes}]}}'.encode()
    with sendgrid_server(Provider(status=200, body=body)) as provider:
        refusal = way(provider, retract_minutes=30).refusal()
        assert way(provider).refusal() is None
    assert (refusal is None) is (lacking is None)
    assert refusal is None or str(lacking) in refusal.detail


def test_a_mail_in_doubt_is_taken_back_and_goes_out_once() -> None:
    store = FakeStore()
    queue = FakeOutboxQueue(store, "production")
    with store.transaction() as tx:
        tx.outbox.enqueue(MONEY)
    cancelled = Answer(status=201)
    answers = {**BATCH, "/v3/user/scheduled_sends": cancelled}
    provider = Provider(cut=True, answers=answers)
    with sendgrid_server(provider):
        transport = way(provider, retract_minutes=30)
        assert dispatch(queue, transport, owner="one", clock=lambda: NOON).uncertain == 1
        provider.cut = False
        answers["/v3/mail/batch"] = Answer(status=201, body=b'{"batch_id": "b-2"}')
        assert reconcile(queue, transport, NoWitness(), clock=lambda: NOON).repeated == 1
        assert dispatch(queue, transport, owner="two", clock=lambda: NOON).sent == 1
    asked = [(path, body) for _, path, _, body in provider.requests]
    sent = [body["batch_id"] for path, body in asked if path == "/v3/mail/send"]
    undone = [body["batch_id"] for path, body in asked if path == "/v3/user/scheduled_sends"]
    assert (sent, undone) == (["b-1", "b-2"], ["b-1"])
    with store.transaction() as tx:
        assert [attempt.batch for attempt in tx.outbox.attempts(MONEY.key)] == [
            TOKEN,
            TOKEN.replace("b-1", "b-2"),
        ]
