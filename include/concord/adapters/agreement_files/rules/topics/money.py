"""What the rules about this part mean: currency and charges."""

from concord.adapters.agreement_files.rules.rule import Piece, Rule, Topic
from concord.domain.finding import Severity

MONEY = Topic(
    title="Currency and charges",
    rules=(
        Rule(
            id="unknown-currency",
            severity=Severity.ERROR,
            meaning=(
                "This is not the code of a currency in use, so that amounts could not be stated."
            ),
            mend="Write the three letters, such as GBP, EUR or PHP.",
            example=Piece(wrong="    currency: GPB", right="    currency: GBP"),
        ),
        Rule(
            id="other-currency",
            severity=Severity.WARNING,
            meaning=(
                "The credits are in another currency than the charges of the service. "
                "No rate is agreed here, so that a percentage of the charges would be "
                "taken for an amount of the other currency."
            ),
            mend="Leave the currency out, or mend it at the service.",
            example=Piece(
                wrong=("  - model: points\n    currency: EUR"),
                right=("  - model: points\n    currency: GBP"),
                instead_of="  - model: points",
            ),
        ),
        Rule(
            id="four-eyes-of-one",
            severity=Severity.WARNING,
            meaning=(
                "From this amount on it takes two people to sign off or waive a credit, and "
                "fewer of yours may decide about as much: their `limit` is lower."
            ),
            mend="Raise somebody's limit, name one more person, or lower the amount.",
            example=Piece(
                wrong='settlement: {four_eyes_above: "10,000.00"}\n\nescalation: standard',
                right='settlement: {four_eyes_above: "5,000.00"}\n\nescalation: standard',
                instead_of="escalation: standard",
            ),
        ),
        Rule(
            id="no-charges",
            severity=Severity.WARNING,
            meaning=(
                "Credits are a percentage of the service's charges, and none are "
                "stated: no credit could be worked out."
            ),
            mend=("Add the monthly `charges` to the service, as the statement of work has them."),
            example=Piece(
                wrong=("    currency: GBP\n    hours:"),
                right=('    currency: GBP\n    charges: {fixed: "120,000.00"}\n    hours:'),
            ),
        ),
    ),
)
