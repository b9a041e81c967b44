"""Credit regimes: what a miss is worth, one shape for each model, and how it is amended."""

from __future__ import annotations

from dataclasses import replace

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.credit_parts import (
    CAP,
    CATEGORY,
    CONVERSION_ROW,
    CRITICAL,
    EARN_BACK,
    TIER,
)
from concord.adapters.agreement_files.model.service_levels import ROUNDING
from concord.adapters.agreement_files.model.shapes import Either, Key, Many, Named, Shape
from concord.domain.credit import ChargedFor, ConversionBase, CreditModel

_SERVICE = Key("service", kinds.SERVICE, "For which service.", default="the only one")
_LEVEL = Key("service_level", kinds.SERVICE_LEVEL, "For which service level.", required=True)
_LEVELS_SERVICE = replace(_SERVICE, default="the service level's")
_CURRENCY = Key("currency", kinds.CURRENCY, "In which currency.", default="the service's")
_POINTS = Key(
    "points",
    Named(what="a band", of=kinds.AMOUNT),
    "Points of each band.",
    required=True,
    example="{minor: 1, serious: 2, severe: 3, threshold: 4}",
)
_MULTIPLIER = Key(
    "repeat_multiplier",
    kinds.AMOUNT,
    "What the points of a repeated miss are multiplied by.",
    default="1",
)
_PERCENT_OR_AMOUNT = Either(ways=(kinds.PERCENT, kinds.AMOUNT))
_OWN_KEYS = {
    CreditModel.POINTS: (
        _POINTS,
        _MULTIPLIER,
        Key(
            "percent_per_point",
            kinds.PERCENT,
            "What a point costs, of the month's charges.",
            required=True,
            example="1 %",
        ),
        Key("critical", CRITICAL, "When points are a critical failure."),
    ),
    CreditModel.POOL: (
        Key(
            "at_risk",
            kinds.PERCENT,
            "The part of the charges that is at risk.",
            required=True,
            example="10 %",
        ),
        Key(
            "categories",
            Named(what="a category", of=CATEGORY),
            "How it is parted.",
            required=True,
        ),
    ),
    CreditModel.SHORTFALL: (
        _LEVEL,
        Key(
            "rate",
            _PERCENT_OR_AMOUNT,
            "The percentage of the charges for each unit (percentage point) short of the "
            "target, or for each full step.",
            required=True,
            example="1 %",
        ),
        Key(
            "step",
            _PERCENT_OR_AMOUNT,
            "Only full steps of this size count, in the KPI's unit.",
            default="every fraction counts",
            example="1 %",
        ),
        Key(
            "breach_at_target",
            kinds.FLAG,
            "Whether a value at the target itself is a breach.",
            default="false",
        ),
    ),
    CreditModel.TIERS: (
        _LEVEL,
        Key("tiers", Many(of=TIER), "The brackets, mildest first.", required=True),
    ),
    CreditModel.FLAT: (
        _LEVEL,
        Key(
            "amount",
            _PERCENT_OR_AMOUNT,
            "What a miss costs: an amount of the currency, or a percentage of the charges.",
            required=True,
            example="500.00",
        ),
        Key(
            "every",
            Either(ways=(kinds.TEXT, kinds.AMOUNT)),
            "It is due for each step of this size short of the target, in the KPI's unit.",
            default="once a miss",
            example="1 %",
        ),
    ),
    CreditModel.CONVERSION: (
        _POINTS,
        _MULTIPLIER,
        Key("table", Many(of=CONVERSION_ROW), "From points to percentages.", required=True),
        Key(
            "of",
            kinds.word("charges", ConversionBase),
            "Of which period's charges.",
            default="next_period",
        ),
        Key(
            "average_over",
            kinds.SPAN,
            "The table is read with the average over so long.",
            default="each period by itself",
            example="3 months",
        ),
    ),
}
_OF_ONE_LEVEL = frozenset(model for model, keys in _OWN_KEYS.items() if _LEVEL in keys)
_IDENTITY = ("model", "service", "service_level", "currency")


_CONDITIONS = (
    Key(
        "charges_of",
        kinds.word("which charges", ChargedFor),
        "Of which charges its percentages are, for a miss of a period longer than a month: those "
        "of the month in which it ends, or of all its months.",
        default="month",
    ),
    Key("cap", CAP, "The most it may come to."),
    Key(
        "minimum",
        kinds.AMOUNT,
        "The amount under which nothing is issued.",
        default="0",
    ),
    Key(
        "rounding",
        ROUNDING,
        "How the credit is rounded, once, at the end.",
        default="half up to the currency's unit",
    ),
    Key("earn_back", EARN_BACK, "How credits are earned back."),
    Key(
        "bonus",
        Named(what="a service level", of=_PERCENT_OR_AMOUNT),
        "What a value at or beyond the service level's `stretch` target earns the partner: an "
        "amount, or a percentage of the charges.",
        example="{phone: 1 %}",
    ),
    Key(
        "bonus_offsets",
        kinds.FLAG,
        "Whether a bonus is set off against the credits of its month.",
        default="false: it is owed by itself",
    ),
)


def _changes(model: CreditModel) -> tuple[Key, ...]:
    return tuple(
        replace(key, required=False, default="as before")
        for key in (*_OWN_KEYS[model], *_CONDITIONS)
        if key.name not in _IDENTITY
    )


def _revision(model: CreditModel) -> Shape:
    return Shape(
        name=f"revision of {model} credits",
        meaning="What an amendment changed: keys that are left out stay as they were.",
        keys=(
            Key("from", kinds.DAY, "The first day it holds.", required=True),
            *_changes(model),
            Key("amendment", kinds.TEXT, "The amendment that says so.", example="A-3"),
        ),
    )


REVISIONS = {model: _revision(model) for model in CreditModel}


def _regime(model: CreditModel, meaning: str) -> Shape:
    return Shape(
        name=f"{model} credits",
        meaning=meaning,
        keys=(
            Key(
                "model",
                kinds.word("a model", (model,)),
                "How credits are worked out.",
                required=True,
            ),
            _LEVELS_SERVICE if model in _OF_ONE_LEVEL else _SERVICE,
            _CURRENCY,
            *_OWN_KEYS[model],
            *_CONDITIONS,
            Key("revisions", Many(of=REVISIONS[model]), "What amendments changed."),
        ),
    )


REGIMES = {
    model: _regime(model, meaning)
    for model, meaning in {
        CreditModel.POINTS: "Points for each band of a miss, a percentage of the charges each.",
        CreditModel.POOL: "An amount at risk, parted among service levels.",
        CreditModel.SHORTFALL: "So much for each unit by which a target was missed.",
        CreditModel.TIERS: "A percentage of the charges for each bracket of attainment.",
        CreditModel.FLAT: "The same for every miss.",
        CreditModel.CONVERSION: "Points, whose sum a table turns into a percentage of charges.",
    }.items()
}
CREDITS = Either(ways=tuple(REGIMES.values()))
