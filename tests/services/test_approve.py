"""Decisions about versions: who may take them, what each does, and what is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from concord.domain.agreement import Agreement
from concord.domain.agreement_effects import PeriodEffect
from concord.domain.agreement_version import VersionEventKind, VersionRefusedError
from concord.domain.people import Side
from concord.services.approve import (
    Said,
    acknowledge,
    approve,
    check_person,
    decided,
    reject,
    release,
)
from concord.services.correspondence import Correspondence
from tests import builders
from tests.builders_versions import FIRST, SECOND, candidate, events, live_store, said
from tests.fakes import FakeLetters, FakeMailWriter, FakeStore

APPROVED, HELD = VersionEventKind.APPROVED, VersionEventKind.APPROVED_HELD
EFFECT = PeriodEffect(period=builders.period(), figures=())


def approved(
    store: FakeStore,
    agreement: Agreement = SECOND,
    given: Said | None = None,
    effects: tuple[PeriodEffect, ...] = (),
    *,
    at_once: bool = False,
) -> VersionEventKind:
    """Approve a version in the place of the first one; return what was recorded."""
    correspondence = Correspondence(
        installation="test", letters=FakeLetters(), writer=FakeMailWriter()
    )
    return approve(
        FIRST,
        candidate(agreement),
        effects,
        given or said(),
        release=at_once,
        store=store,
        correspondence=correspondence,
    ).kind


def letters(store: FakeStore) -> list[str]:
    with store.transaction() as tx:
        return [entry.mail.subject for entry in tx.outbox.entries()]


@pytest.mark.parametrize(
    ("effects", "at_once", "kind"),
    [
        ((), False, APPROVED),
        ((), True, APPROVED),
        ((EFFECT,), False, HELD),
        ((EFFECT,), True, APPROVED),
    ],
)
def test_effects_on_reported_months_are_held_unless_they_are_released(
    effects: tuple[PeriodEffect, ...],
    at_once: bool,  # noqa: FBT001 -- a table
    kind: VersionEventKind,
) -> None:
    store = live_store()
    given = said(note="As signed.")
    assert approved(store, given=given, effects=effects, at_once=at_once) is kind
    last = events(store)[-1]
    assert (last.version, last.by, last.at) == (SECOND.version, "kim", given.at)
    assert (last.origin, last.note) == ("test", "As signed.")


def test_the_partner_is_told_in_the_same_transaction() -> None:
    store = live_store()
    approved(store)
    assert letters(store) == [
        "Northwind Support Services: version bbbbbbbb of the agreement binds from now on"
    ]


def test_what_acts_is_not_approved_again_by_anybody() -> None:
    store = live_store()
    approved(store)
    for by in ("kim", "lee"):
        with pytest.raises(VersionRefusedError, match=r"approved by kim at 2 Nov 2026 13:00"):
            approved(store, given=said(by, hour=2))
    assert len(events(store)) == 2
    assert len(letters(store)) == 1


def test_an_earlier_version_may_be_approved_again_and_is_told_again() -> None:
    store = live_store()
    approved(store)
    approved(store, FIRST, said(hour=2))
    approved(store, SECOND, said(hour=3))
    assert [event.version[0] for event in events(store)] == ["a", "b", "a", "b"]
    assert len(letters(store)) == 3


def test_in_shadow_there_is_nothing_to_approve() -> None:
    with pytest.raises(VersionRefusedError, match="in shadow: its file acts as it stands"):
        approved(FakeStore())


@pytest.mark.parametrize(
    ("by", "side", "reason"),
    [
        ("zoe", Side.CLIENT, "'zoe' is nobody's id; who may decide this: kim, lee"),
        ("ana", Side.CLIENT, "'ana' is on the partner's side"),
        ("kim", Side.PARTNER, "'kim' is on the client's side; who may decide this: ana"),
        ("max", Side.CLIENT, "'max' has left; who may decide this: kim, lee"),
        ("\x1b[31m", Side.CLIENT, "'\\\\x1b"),
    ],
)
def test_only_people_of_the_side_that_decides_may(by: str, side: Side, reason: str) -> None:
    left = builders.person(id="max", side=Side.CLIENT, until=date(2026, 11, 1))
    acting = replace(FIRST, people=(*FIRST.people, left))
    with pytest.raises(VersionRefusedError, match=reason):
        check_person(acting, said(by), side)


def test_who_decides_stands_in_the_agreement_that_acts_not_in_the_new_one() -> None:
    intruder = builders.person(id="zoe", side=Side.CLIENT)
    theirs = replace(SECOND, people=(*SECOND.people, intruder))
    store = live_store()
    with pytest.raises(VersionRefusedError, match="'zoe' is nobody's id"):
        approved(store, theirs, said("zoe"))
    assert len(events(store)) == 1


def test_nobody_may_decide_where_nobody_is() -> None:
    with pytest.raises(VersionRefusedError, match="who may decide this: nobody"):
        check_person(replace(FIRST, people=()), said(), Side.CLIENT)


def test_what_is_held_is_released_once() -> None:
    store = live_store(HELD)
    release(SECOND, said("lee"), store=store)
    assert events(store)[-1].kind is VersionEventKind.RELEASED
    with pytest.raises(VersionRefusedError, match="No effects"):
        release(SECOND, said("lee", hour=2), store=store)


@pytest.mark.parametrize("store", [live_store, FakeStore])
def test_where_nothing_is_held_nothing_is_released(store: Callable[[], FakeStore]) -> None:
    with pytest.raises(VersionRefusedError, match="No effects of northwind's agreement are held"):
        release(FIRST, said(), store=store())


def test_a_version_is_acknowledged_once_by_the_partner() -> None:
    store = live_store(APPROVED)
    version = candidate(SECOND).version
    acknowledge(SECOND, version, said("ana", note="Mail of 3 Nov"), store=store)
    last = events(store)[-1]
    assert (last.kind, last.by, last.note) == (
        VersionEventKind.ACKNOWLEDGED,
        "ana",
        "Mail of 3 Nov",
    )
    with pytest.raises(VersionRefusedError, match="already decided: acknowledged by ana"):
        acknowledge(SECOND, version, said("ana", hour=2), store=store)


def test_approved_again_it_is_acknowledged_again() -> None:
    acknowledged = VersionEventKind.ACKNOWLEDGED
    store = live_store(APPROVED, acknowledged, APPROVED)
    acknowledge(SECOND, candidate(SECOND).version, said("ana"), store=store)
    assert [e.kind for e in events(store)].count(acknowledged) == 2


def test_what_was_never_approved_binds_nobody() -> None:
    with pytest.raises(VersionRefusedError, match="bbbbbbbb was never approved"):
        acknowledge(FIRST, candidate(SECOND).version, said("ana"), store=live_store())


def test_a_rejected_version_may_be_approved_after_all() -> None:
    store = live_store()
    version = candidate(SECOND).version
    reject(FIRST, version, said(note="Not signed yet"), store=store)
    assert "rejected by kim" in (decided(FIRST, version, events(store)) or "")
    assert approved(store, given=said(hour=2)) is APPROVED
    assert "approved by kim" in (decided(SECOND, version, events(store)) or "")


def test_what_acts_is_not_rejected() -> None:
    with pytest.raises(VersionRefusedError, match="approved by kim"):
        reject(SECOND, candidate(SECOND).version, said(), store=live_store(APPROVED))


def test_what_nobody_decided_about_waits() -> None:
    assert decided(FIRST, candidate(SECOND).version, events(live_store())) is None
    assert decided(FIRST, candidate(SECOND).version, ()) is None
