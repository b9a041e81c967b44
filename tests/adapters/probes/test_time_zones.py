"""Time zones: each that is in use has its rules here."""

import pytest

from concord.adapters.probes.time_zones import examine_time_zones
from concord.domain.examination import Health


def test_known_zones_are_named_with_the_release_of_their_rules() -> None:
    (item,) = examine_time_zones("time zones", ["Asia/Manila", "Europe/London"])
    assert item.health is Health.OK
    assert item.found.startswith("tzdata 20")
    assert item.found.endswith("Asia/Manila, Europe/London")


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", ""])
def test_a_zone_without_rules_is_failing(zone: str) -> None:
    (item,) = examine_time_zones("time zones", ["Asia/Manila", zone])
    assert item.health is Health.FAILING
    assert item.found == f"unknown: {zone}"


def test_none_in_use_is_well() -> None:
    (item,) = examine_time_zones("time zones", [])
    assert item.found.endswith("none in use")
