"""What the rules about this part mean: credit regimes."""

from concord.adapters.agreement_files.rules.rule import Piece, Rule, Topic
from concord.domain.finding import Severity

CREDITS = Topic(
    title="Credit regimes",
    rules=(
        Rule(
            id="no-money",
            severity=Severity.WARNING,
            meaning=(
                "The regime prices a service level that says `money: none`, so that "
                "nothing is ever paid for it."
            ),
            mend=(
                "Delete `money: none` if credits were agreed, or take the service "
                "level out of the regime."
            ),
            example=Piece(
                wrong=(
                    "credits:\n"
                    "  - {model: flat, service_level: handling, amount: 500.00}\n"
                    "  - model: points"
                ),
                right=(
                    "credits:\n"
                    "  - {model: flat, service_level: phone, amount: 500.00}\n"
                    "  - model: points"
                ),
                instead_of=("credits:\n  - model: points"),
                given=(("target: at most 6 min", ("target: at most 6 min\n    money: none")),),
            ),
        ),
        Rule(
            id="duplicate-regime",
            severity=Severity.ERROR,
            meaning=(
                "Two regimes of one model are about the same, so that a miss would be paid twice."
            ),
            mend=("Keep one of them. An amended regime goes under `revisions` of the first."),
            example=Piece(
                wrong=(
                    "credits:\n"
                    "  - {model: flat, service_level: handling, amount: 500.00}\n"
                    "  - {model: flat, service_level: handling, amount: 300.00}\n"
                    "  - model: points"
                ),
                right=(
                    "credits:\n"
                    "  - {model: flat, service_level: handling, amount: 500.00}\n"
                    "  - model: points"
                ),
                instead_of=("credits:\n  - model: points"),
            ),
        ),
        Rule(
            id="counted-twice",
            severity=Severity.WARNING,
            meaning=(
                "Two regimes turn the same points into money, so that a miss would be paid twice."
            ),
            mend=(
                "Keep the one that was agreed: a percentage for each point, or a conversion table."
            ),
            example=Piece(
                wrong=(
                    "credits:\n"
                    "  - model: conversion\n"
                    "    points: {minor: 1, serious: 2, threshold: 4}\n"
                    "    table: [{from: 2, percent: 1 %}, {from: 5, percent: 4 %}]\n"
                    "  - model: points"
                ),
                right=("credits:\n  - model: points"),
            ),
        ),
        Rule(
            id="points-without-band",
            severity=Severity.WARNING,
            meaning=(
                "Points are stated for a band that no service level has, so that "
                "nobody ever gets them. Mostly the name is misspelt."
            ),
            mend="Use the names under `bands` of the service levels.",
            example=Piece(
                wrong="    points: {minor: 1, serious: 2, threshold: 4, severe: 3}",
                right="    points: {minor: 1, serious: 2, threshold: 4}",
            ),
        ),
        Rule(
            id="band-without-points",
            severity=Severity.WARNING,
            meaning=(
                "A band that service levels have earns no points, so that a miss in it "
                "costs nothing."
            ),
            mend=(
                "Add the points of the band, or 0 where the contract really says that "
                "it costs nothing."
            ),
            example=Piece(
                wrong="    points: {minor: 1, threshold: 4}",
                right="    points: {minor: 1, serious: 2, threshold: 4}",
            ),
        ),
        Rule(
            id="table-order",
            severity=Severity.ERROR,
            meaning=(
                "The rows of the conversion table do not go from few points to many, "
                "or one is cheaper than the row before it."
            ),
            mend=(
                "Put the rows in the contract's order; each holds from its number of points on."
            ),
            example=Piece(
                wrong=(
                    "  - model: conversion\n"
                    "    points: {minor: 1, serious: 2, threshold: 4}\n"
                    "    table: [{from: 5, percent: 4 %}, {from: 2, percent: 1 %}]\n"
                ),
                right=(
                    "  - model: conversion\n"
                    "    points: {minor: 1, serious: 2, threshold: 4}\n"
                    "    table: [{from: 2, percent: 1 %}, {from: 5, percent: 4 %}]\n"
                ),
                instead_of=(
                    "  - model: points\n"
                    "    points: {minor: 1, serious: 2, threshold: 4}\n"
                    "    percent_per_point: 1 %\n"
                ),
            ),
        ),
        Rule(
            id="tier-order",
            severity=Severity.ERROR,
            meaning=(
                "The tiers do not go from mild to severe, or a worse one costs no more "
                "than the one before it. Which one applies would depend on their order."
            ),
            mend=(
                "Put the tiers in order, each with a worse edge and a higher "
                "percentage than the one before."
            ),
            example=Piece(
                wrong=(
                    "  - model: tiers\n"
                    "    service_level: phone\n"
                    "    tiers: [{below: 75 %, percent: 5 %}, {below: 80 %, percent: 2 %}]\n"
                ),
                right=(
                    "  - model: tiers\n"
                    "    service_level: phone\n"
                    "    tiers: [{below: 80 %, percent: 2 %}, {below: 75 %, percent: 5 %}]\n"
                ),
                instead_of=(
                    "  - model: points\n"
                    "    points: {minor: 1, serious: 2, threshold: 4}\n"
                    "    percent_per_point: 1 %\n"
                ),
            ),
        ),
        Rule(
            id="shares",
            severity=Severity.WARNING,
            meaning=(
                "Shares of the pool, or allocations within a category, do not add up "
                "to 100 %, so that part of the amount at risk is never, or more than "
                "once, at stake."
            ),
            mend="Compare them with the contract's table, and mend the one that differs.",
            example=Piece(
                wrong=(
                    "  - model: pool\n"
                    "    at_risk: 10 %\n"
                    "    categories:\n"
                    "      calls: {share: 80 %, allocations: {phone: 60 %, handling: 40 "
                    "%}}\n"
                ),
                right=(
                    "  - model: pool\n"
                    "    at_risk: 10 %\n"
                    "    categories:\n"
                    "      calls: {share: 100 %, allocations: {phone: 60 %, handling: 40 "
                    "%}}\n"
                ),
                instead_of=(
                    "  - model: points\n"
                    "    points: {minor: 1, serious: 2, threshold: 4}\n"
                    "    percent_per_point: 1 %\n"
                ),
            ),
        ),
        Rule(
            id="no-stretch",
            severity=Severity.WARNING,
            meaning=(
                "A bonus is agreed for a service level that has no `stretch` target, so that "
                "nobody can ever earn it."
            ),
            mend="Add the `stretch` target to the service level, or take out the bonus.",
            example=Piece(
                wrong=(
                    "    bonus: {phone: 1 %}\n    points: {minor: 1, serious: 2, threshold: 4}"
                ),
                right=(
                    "    bonus: {handling: 1 %}\n    points: {minor: 1, serious: 2, threshold: 4}"
                ),
                instead_of="    points: {minor: 1, serious: 2, threshold: 4}",
                given=(
                    (
                        "    target: at most 6 min",
                        "    target: at most 6 min\n    stretch: at most 5 min",
                    ),
                ),
            ),
        ),
        Rule(
            id="related-to-none",
            severity=Severity.WARNING,
            meaning=(
                "No other service level has this name under `related`, so that it is related to "
                "none and its failures count beside the others'."
            ),
            mend="Write the same name at each service level of which only the dearest counts.",
            example=Piece(
                wrong="    weight: 40\n    related: sped",
                right="    weight: 40\n    related: speed",
                instead_of="    weight: 40",
                given=(("    weight: 60", "    weight: 60\n    related: speed"),),
            ),
        ),
        Rule(
            id="not-rated",
            severity=Severity.INFO,
            meaning=(
                "The opening names a KPI that no service level is agreed for, so that "
                "its failure has no consequence."
            ),
            mend="Name a service level, or leave the KPI out.",
            example=Piece(
                wrong="  failed_last_period: [transfers]",
                right="  failed_last_period: [handling]",
                given=(
                    (
                        '    denominator: "sum(answered)"',
                        (
                            '    denominator: "sum(answered)"\n'
                            '  transfers: {numerator: "sum(in_20s)", denominator: "sum(offered)"}'
                        ),
                    ),
                ),
            ),
        ),
    ),
)
