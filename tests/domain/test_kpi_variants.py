"""The other variants of a KPI: those for which the source has the columns."""

from concord.domain.kpi import Kpi
from concord.domain.kpi_variants import other_variants
from concord.domain.source import Source
from tests.builders import column, expression, kpi, source

ALL = ("in_20s", "answered", "abandoned", "abandoned_in", "abandoned_short", "offered")
ROLES = (("answered_in", "in_20s"), ("answered", "answered"), ("offered", "offered"))


def service_level(standard: str = "service_level", **changes: object) -> Kpi:
    given = {
        "standard": standard,
        "roles": ROLES,
        "numerator": expression("sum(in_20s)"),
        "denominator": expression("sum(offered)"),
    }
    return kpi(**{**given, **changes})


def delivered(*names: str) -> Source:
    return source(columns=tuple(column(name) for name in names), day_column=None, key=())


def words(of: Kpi, *names: str) -> list[str]:
    return [other.variant.word for other in other_variants(of, delivered(*names))]


def test_all_six_but_its_own_where_every_column_is_there() -> None:
    assert words(service_level(), *ALL) == [
        "met",
        "ignored",
        "in_time_excluded",
        "short_credited",
        "short_excluded",
    ]


def test_only_those_whose_columns_are_there() -> None:
    assert words(service_level(), "in_20s", "answered", "offered") == ["ignored"]


def test_a_variant_is_computed_over_the_columns_of_its_roles() -> None:
    (other,) = other_variants(service_level(), delivered("in_20s", "answered", "offered"))
    assert other.kpi.numerator is not None
    assert other.kpi.denominator is not None
    assert other.kpi.numerator.sql == 'sum("in_20s")'
    assert other.kpi.denominator.text == "sum(answered)"
    assert other.kpi.denominator.columns == frozenset({"answered"})


def test_a_ratio_of_two_sums_may_be_a_service_level_all_the_same() -> None:
    own = service_level(standard="", roles=())
    assert words(own, "in_20s", "answered", "offered") == ["ignored"]


def test_other_kpis_have_no_variants() -> None:
    assert words(service_level(standard="aht"), *ALL) == []
    mixed = service_level(standard="", roles=(), numerator=expression("sum(a) - sum(b)"))
    assert words(mixed, *ALL) == []
    alone = kpi(numerator=None, denominator=None, value=expression("sum(in_20s)"))
    assert words(alone, *ALL) == []
