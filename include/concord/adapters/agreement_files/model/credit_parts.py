"""Parts of credit regimes: caps, earn-back, critical failures, and the rows of each model."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.shapes import Key, Named, Shape
from concord.domain.credit import CreditYear

YEARS = ("year", *(f"{year} year" for year in CreditYear))
CAP = Shape(
    name="cap",
    meaning="The most that credits may come to.",
    keys=(
        Key("month", kinds.PERCENT, "Of a month's charges.", example="12 %"),
        Key("year", kinds.PERCENT, "Of a year's charges.", example="8 %"),
        Key(
            "year_is",
            kinds.word("a year", CreditYear),
            "Which year that is: the contract's, the fiscal or the calendar's.",
            default="contract",
        ),
    ),
)
EARN_BACK = Shape(
    name="earn-back",
    meaning="How a credit is given back; one of the two. The miss stays on record.",
    keys=(
        Key(
            "met_in_each_of_next",
            kinds.SPAN,
            "Met in every period for so long after the miss.",
            example="3 months",
        ),
        Key(
            "average_over",
            kinds.word("a year", YEARS),
            "The average over the year keeps to what was agreed; `year` is the contract's.",
            example="contract year",
        ),
    ),
)
CRITICAL = Shape(
    name="critical failure",
    meaning="From how many points on a critical performance failure is declared.",
    keys=(
        Key("points", kinds.AMOUNT, "So many points or more.", required=True, example="12"),
        Key("within", kinds.SPAN, "Summed over so long.", required=True, example="6 months"),
    ),
)
CATEGORY = Shape(
    name="pool category",
    meaning="A part of the amount at risk.",
    keys=(
        Key("share", kinds.PERCENT, "Its share of the pool.", required=True, example="50 %"),
        Key(
            "allocations",
            Named(what="a service level", of=kinds.PERCENT),
            "What each service level's default takes of it.",
            required=True,
            example="{phone: 40 %, mail: 60 %}",
        ),
    ),
)
TIER = Shape(
    name="tier",
    meaning="What it costs to end up past an edge; the edge itself is still the milder tier.",
    keys=(
        Key("below", kinds.EDGE, "The edge, where higher is better.", example="99.9 %"),
        Key("above", kinds.EDGE, "The edge, where lower is better.", example="6 min"),
        Key("percent", kinds.PERCENT, "Of the charges.", required=True, example="10 %"),
    ),
)
CONVERSION_ROW = Shape(
    name="conversion row",
    meaning="What points from a number on come to.",
    keys=(
        Key("from", kinds.AMOUNT, "So many points or more.", required=True, example="5"),
        Key("percent", kinds.PERCENT, "Of the charges.", required=True, example="2 %"),
    ),
)
