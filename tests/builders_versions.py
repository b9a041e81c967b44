"""Versions of Northwind's agreement, and a store in which it is live under the first."""

from datetime import UTC, datetime, timedelta

from concord.domain.agreement import Agreement
from concord.domain.agreement_version import AgreementVersion, VersionEvent, VersionEventKind
from concord.domain.people import Side
from concord.domain.shadow import LivePartner
from concord.services.approve import Candidate, Said
from tests import builders
from tests.fakes import FakeStore

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
KIM = builders.organisation().people[0]
LEE = builders.person(
    id="lee", name="Lee Ash", side=Side.CLIENT, role="category_lead", email="lee@client.example"
)
FIRST = builders.agreement(version="a" * 64, people=(builders.person(), KIM, LEE))
SECOND = builders.agreement(version="b" * 64, people=(builders.person(), KIM, LEE))


def candidate(agreement: Agreement) -> Candidate:
    """Return an agreement as a version that may come to act."""
    content = f"partner: northwind # {agreement.version[0]}\n".encode()
    version = AgreementVersion(
        partner="northwind", version=agreement.version, content=content, seen=NOON
    )
    return Candidate(version=version, agreement=agreement)


def said(by: str = "kim", hour: int = 1, note: str = "") -> Said:
    """Return who decides, some hours after noon."""
    return Said(by=by, at=NOON + timedelta(hours=hour), origin="test", note=note)


def event(agreement: Agreement, kind: VersionEventKind, by: str = "kim") -> VersionEvent:
    """Return a decision at noon."""
    return VersionEvent(
        partner="northwind", version=agreement.version, kind=kind, by=by, at=NOON, origin="test"
    )


def live_store(*kinds: VersionEventKind) -> FakeStore:
    """Return a store in which Northwind is live; the first version is approved.

    `kinds` are what was decided about the second one afterwards.
    """
    store = FakeStore()
    with store.transaction() as tx:
        tx.live_partners.add(LivePartner(partner="northwind", since=NOON, by="kim"))
        for each in (FIRST, SECOND):
            tx.agreement_versions.add(candidate(each).version)
        tx.agreement_versions.log(event(FIRST, VersionEventKind.APPROVED))
        for kind in kinds:
            tx.agreement_versions.log(event(SECOND, kind))
    return store


def events(store: FakeStore) -> tuple[VersionEvent, ...]:
    """Return the log of Northwind's versions."""
    with store.transaction() as tx:
        return tx.agreement_versions.events("northwind")
