"""Standard KPIs of delivering itself: they count files, and need no column."""

from concord.domain.kpi_catalogue.standard import Better, Formula, Standard, Variant
from concord.domain.quantity import PERCENT

_POOLED = "Deliveries of all sources and periods alike, each counted once."
_SOURCE = "What came, and when, as Concord recorded it"


def _counted(numerator: str, denominator: str) -> tuple[Variant, ...]:
    formula = Formula(numerator=numerator, denominator=denominator)
    return (Variant(word="", meaning="", formula=formula),)


PUNCTUALITY = Standard(
    id="punctuality",
    name="Punctuality of deliveries",
    definition="Share of the deliveries for a period that came by their due time; a file that was "
    "refused is none, and without a due delivery there is no figure.",
    unit=PERCENT,
    better=Better.HIGHER,
    roles=(),
    variants=_counted("deliveries on time", "deliveries due"),
    aggregation=_POOLED,
    source=_SOURCE,
)
FIRST_TIME_RIGHT = Standard(
    id="first_time_right",
    name="Deliveries right the first time",
    definition="Share of the deliveries for a period whose first file was accepted without an "
    "error, of all that came; remarks do no harm.",
    unit=PERCENT,
    better=Better.HIGHER,
    roles=(),
    variants=_counted("deliveries right the first time", "deliveries that came"),
    aggregation=_POOLED,
    source=_SOURCE,
)
DELIVERIES = (FIRST_TIME_RIGHT, PUNCTUALITY)
