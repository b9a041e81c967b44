"""Standard KPIs of customers' judgement: resolution, satisfaction and recommendation."""

from concord.domain.kpi_catalogue.standard import Better, Formula, Role, Standard, Variant
from concord.domain.quantity import PERCENT

_SURVEY = "Survey practice"
_POOLED = "Recomputed from the pooled counts; never a mean of percentages."
RESPONSES = Role(name="responses", meaning="answers that could be counted")


def _only(numerator: str, denominator: str) -> tuple[Variant, ...]:
    formula = Formula(numerator=numerator, denominator=denominator)
    return (Variant(word="", meaning="", formula=formula),)


FCR = Standard(
    id="fcr",
    name="First contact resolution",
    definition="Share of contacts that settled the matter the first time.",
    unit=PERCENT,
    better=Better.HIGHER,
    roles=(
        Role(name="resolved_first", meaning="matters settled at the first contact"),
        Role(name="matters", meaning="matters that were looked at"),
    ),
    variants=_only("sum({resolved_first})", "sum({matters})"),
    aggregation=_POOLED,
    source="Contact-centre practice; the window in which a second contact counts is the "
    "contract's",
    parameters=("within",),
)
CSAT = Standard(
    id="csat",
    name="Customer satisfaction (top box)",
    definition="Share of answers in the best categories of the scale.",
    unit=PERCENT,
    better=Better.HIGHER,
    roles=(Role(name="satisfied", meaning="answers in the best categories"), RESPONSES),
    variants=_only("sum({satisfied})", "sum({responses})"),
    aggregation=_POOLED,
    source=_SURVEY,
)
CSAT_MEAN = Standard(
    id="csat_mean",
    name="Customer satisfaction (mean)",
    definition="Mean score of all answers.",
    unit="score",
    better=Better.HIGHER,
    roles=(Role(name="scores", meaning="scores given, summed"), RESPONSES),
    variants=_only("sum({scores})", "sum({responses})"),
    aggregation="Sum of scores over number of answers; never a mean of means.",
    source=_SURVEY,
)
NPS = Standard(
    id="nps",
    name="Net promoter score",
    definition="Share of promoters (9 and 10) less share of detractors (0 to 6), in points.",
    unit="points",
    better=Better.HIGHER,
    roles=(
        Role(name="promoters", meaning="answers of 9 and 10"),
        Role(name="detractors", meaning="answers of 0 to 6"),
        RESPONSES,
    ),
    variants=_only("100 * sum({promoters}) - 100 * sum({detractors})", "sum({responses})"),
    aggregation=_POOLED,
    source="Reichheld, The One Number You Need to Grow, Harvard Business Review, December 2003",
)

CUSTOMERS = (FCR, CSAT, CSAT_MEAN, NPS)
