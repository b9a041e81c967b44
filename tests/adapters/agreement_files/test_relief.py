"""Relief: events and standing rules, as they are written."""

from datetime import date

import pytest

from concord.domain.relief import Drops, ReliefCause, ReliefEvent, StandingRelief
from tests.agreement_texts import agreement_of, changed, findings_of

EVENT = 'id: outage, from: "2026-10-14T09:10", to: "2026-10-14T13:40", cause: client'
STANDING = "id: window, every: week on Sunday, cause: maintenance"


def with_relief(*items: str) -> str:
    """Return the valid agreement with relief, each item written within braces."""
    listed = "".join(f"  - {{{item}}}\n" for item in items)
    return changed("escalation: standard", f"relief:\n{listed}escalation: standard")


def test_an_event_is_read_whole() -> None:
    text = with_relief(
        f"{EVENT}, service_levels: [phone], approved_by: kim, evidence: INC-88121, drops: day, "
        "approved_on: 2026-10-16"
    )
    assert findings_of(text) == []
    (event,) = agreement_of(text).relief
    assert isinstance(event, ReliefEvent)
    assert (event.id, event.cause, event.drops) == ("outage", ReliefCause.CLIENT, Drops.DAY)
    assert (event.service_levels, event.approved_by) == (("phone",), "kim")
    assert (event.evidence, event.approved_on) == ("INC-88121", date(2026, 10, 16))
    assert event.begins.isoformat() == "2026-10-14T08:10:00+00:00"
    assert event.ends.isoformat() == "2026-10-14T12:40:00+00:00"


def test_a_standing_rule_is_read_whole() -> None:
    text = with_relief(
        f'{STANDING}, when: "22:00-02:00", from: 2026-01-01, until: 2026-12-31, approved_by: kim, '
        "drops: day"
    )
    assert findings_of(text) == []
    (rule,) = agreement_of(text).relief
    assert isinstance(rule, StandingRelief)
    assert (str(rule.every), str(rule.hours)) == ("week on Sunday", "22:00-02:00")
    assert (rule.since, rule.until) == (date(2026, 1, 1), date(2026, 12, 31))


def test_events_drop_days_and_standing_rules_hours_unless_they_say() -> None:
    relief = agreement_of(with_relief(EVENT, STANDING)).relief
    assert [rule.drops for rule in relief] == [Drops.DAY, Drops.HOURS]
    assert [rule.service_levels for rule in relief] == [(), ()]
    (standing,) = (rule for rule in relief if isinstance(rule, StandingRelief))
    assert str(standing.hours) == "00:00-24:00"


@pytest.mark.parametrize(
    ("item", "rule", "path"),
    [
        (EVENT, "warning not-approved", ""),
        (f"{EVENT}, approved_by: kit", "error unknown-person", ".approved_by"),
        (
            f"{EVENT}, approved_by: kim, service_levels: [fone]",
            "error unknown-service-level",
            ".service_levels.0",
        ),
        (f"{EVENT}, approved_by: kim, drops: week", "error unknown-word", ".drops"),
        (f"{EVENT}, approved_by: kim, when: all", "error unknown-key", ".when"),
        (
            EVENT.replace("T13:40", "T09:10") + ", approved_by: kim",
            "error upside-down",
            ".to",
        ),
        (
            EVENT.replace("cause: client", "cause: weather, approved_by: kim"),
            "error unknown-word",
            ".cause",
        ),
        (EVENT.replace(", cause: client", ", approved_by: kim"), "error missing-key", ".cause"),
        (EVENT.replace("id: outage, ", "approved_by: kim, "), "error missing-key", ".id"),
        (EVENT.replace("T09:10", "T9h") + ", approved_by: kim", "error not-a-quantity", ".from"),
        ("id: x, cause: law, approved_by: kim, to: 2026-10-14", "error missing-key", ".from"),
        ("id: x, cause: law, approved_by: kim, from: 2026-10-14", "error missing-key", ".to"),
        (f"{STANDING}, approved_by: kim, to: 2026-10-14", "error unknown-key", ".to"),
        (
            f"{STANDING}, approved_by: kim, from: 2026-02-01, until: 2026-01-31",
            "error upside-down",
            ".until",
        ),
        (
            STANDING.replace("Sunday", "Sunday 02:00") + ", approved_by: kim",
            "error does-not-fit",
            ".every",
        ),
        (
            STANDING.replace("week on Sunday", "sundays") + ", approved_by: kim",
            "error not-a-quantity",
            ".every",
        ),
    ],
)
def test_relief_is_read_strictly(item: str, rule: str, path: str) -> None:
    found = findings_of(with_relief(item))
    asked = [each for each in found if each[1] != "rows-too-coarse"]
    expected = [
        (*rule.split(" "), f"relief.{where}{path}") for where in ("0", "outage", "window", "x")
    ]
    assert len(asked) == 1
    assert asked[0] in expected


def test_every_relief_has_an_id_of_its_own() -> None:
    found = findings_of(with_relief(f"{EVENT}, approved_by: kim", f"{EVENT}, approved_by: kim"))
    assert [rule for severity, rule, _ in found if severity == "error"] == ["duplicate-id"]


@pytest.mark.parametrize(
    ("begins", "ends", "days"),
    [
        ("2026-10-14", "2026-10-15", (date(2026, 10, 14), date(2026, 10, 15))),
        ("2026-10-14", '"2026-10-15T12:00"', None),
        ('"2026-10-14T00:00"', "2026-10-15", None),
    ],
)
def test_two_dates_are_whole_days(begins: str, ends: str, days: tuple[date, date] | None) -> None:
    item = f"id: x, cause: law, approved_by: kim, from: {begins}, to: {ends}"
    (rule,) = agreement_of(with_relief(item)).relief
    assert isinstance(rule, ReliefEvent)
    assert rule.days == days
