"""Standard KPIs of the workforce: presence, productive time and staff turnover."""

from concord.domain.kpi_catalogue.standard import Better, Formula, Role, Standard, Variant
from concord.domain.quantity import PERCENT

_PRACTICE = "Workforce-management practice; Cleveland, Call Center Management on Fast Forward"
_POOLED = "Ratio of summed times over agents, days, sites and months alike."
SCHEDULED = Role(name="scheduled", meaning="scheduled time, summed")
PAID = Role(name="paid", meaning="paid time, summed")
HANDLING = Role(name="handling", meaning="time spent on contacts, summed")


def _only(numerator: str, denominator: str) -> tuple[Variant, ...]:
    formula = Formula(numerator=numerator, denominator=denominator)
    return (Variant(word="", meaning="", formula=formula),)


ADHERENCE = Standard(
    id="adherence",
    name="Schedule adherence",
    definition="Share of the scheduled time in which people did what the schedule said, when "
    "it said so.",
    unit=PERCENT,
    better=Better.HIGHER,
    roles=(Role(name="adhering", meaning="time spent as scheduled, summed"), SCHEDULED),
    variants=_only("sum({adhering})", "sum({scheduled})"),
    aggregation=_POOLED,
    source=_PRACTICE,
)
CONFORMANCE = Standard(
    id="conformance",
    name="Schedule conformance",
    definition="Time worked over time scheduled, whenever it was worked; above 100 % is right.",
    unit=PERCENT,
    better=Better.WITHIN,
    roles=(Role(name="worked", meaning="time worked, summed"), SCHEDULED),
    variants=_only("sum({worked})", "sum({scheduled})"),
    aggregation=_POOLED,
    source=_PRACTICE,
    may_exceed_100=True,
)
SHRINKAGE = Standard(
    id="shrinkage",
    name="Shrinkage",
    definition="Share of the paid time in which people were not available for contacts.",
    unit=PERCENT,
    better=Better.LOWER,
    roles=(Role(name="unavailable", meaning="paid time away from contacts, summed"), PAID),
    variants=_only("sum({unavailable})", "sum({paid})"),
    aggregation=_POOLED,
    source=_PRACTICE,
)
OCCUPANCY = Standard(
    id="occupancy",
    name="Occupancy",
    definition="Share of the time logged in for contacts that was spent on them.",
    unit=PERCENT,
    better=Better.WITHIN,
    roles=(HANDLING, Role(name="waiting", meaning="time waiting for a contact, summed")),
    variants=_only("sum({handling})", "sum({handling}) + sum({waiting})"),
    aggregation=_POOLED,
    source=_PRACTICE,
)
UTILISATION = Standard(
    id="utilisation",
    name="Utilisation",
    definition="Share of the paid time that was spent on contacts.",
    unit=PERCENT,
    better=Better.HIGHER,
    roles=(HANDLING, PAID),
    variants=_only("sum({handling})", "sum({paid})"),
    aggregation=_POOLED,
    source=_PRACTICE,
)
ATTRITION = Standard(
    id="attrition",
    name="Attrition",
    definition="People who left over the mean headcount, as of a year.",
    unit=PERCENT,
    better=Better.LOWER,
    roles=(
        Role(name="leavers", meaning="people who left"),
        Role(name="headcount", meaning="people employed, counted once for each row's time"),
    ),
    option="headcount_every",
    default="month",
    variants=tuple(
        Variant(
            word=word,
            meaning=f"the file has one headcount a {word}",
            formula=Formula(
                numerator=f"{count} * sum({{leavers}})", denominator="sum({headcount})"
            ),
        )
        for word, count in (("month", 12), ("week", 52), ("day", 365))
    ),
    aggregation="All leavers over the mean of all headcounts, annualised; monthly rates are "
    "never summed or averaged.",
    source="Personnel practice",
    may_exceed_100=True,
)

WORKFORCE = (ADHERENCE, CONFORMANCE, SHRINKAGE, OCCUPANCY, UTILISATION, ATTRITION)
