"""The currency in which portfolios are shown beside the real ones."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.shapes import Key, Many, Shape

RATE = Shape(
    name="rate",
    meaning="What one unit of a currency is worth in the currency shown.",
    keys=(
        Key("currency", kinds.CURRENCY, "The currency.", required=True, example="EUR"),
        Key(
            "rate", kinds.AMOUNT, "What one unit of it is worth.", required=True, example="0.8651"
        ),
        Key("source", kinds.TEXT, "By whose word.", required=True, example="ECB"),
        Key("date", kinds.DAY, "On which day.", required=True),
    ),
)
CONVERSION = Shape(
    name="conversion",
    meaning="One currency in which portfolios show credits, beside the real ones. Nothing is "
    "paid by it; the rates are printed with it.",
    keys=(
        Key("to", kinds.CURRENCY, "The currency shown.", required=True),
        Key("rates", Many(of=RATE), "What other currencies are worth in it."),
    ),
)
