"""How a service level is judged: what is incomplete, repeated misses, stretch."""

import pytest

from concord.domain.quantity import Span, SpanUnit
from concord.domain.service_level import CountsAs, NthMiss
from tests.agreement_texts import agreement_of, changed, findings_of

TARGET = "target: at most 6 min"
MONEYLESS = "target: at most 6 min, money: none, bands: {bad: 7 min, very bad: beyond}, "
PATH = "service_levels.1"


@pytest.mark.parametrize(
    ("written", "band", "after"),
    [
        ("counts as bad 10 business days after due", "bad", "10 business days"),
        ("counts as very bad 1 month after due", "very bad", "1 month"),
    ],
)
def test_what_is_incomplete_may_count_as_a_band(written: str, band: str, after: str) -> None:
    text = changed(TARGET, f"{MONEYLESS}if_incomplete: {written}")
    assert findings_of(text) == []
    found = agreement_of(text).service_levels[1].if_incomplete
    assert isinstance(found, CountsAs)
    assert (found.band, str(found.after)) == (band, after)


def test_what_is_incomplete_is_provisional_otherwise() -> None:
    text = changed(TARGET, f"{MONEYLESS}if_incomplete: provisional")
    assert findings_of(text) == []
    assert agreement_of(text).service_levels[1].if_incomplete is None


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("counts as worse 10 business days after due", "unknown-band"),
        ("counts as bad 10 after due", "not-a-quantity"),
        ("counts as bad after due", "not-a-quantity"),
        ("counts as bad", "not-a-quantity"),
        ("zero", "not-a-quantity"),
    ],
)
def test_as_what_it_counts_is_read_strictly(written: str, rule: str) -> None:
    found = findings_of(changed(TARGET, f"{MONEYLESS}if_incomplete: {written}"))
    assert [f for f in found if f[0] == "error"] == [("error", rule, f"{PATH}.if_incomplete")]


def test_without_bands_it_can_count_as_none() -> None:
    written = "target: at most 6 min, if_incomplete: counts as bad 1 day after due"
    found = findings_of(changed(TARGET, written))
    assert ("error", "unknown-band", f"{PATH}.if_incomplete") in found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", NthMiss()),
        (", nth: 3", NthMiss(nth=3)),
        (", window: 6 months", NthMiss(window=Span(count=6, unit=SpanUnit.MONTH))),
    ],
)
def test_the_fourth_miss_in_a_year_is_a_default_unless_said_otherwise(
    written: str, expected: NthMiss
) -> None:
    text = changed(TARGET, f"expected: 5 min, minimum: 6 min{written}")
    assert agreement_of(text).service_levels[1].repeated_miss == expected


@pytest.mark.parametrize("key", ["nth: 3", "window: 6 months"])
def test_misses_are_counted_for_two_thresholds_only(key: str) -> None:
    found = findings_of(changed(TARGET, f"{TARGET}, {key}"))
    assert found == [("error", "does-not-fit", f"{PATH}.{key.split(':', maxsplit=1)[0]}")]


@pytest.mark.parametrize(
    ("target", "stretch", "fits"),
    [
        ("at most 6 min", "at most 5 min", True),
        ("at most 6 min", "at most 6 min", False),
        ("at most 6 min", "at most 7 min", False),
        ("at most 6 min", "at least 5 min", False),
        ("at least 5 min", "at least 6 min", True),
        ("within 300–360 s", "within 310–350 s", True),
        ("within 300–360 s", "within 310–370 s", False),
    ],
)
def test_a_stretch_target_lies_beyond_the_agreed_one(
    target: str,
    stretch: str,
    fits: bool,  # noqa: FBT001 - a column of the table
) -> None:
    found = findings_of(changed(TARGET, f"target: {target}, stretch: {stretch}"))
    wrong = [] if fits else [("error", "does-not-fit", f"{PATH}.stretch")]
    assert found == wrong


def crossed(by: str, for_each: str) -> str:
    text = changed("by: [site]}", f"by: {by}}}")
    return text.replace("    for_each: [site]\n", f"    for_each: {for_each}\n", 1)


@pytest.mark.parametrize(
    ("by", "for_each", "single", "crosses"),
    [
        ("[site]", "site", ("site",), ()),
        ("[site, [site, date]]", "[[date, site]]", (), (("site", "date"),)),
        ("[site, [site, date]]", "[site, [site, date]]", ("site",), (("site", "date"),)),
        ("[site]", "[[site], site]", ("site",), ()),
    ],
)
def test_combinations_are_rated_in_the_order_in_which_the_kpi_crosses_them(
    by: str, for_each: str, single: tuple[str, ...], crosses: tuple[tuple[str, ...], ...]
) -> None:
    level = agreement_of(crossed(by, for_each)).service_levels[0]
    assert (level.for_each, level.crosses) == (single, crosses)


def test_what_the_kpi_does_not_cross_cannot_be_rated() -> None:
    found = findings_of(crossed("[site]", "[[site, date]]"))
    assert [rule for severity, rule, _ in found if severity == "error"] == ["not-a-dimension"]


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("window: 3 months", "window"),
        ("nth: 13", "nth"),
        ("nth: 5, window: 4 months", "window"),
        ("period: year", "nth"),
        ("nth: 3, window: 3 months", ""),
        ("window: 60 business days", ""),
    ],
)
def test_misses_that_cannot_add_up_are_warned_of(written: str, path: str) -> None:
    found = findings_of(changed(TARGET, f"expected: 5 min, minimum: 6 min, {written}"))
    assert found == ([("warning", "never-a-default", f"{PATH}.{path}")] if path else [])
