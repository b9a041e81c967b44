"""Legal holds: our people set and lift them, for what there is, and all stay on record."""

from dataclasses import replace

import pytest

from concord.domain.retention import LegalHold, RetentionRefusedError
from concord.services.legal_hold import lift_hold, set_hold
from tests.builders import agreement, moment, submission
from tests.fakes import FakeStore

NOW = moment("2026-11-23T09:00")
NORTHWIND = agreement()
KNOWN = {"northwind": NORTHWIND}
HOLD = LegalHold(partner="northwind", reason="Claim 12", set_by="kim", set_at=NOW)


def kept(store: FakeStore) -> tuple[LegalHold, ...]:
    with store.transaction() as tx:
        return tx.legal_holds.all()


@pytest.mark.parametrize("source", [None, "daily_ops"])
def test_a_hold_is_recorded_with_its_id(source: str | None) -> None:
    store = FakeStore()
    wanted = replace(HOLD, source=source)
    found = set_hold(wanted, KNOWN, NORTHWIND.people, store=store)
    assert found == replace(wanted, id=1)
    assert kept(store) == (found,)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"set_by": "ana"}, "'ana' is nobody of our side; known are kim"),
        ({"set_by": "eve"}, "'eve' is nobody"),
        ({"reason": " "}, "needs its reason"),
        ({"partner": "nothwind"}, "no partner 'nothwind'"),
        ({"source": "daily"}, "no source 'daily'; known are daily_ops"),
    ],
)
def test_a_hold_that_would_keep_nothing_or_is_nobodys_is_refused(
    changes: dict[str, object], reason: str
) -> None:
    store = FakeStore()
    with pytest.raises(RetentionRefusedError, match=reason):
        set_hold(
            replace(HOLD, **changes),  # type: ignore[arg-type] # any field may be overridden
            KNOWN,
            NORTHWIND.people,
            store=store,
        )
    assert kept(store) == ()


def test_files_of_a_partner_without_an_agreement_can_be_held() -> None:
    store = FakeStore()
    with store.transaction() as tx:
        tx.submissions.add(submission(partner="gone", source="old"))
    hold = replace(HOLD, partner="gone", source="old")
    assert set_hold(hold, KNOWN, NORTHWIND.people, store=store).id == 1


def test_a_hold_is_lifted_once_by_our_people_and_stays_on_record() -> None:
    store = FakeStore()
    set_hold(HOLD, KNOWN, NORTHWIND.people, store=store)
    with pytest.raises(RetentionRefusedError, match="nobody of our side"):
        lift_hold(1, "ana", NORTHWIND.people, store=store, now=NOW)
    lift_hold(1, "kim", NORTHWIND.people, store=store, now=NOW)
    assert kept(store) == (replace(HOLD, id=1, lifted_by="kim", lifted_at=NOW),)
    with pytest.raises(RetentionRefusedError, match="No hold with the id 1"):
        lift_hold(1, "kim", NORTHWIND.people, store=store, now=NOW)


def test_where_nobody_is_known_nobody_may_hold() -> None:
    with pytest.raises(RetentionRefusedError, match="known are none"):
        set_hold(HOLD, KNOWN, (), store=FakeStore())
