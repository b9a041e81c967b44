"""Who is live and who is away: in memory, in SQLite, in PostgreSQL."""

from dataclasses import replace
from datetime import date, timedelta

from concord.domain.people import Absence
from concord.domain.shadow import LivePartner
from tests.adapters.store.databases import StoreWithQueue
from tests.adapters.store.examples import NOON, OCTOBER

LIVE = LivePartner(partner="acme", since=NOON, by="kim", effects_from=OCTOBER, note="Agreed.")
AWAY = Absence(
    person="acme/ana",
    first=date(2026, 11, 2),
    last=date(2026, 11, 13),
    set_by="kim",
    set_at=NOON,
    note="On leave",
)


def test_a_partner_is_live_from_its_first_record_on(store: StoreWithQueue) -> None:
    with store.transaction() as tx:
        assert tx.live_partners.get("acme") is None
        assert tx.live_partners.add(LIVE)
    with store.transaction() as tx:
        assert not tx.live_partners.add(replace(LIVE, by="lee", since=NOON + timedelta(days=1)))
        assert tx.live_partners.get("acme") == LIVE
        assert tx.live_partners.get("other") is None


def test_live_partners_come_by_their_ids(store: StoreWithQueue) -> None:
    other = replace(LIVE, partner="abba", effects_from=None, note="")
    with store.transaction() as tx:
        tx.live_partners.add(LIVE)
        tx.live_partners.add(other)
    with store.transaction() as tx:
        assert list(tx.live_partners.all().items()) == [("abba", other), ("acme", LIVE)]


def test_absences_come_by_person_and_day_and_each_once(store: StoreWithQueue) -> None:
    earlier = replace(AWAY, first=date(2026, 9, 1), last=date(2026, 9, 1))
    kim = replace(AWAY, person="Kim")
    with store.transaction() as tx:
        assert [tx.absences.add(a) for a in (AWAY, earlier, kim)] == [True, True, True]
        assert not tx.absences.add(replace(AWAY, note="Again"))
    with store.transaction() as tx:
        assert tx.absences.all() == (kim, earlier, AWAY)


def test_cancelling_ends_what_is_not_over(store: StoreWithQueue) -> None:
    over = replace(AWAY, first=date(2026, 9, 1), last=date(2026, 9, 1))
    kim = replace(AWAY, person="kim")
    with store.transaction() as tx:
        for absence in (AWAY, over, kim):
            tx.absences.add(absence)
        assert tx.absences.cancel("acme/ana", AWAY.last, NOON) == 1
        assert tx.absences.cancel("acme/ana", AWAY.last, NOON) == 0
    with store.transaction() as tx:
        assert tx.absences.all() == (over, kim)
        assert tx.absences.add(AWAY)
