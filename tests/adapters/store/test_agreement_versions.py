"""Agreement versions and their log: in memory, in SQLite, in PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

from concord.domain.agreement_version import AgreementVersion, VersionEvent, VersionEventKind
from tests.adapters.store.databases import StoreWithQueue
from tests.adapters.store.examples import NOON

FIRST = AgreementVersion(
    partner="acme", version="b" * 64, content=b"partner: acme\n\x00\xff", seen=NOON
)
SECOND = replace(FIRST, version="a" * 64, content=b"", seen=NOON + timedelta(days=1))
APPROVED = VersionEvent(
    partner="acme",
    version=FIRST.version,
    kind=VersionEventKind.APPROVED_HELD,
    by="kim",
    at=NOON,
    origin="command",
    note="As signed.",
)


def test_a_text_is_kept_byte_for_byte_and_once(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        assert tx.agreement_versions.get("acme", FIRST.version) is None
        assert tx.agreement_versions.add(FIRST)
    with store.transaction() as tx:
        assert not tx.agreement_versions.add(replace(FIRST, seen=SECOND.seen))
        assert tx.agreement_versions.get("acme", FIRST.version) == FIRST
        assert tx.agreement_versions.get("other", FIRST.version) is None


def test_texts_come_in_the_order_in_which_they_were_seen(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        for version in (SECOND, FIRST, replace(FIRST, partner="other")):
            tx.agreement_versions.add(version)
    with store.transaction() as tx:
        assert tx.agreement_versions.of_partner("acme") == (FIRST, SECOND)
        assert tx.agreement_versions.of_partner("nobody") == ()


def test_the_log_keeps_every_decision_in_order_and_each_partners_own(
    store: StoreWithQueue,
) -> None:
    released = replace(APPROVED, kind=VersionEventKind.RELEASED, note="")
    with store.transaction() as tx:
        for event in (APPROVED, replace(APPROVED, partner="other"), released, APPROVED):
            tx.agreement_versions.log(event)
    with store.transaction() as tx:
        assert tx.agreement_versions.events("acme") == (APPROVED, released, APPROVED)
