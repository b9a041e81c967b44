"""What the rules about this part mean: service levels through time."""

from concord.adapters.agreement_files.rules.rule import Piece, Rule, Topic
from concord.domain.finding import Severity

LEVELS_OVER_TIME = Topic(
    title="Service levels over time",
    rules=(
        Rule(
            id="never-a-default",
            severity=Severity.WARNING,
            meaning=(
                "So many misses of what is expected do not fit into the window, so that they "
                "never add up to a default."
            ),
            mend="Compare `nth` and `window` with the contract, and with the level's `period`.",
            example=Piece(
                wrong="    expected: 5 min\n    minimum: 6 min\n    window: 3 months",
                right="    expected: 5 min\n    minimum: 6 min\n    window: 12 months",
                instead_of="    target: at most 6 min",
            ),
        ),
        Rule(
            id="never-due",
            severity=Severity.ERROR,
            meaning=(
                "What is incomplete is to count as a miss some time after its delivery was due, "
                "and the source does not say when that is."
            ),
            mend="Say under `due` of the source when its files are due, or write `provisional`.",
            example=Piece(
                wrong=(
                    "    completeness: 95 %\n"
                    "    if_incomplete: counts as serious 10 business days after due"
                ),
                right="    completeness: 95 %\n    if_incomplete: provisional",
                instead_of="    completeness: 95 %",
                given=(
                    (
                        (
                            "    due: 3 business days after period end at 17:00\n"
                            "    reminders: {before: 1 business day, "
                            "after: [4 hours, 1 business day, 3 business days]}\n"
                        ),
                        "",
                    ),
                ),
            ),
        ),
        Rule(
            id="ramp-too-early",
            severity=Severity.WARNING,
            meaning=(
                "The ramp begins before the service level holds, so that its first "
                "months ease nothing."
            ),
            mend=("Begin the ramp on the day of going live, and compare that with `in_force`."),
            example=Piece(
                wrong=(
                    "    target: at most 6 min\n"
                    "    ramp: {from: 2024-02-01, months: [8 min, 7 min]}"
                ),
                right=(
                    "    target: at most 6 min\n"
                    "    ramp: {from: 2024-04-01, months: [8 min, 7 min]}"
                ),
                instead_of="    target: at most 6 min",
            ),
        ),
        Rule(
            id="ramp-order",
            severity=Severity.WARNING,
            meaning=(
                "A month of the ramp asks for more than the one after it, or than what "
                "was agreed in the end. A ramp is meant to become stricter."
            ),
            mend="Put the months in order, from the easiest target to the hardest.",
            example=Piece(
                wrong=(
                    "    target: at most 6 min\n"
                    "    ramp: {from: 2024-04-01, months: [5 min, 7 min]}"
                ),
                right=(
                    "    target: at most 6 min\n"
                    "    ramp: {from: 2024-04-01, months: [8 min, 7 min]}"
                ),
                instead_of="    target: at most 6 min",
            ),
        ),
    ),
)
