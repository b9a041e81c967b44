"""Which text acts: the file in shadow, the last approved version of a live partner."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from concord.adapters.agreement_files import load_folder
from concord.domain.agreement_version import VersionEvent, VersionEventKind
from concord.domain.issue import CONCORD
from concord.domain.shadow import LivePartner
from concord.wiring.in_force import InForce, agreement_of_text, agreements_in_force
from tests.agreement_texts import VALID
from tests.fakes_store import FakeStore

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LIVE = LivePartner(partner="acme", since=NOW, by="kim", note="Trial is over.")


class Folder:
    """A folder with one agreement, and the store in which versions are kept."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.store = FakeStore()
        self.now = NOW
        self.write(VALID)

    def write(self, text: str) -> None:
        (self.path / "acme.yaml").write_text(text, "utf-8")

    def live(self, live: LivePartner = LIVE) -> None:
        with self.store.transaction() as tx:
            tx.live_partners.add(live)

    def in_force(self) -> InForce:
        self.now += timedelta(hours=1)
        with self.store.transaction() as tx:
            return agreements_in_force(load_folder(self.path), tx, self.now)

    def acts(self) -> str | None:
        """Return the version that acts, by the first digits of its hash."""
        agreement = self.in_force().agreements.get("acme")
        return None if agreement is None else agreement.version

    def waits(self) -> str | None:
        agreement = self.in_force().pending.get("acme")
        return None if agreement is None else agreement.version

    def approve(self, version: str) -> None:
        with self.store.transaction() as tx:
            tx.agreement_versions.log(
                VersionEvent(
                    partner="acme",
                    version=version,
                    kind=VersionEventKind.APPROVED,
                    by="kim",
                    at=self.now,
                    origin="test",
                )
            )

    @property
    def log(self) -> tuple[VersionEvent, ...]:
        return tuple(self.store.tables.version_events)

    @property
    def seen(self) -> int:
        return len(self.store.tables.versions)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_in_shadow_the_file_acts_as_it_stands(folder: Folder) -> None:
    first = folder.acts()
    folder.write(VALID + "# changed\n")
    assert first is not None
    assert folder.acts() not in {None, first}
    assert folder.waits() is None
    assert folder.log == ()
    assert folder.seen == 2


def test_in_shadow_a_file_with_errors_does_not_act(folder: Folder) -> None:
    folder.write("partner: [")
    assert folder.in_force() == InForce(agreements={}, pending={})


def test_what_acted_when_a_partner_went_live_is_approved_by_who_let_it(folder: Folder) -> None:
    folder.live()
    acts = folder.acts()
    (approval,) = folder.log
    assert (approval.version, approval.kind) == (acts, VersionEventKind.APPROVED)
    assert (approval.by, approval.origin, approval.note) == ("kim", "go-live", "Trial is over.")
    assert folder.acts() == acts
    assert len(folder.log) == 1


def test_what_acted_before_versions_were_approved_is_approved_by_the_upgrade(
    folder: Folder,
) -> None:
    folder.live(replace(LIVE, by=CONCORD))
    folder.acts()
    (approval,) = folder.log
    assert (approval.by, approval.origin) == ("upgrade", "upgrade")


def test_a_live_partners_changed_file_waits_until_it_is_approved(folder: Folder) -> None:
    folder.live()
    first = folder.acts()
    folder.write(VALID + "# changed\n")
    assert folder.acts() == first
    second = folder.waits()
    assert second is not None
    assert folder.seen == 2
    folder.approve(second)
    assert (folder.acts(), folder.waits()) == (second, None)


@pytest.mark.parametrize("text", ["partner: [", "", VALID.replace("partner: acme", "parner: x")])
def test_a_broken_edit_never_stops_a_live_partner(folder: Folder, text: str) -> None:
    folder.live()
    first = folder.acts()
    folder.write(text)
    assert (folder.acts(), folder.waits()) == (first, None)
    assert folder.seen == 1


def test_nor_does_a_file_that_is_gone_or_that_stands_twice(folder: Folder) -> None:
    folder.live()
    first = folder.acts()
    (folder.path / "twin.yaml").write_text(VALID, "utf-8")
    assert folder.acts() == first
    for file in folder.path.glob("*.yaml"):
        file.unlink()
    assert folder.acts() == first


def test_a_live_partner_of_whom_nothing_is_known_does_not_act(folder: Folder) -> None:
    folder.live()
    folder.write("partner: [")
    assert folder.acts() is None
    assert folder.log == ()


def test_an_earlier_text_acts_again_though_the_file_says_another(folder: Folder) -> None:
    folder.live()
    first = folder.acts()
    folder.write(VALID + "# changed\n")
    second = folder.waits()
    assert first is not None
    assert second is not None
    folder.approve(second)
    folder.approve(first)
    assert (folder.acts(), folder.waits()) == (first, second)


def test_an_organisation_file_with_errors_stops_everybody(folder: Folder) -> None:
    folder.live()
    folder.acts()
    (folder.path / "organisation.yaml").write_text("name: [", "utf-8")
    assert folder.in_force() == InForce(agreements={}, pending={})


def test_an_approved_text_that_was_lost_does_not_act(folder: Folder) -> None:
    folder.live()
    folder.acts()
    folder.store.tables.versions.clear()
    folder.write(VALID + "# changed\n")
    found = folder.in_force()
    assert (found.agreements, found.lost) == ({}, ("acme",))


def test_a_kept_text_is_read_with_the_organisation_of_today(folder: Folder) -> None:
    folder.live()
    folder.acts()
    (kept,) = folder.store.tables.versions.values()
    organisation = replace(load_folder(folder.path).organisation, name="Contoso")
    agreement = agreement_of_text(kept, organisation)
    assert agreement is not None
    assert (agreement.version, agreement.organisation.name) == (kept.version, "Contoso")
