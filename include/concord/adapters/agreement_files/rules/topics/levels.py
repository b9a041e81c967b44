"""What the rules about this part mean: service levels."""

from concord.adapters.agreement_files.rules.rule import Piece, Rule, Topic
from concord.domain.finding import Severity

LEVELS = Topic(
    title="Service levels",
    rules=(
        Rule(
            id="not-a-dimension",
            severity=Severity.ERROR,
            meaning=(
                "The service level is to be rated for each value of something that its "
                "KPI is not measured by, so that there are no such figures."
            ),
            mend="Add the column under `by` of the KPI, or leave it out here.",
            example=Piece(wrong="    for_each: [team]", right="    for_each: [site]"),
        ),
        Rule(
            id="period-does-not-fit",
            severity=Severity.ERROR,
            meaning=(
                "The service level is rated over a period that the files cannot be "
                "parted into: their rows have no day."
            ),
            mend=(
                "Rate over whole periods of the file, or declare the column with the "
                "day of each row."
            ),
            example=Piece(
                wrong="    period: week",
                right="    period: month",
                given=(
                    ("      date:     {from: [Date, Day], type: date}\n", ""),
                    (
                        (
                            "    coverage: {every: calendar day, for_each: [site]}\n"
                            "    key: [date, site]"
                        ),
                        "    key: [site]",
                    ),
                ),
            ),
        ),
        Rule(
            id="unreachable-target",
            severity=Severity.WARNING,
            meaning=(
                "A share of a whole is to be above 100 %, which no figure can be: "
                "every month would be a miss."
            ),
            mend=(
                "Mend the figure, or say `may_exceed_100: true` at a KPI that really can be more."
            ),
            example=Piece(wrong="    target: at least 180 %", right="    target: at least 80 %"),
        ),
        Rule(
            id="always-met",
            severity=Severity.WARNING,
            meaning=(
                "Every figure meets this target, so that the service level asks for nothing."
            ),
            mend=("Mend the figure or its direction: at least and at most are easily exchanged."),
            example=Piece(
                wrong=("    target: at least 0 %\n    period: month\n    rounding"),
                right=(
                    "    target: at least 80 %\n"
                    "    period: month\n"
                    "    bands: {minor: 78 %, serious: 75 %, threshold: beyond}\n"
                    "    rounding"
                ),
            ),
        ),
        Rule(
            id="band-order",
            severity=Severity.ERROR,
            meaning=(
                "The bands do not go from mild to severe, beginning on the target's "
                "wrong side, so that a miss would lie in two bands or in none."
            ),
            mend=(
                "Write them in order: for at least each edge lower than the one "
                "before, for at most each one higher. The one that takes the rest, "
                "`beyond`, comes last."
            ),
            example=Piece(
                wrong="    bands: {minor: 78 %, serious: 82 %, threshold: beyond}",
                right="    bands: {minor: 78 %, serious: 75 %, threshold: beyond}",
            ),
        ),
        Rule(
            id="no-band-beyond",
            severity=Severity.WARNING,
            meaning=(
                "The last band has an edge, and what is worse than that edge has no "
                "band of its own. It counts as the last one."
            ),
            mend=("Add a last band such as `threshold: beyond`, if the contract names one."),
            example=Piece(
                wrong="    bands: {minor: 78 %, serious: 75 %}",
                right="    bands: {minor: 78 %, serious: 75 %, threshold: beyond}",
            ),
        ),
        Rule(
            id="unreachable-band",
            severity=Severity.WARNING,
            meaning=(
                "No figure can ever be in this band, for all that is worse than its "
                "edge lies below 0 % or above 100 %."
            ),
            mend="Mend the edge of the band before, or delete the band.",
            example=Piece(
                wrong="    bands: {minor: 78 %, serious: 0 %, threshold: beyond}",
                right="    bands: {minor: 78 %, serious: 75 %, threshold: beyond}",
            ),
        ),
        Rule(
            id="unknown-band",
            severity=Severity.ERROR,
            meaning=(
                "What is incomplete is to count as a band that this service level does not have."
            ),
            mend="Name one of the bands of this service level, or write `provisional`.",
            example=Piece(
                wrong=(
                    "    completeness: 95 %\n"
                    "    if_incomplete: counts as grave 10 business days after due"
                ),
                right=(
                    "    completeness: 95 %\n"
                    "    if_incomplete: counts as serious 10 business days after due"
                ),
                instead_of="    completeness: 95 %",
            ),
        ),
        Rule(
            id="weights",
            severity=Severity.WARNING,
            meaning=(
                "Weights were given and do not add up to 100, so that shares of the "
                "whole are not those that were agreed."
            ),
            mend=(
                "Compare them with the contract. Often a service level was added or "
                "ended and the others kept their weights."
            ),
            example=Piece(wrong="    weight: 50", right="    weight: 40"),
        ),
        Rule(
            id="unknown-service-level",
            severity=Severity.ERROR,
            meaning=(
                "A service level is named that the agreement does not have, so that "
                "the credit, relief or balance would hang in the air."
            ),
            mend="Use the `id` of the service level; without one it is that of its KPI.",
            example=Piece(wrong="    service_levels: [fone]", right="    service_levels: [phone]"),
        ),
        Rule(
            id="not-approved",
            severity=Severity.WARNING,
            meaning=("Nobody has approved this relief, so that nothing is left out by it yet."),
            mend="Name under `approved_by` who of the client agreed to it.",
            example=Piece(
                wrong=("    cause: client\n    evidence: INC-88121"),
                right=("    cause: client\n    approved_by: kim\n    evidence: INC-88121"),
            ),
        ),
        Rule(
            id="may-not-approve",
            severity=Severity.WARNING,
            meaning=(
                "This relief was approved by somebody who works for the partner, or who was not "
                "there then. Nothing is left out by it."
            ),
            mend="Name under `approved_by` who of the client agreed to it, and when.",
            example=Piece(wrong="    approved_by: ana", right="    approved_by: kim"),
        ),
        Rule(
            id="rows-too-coarse",
            severity=Severity.WARNING,
            meaning=(
                "This relief leaves out a part of a day, or of a file, and the delivered rows do "
                "not tell whether they lie in it."
            ),
            mend=(
                "Leave out whole days or periods, or declare the column with the time of each "
                "row as `day_column`."
            ),
            example=Piece(
                wrong="    cause: client\n    drops: hours",
                right="    cause: client\n    drops: day",
                instead_of="    cause: client",
            ),
        ),
    ),
)
