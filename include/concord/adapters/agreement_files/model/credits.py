"""Money: what a miss is worth, what relieves it, and what stands open at the start."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.shapes import Key, Named, Shape

MODELS = ("points", "pool", "shortfall", "tiers", "flat", "conversion")
CAP = Shape(
    name="cap",
    meaning="The most that credits may come to.",
    keys=(
        Key("month", kinds.PERCENT, "Of a month's charges."),
        Key("year", kinds.PERCENT, "Of a contract year's charges.", later=True),
    ),
)
CREDITS = Shape(
    name="credit regime",
    meaning="What a miss is worth.",
    keys=(
        Key("model", kinds.word("a model", MODELS), "How credits are worked out.", required=True),
        Key("service", kinds.SERVICE, "For which service.", default="the only one"),
        Key("currency", kinds.CURRENCY, "In which currency.", default="the service's"),
        Key("points", Named(what="band", of=kinds.AMOUNT), "Points of each band."),
        Key(
            "repeat_multiplier",
            kinds.AMOUNT,
            "What the points of a repeated miss are multiplied by.",
            default="1",
        ),
        Key("percent_per_point", kinds.PERCENT, "What a point costs, of the month's charges."),
        Key("cap", CAP, "The most it may come to."),
        Key(
            "earn_back",
            Named(what="rule", of=kinds.TEXT),
            "How credits are earned back.",
            later=True,
        ),
        Key(
            "critical",
            Named(what="rule", of=kinds.TEXT),
            "From how many points on a critical failure is declared.",
            later=True,
        ),
        Key("minimum", kinds.AMOUNT, "Under which nothing is issued.", later=True),
    ),
)
