"""What new terms would have made of a partner's past."""

from dataclasses import replace

from concord.services.compare_ratings import compare_ratings
from tests.builders import agreement, at_least, service_level, terms
from tests.services.test_assess import NOW, Case

STRICTER = replace(
    agreement(), service_levels=(service_level(terms=(terms(target=at_least("90")),)),)
)


def test_the_same_deliveries_are_rated_under_both() -> None:
    case = Case()
    for month, share in (("2026-07", "85"), ("2026-08", "79"), ("2026-09", "95")):
        case.deliver(month, share)
    (found,) = compare_ratings(
        agreement(), STRICTER, store=case.store, observations=case.observations, now=NOW
    )
    assert found.words == "phone: 2 of the last 3 periods would have been missed; 1 were"


def test_without_deliveries_there_is_nothing_to_rate() -> None:
    case = Case()
    assert (
        compare_ratings(
            agreement(), STRICTER, store=case.store, observations=case.observations, now=NOW
        )
        == ()
    )


def test_nothing_is_kept() -> None:
    case = Case()
    case.deliver("2026-09", "85")
    compare_ratings(
        agreement(), STRICTER, store=case.store, observations=case.observations, now=NOW
    )
    assert case.found == {}
