"""Any history of the outbox comes to the same in memory and in the databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from concord.adapters.store import SqlStore
from concord.domain.errors import KeyReusedWithOtherContentError
from concord.domain.message import OnUncertain
from concord.domain.outbox import Claim, OutboxState, SendResult, SendVerdict
from tests.adapters.store.databases import StoreWithQueue, copied, empty_tables
from tests.adapters.store.examples import MAIL, NOON
from tests.fakes_store import FakeStore

LEASE = timedelta(minutes=2)
KEYS = ("a", "b", "c")
POLICIES = {"a": OnUncertain.HOLD, "b": OnUncertain.RESEND, "c": OnUncertain.RETRACT}


class OutboxHistory(RuleBasedStateMachine):
    """The same steps on the fake and on a real store, compared after each."""

    claims = Bundle[Claim]("claims")

    def __init__(self, real: StoreWithQueue) -> None:
        super().__init__()
        self.real = real
        self.fake = FakeStore()
        self.now: datetime = NOON
        self.delivered: set[str] = set()
        self.taken_as_sent: set[str] = set()

    def _both(self, step: Callable[[StoreWithQueue], object]) -> object:
        mine, real = step(self.fake), step(self.real)
        assert mine == real
        return mine

    @rule(key=st.sampled_from(KEYS), content=st.sampled_from("xy"), age=st.integers(0, 3))
    def enqueue(self, key: str, content: str, age: int) -> None:
        mail = replace(
            MAIL,
            key=key,
            content_sha256=content,
            mail_date=NOON - timedelta(seconds=age),
            on_uncertain=POLICIES[key],
        )

        def step(store: StoreWithQueue) -> object:
            try:
                with store.transaction() as tx:
                    return tx.outbox.enqueue(mail)
            except KeyReusedWithOtherContentError as error:
                return str(error)

        self._both(step)

    @rule(target=claims, owner=st.sampled_from(("one", "two")))
    def claim(self, owner: str) -> Claim | MultipleResults[Claim]:
        claim = self._both(lambda store: store.queue().claim(owner, self.now, LEASE))
        if not isinstance(claim, Claim):
            return multiple()
        assert claim.mail.key not in self.delivered, "sent, known to be sent, and sent again"
        return claim

    @rule(claim=claims, verdict=st.sampled_from(SendVerdict), wait=st.integers(-1, 4))
    def settle(self, claim: Claim, verdict: SendVerdict, wait: int) -> None:
        result = SendResult(verdict=verdict, detail=verdict, provider_id="x")
        not_before = None if wait < 0 else self.now + timedelta(minutes=wait)
        won = self._both(lambda store: store.queue().settle(claim, result, self.now, not_before))
        if won and verdict is SendVerdict.SENT:
            self.delivered.add(claim.mail.key)

    @rule(target=claims, claim=claims, verdict=st.sampled_from(SendVerdict))
    def settle_and_claim(
        self, claim: Claim, verdict: SendVerdict
    ) -> Claim | MultipleResults[Claim]:
        result = SendResult(verdict=verdict, detail=verdict, provider_id="x")
        told = self._both(
            lambda store: store.queue().settle_and_claim(claim, result, self.now, None, LEASE)
        )
        assert isinstance(told, tuple)
        won, following = told
        if won and verdict is SendVerdict.SENT:
            self.delivered.add(claim.mail.key)
        return multiple() if following is None else following

    @rule(state=st.sampled_from((OutboxState.SENT, OutboxState.PENDING, OutboxState.DEAD)))
    def resolve(self, state: OutboxState) -> None:
        def step(store: StoreWithQueue) -> object:
            queue = store.queue()
            found = queue.uncertain(self.now)
            self.taken_as_sent.update(each.mail.key for each in found[:1])
            return found, [queue.resolve(each, state, "Looked at.") for each in found[:1]]

        self._both(step)

    @rule(seconds=st.integers(1, 400))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @invariant()
    def nothing_differs(self) -> None:
        def step(store: StoreWithQueue) -> object:
            with store.transaction() as tx:
                return tx.outbox.entries(), [tx.outbox.attempts(key) for key in KEYS]

        self._both(step)

    @invariant()
    def every_attempt_is_on_record(self) -> None:
        with self.fake.transaction() as tx:
            for entry in tx.outbox.entries():
                tried = tx.outbox.attempts(entry.mail.key)
                assert [a.number for a in tried] == list(range(1, entry.attempts + 1))
                if entry.state is OutboxState.SENT and entry.mail.key not in self.taken_as_sent:
                    assert any(a.verdict is SendVerdict.SENT for a in tried)


def run(make_store: Callable[[], SqlStore], examples: int) -> None:
    """Try `examples` histories, each on a fresh store."""

    class History(OutboxHistory):
        def __init__(self) -> None:
            super().__init__(make_store())

        def teardown(self) -> None:
            if isinstance(self.real, SqlStore):
                self.real.close()

    limits = settings(
        max_examples=examples,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(History, settings=limits)


def test_any_history_is_the_same_in_sqlite(sqlite_template: Path, tmp_path: Path) -> None:
    numbers = count()
    run(lambda: SqlStore(copied(sqlite_template, tmp_path / f"{next(numbers)}.db")), 30)


@pytest.mark.postgres
def test_any_history_is_the_same_in_postgresql(postgresql_url: str) -> None:
    def make_store() -> SqlStore:
        empty_tables(postgresql_url)
        return SqlStore(postgresql_url)

    run(make_store, 15)
