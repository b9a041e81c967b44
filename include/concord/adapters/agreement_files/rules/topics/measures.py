"""What the rules about this part mean: KPIs and their formulas."""

from concord.adapters.agreement_files.rules.rule import Piece, Rule, Topic
from concord.domain.finding import Severity

MEASURES = Topic(
    title="KPIs and their formulas",
    rules=(
        Rule(
            id="unknown-kpi",
            severity=Severity.ERROR,
            meaning=(
                "A service level is agreed for a KPI that the agreement does not have, "
                "so that nothing is measured for it."
            ),
            mend="Mend the name, or add the KPI under `kpis`.",
            example=Piece(wrong="    kpi: handle_time", right="    kpi: aht"),
        ),
        Rule(
            id="unknown-standard",
            severity=Severity.ERROR,
            meaning=("There is no standard KPI of this name, so that its formula is not known."),
            mend=(
                "Take one that `concord kpis` lists, or write the KPI with numerator "
                "and denominator of its own."
            ),
            example=Piece(
                wrong="    standard: servicelevel_pct", right="    standard: service_level"
            ),
        ),
        Rule(
            id="no-source",
            severity=Severity.ERROR,
            meaning="No source has all the columns that the KPI is computed from.",
            mend=(
                "Declare the missing column in a source, mend its name in the formula, "
                "or name the source of the KPI."
            ),
            example=Piece(
                wrong='    numerator: "sum(handel_s)"',
                right='    numerator: "sum(handle_s)"',
                given=(
                    (
                        "kpis:\n",
                        (
                            "  surveys:\n"
                            '    files: "NW_survey_{period:%Y-%m}.csv"\n'
                            "    covers: month\n"
                            "    columns: {score: {type: number}}\n"
                            "\n"
                            "kpis:\n"
                        ),
                    ),
                ),
            ),
        ),
        Rule(
            id="ambiguous-source",
            severity=Severity.ERROR,
            meaning=(
                "Several sources have the columns that the KPI is computed from, and "
                "it is open which of them was agreed."
            ),
            mend="Name the one that the contract speaks of under `source`.",
            example=Piece(
                wrong="    name: Average handle time",
                right=("    name: Average handle time\n    source: daily"),
                instead_of="    name: Average handle time",
                given=(
                    (
                        "kpis:\n",
                        (
                            "  weekly:\n"
                            '    files: "NW_weekly_{period:%Y-%m}.csv"\n'
                            "    covers: month\n"
                            "    columns: {handle_s: {type: duration, unit: seconds}, answered: "
                            "{type: count}}\n"
                            "\n"
                            "kpis:\n"
                        ),
                    ),
                ),
            ),
        ),
        Rule(
            id="not-numeric",
            severity=Severity.ERROR,
            meaning=(
                "The formula adds up a column that holds no amounts, such as dates or words."
            ),
            mend=(
                "Name a column of counts, numbers, percentages or durations, or use "
                "count(…) to count rows."
            ),
            example=Piece(
                wrong='    numerator: "sum(site)"', right='    numerator: "sum(handle_s)"'
            ),
        ),
        Rule(
            id="expression-syntax",
            severity=Severity.ERROR,
            meaning=(
                "The formula cannot be read from the place named on: a bracket, a "
                "comma or an operator is missing or too many."
            ),
            mend=(
                'Write sums and counts of columns, such as "sum(answered)", combined by + and -.'
            ),
            example=Piece(
                wrong='    numerator: "sum(handle_s"', right='    numerator: "sum(handle_s)"'
            ),
        ),
        Rule(
            id="expression-too-long",
            severity=Severity.ERROR,
            meaning=(
                "The formula is so long or so deeply nested that nobody could check it "
                "against the contract."
            ),
            mend=("Let the partner deliver the intermediate figure as a column, and add that up."),
            example=Piece(
                wrong='    numerator: "sum(handle_s)' + " + sum(handle_s)" * 150 + '"',
                right='    numerator: "sum(handle_s)"',
            ),
        ),
        Rule(
            id="forbidden-expression",
            severity=Severity.ERROR,
            meaning=(
                "The formula uses something that cannot be added up over days, sites "
                "and months, or that reaches beyond the partner's rows: an average, a "
                "division, another function."
            ),
            mend=(
                "Give the two parts of a ratio as numerator and denominator, each a "
                "sum or count of columns."
            ),
            example=Piece(
                wrong='    numerator: "avg(handle_s)"', right='    numerator: "sum(handle_s)"'
            ),
        ),
        Rule(
            id="not-an-aggregate",
            severity=Severity.ERROR,
            meaning=(
                "The formula names a column as such. A month has many rows, and it is "
                "not said how they become one figure."
            ),
            mend="Put the column inside sum(…), or inside count(…) to count rows.",
            example=Piece(
                wrong='    denominator: "answered"', right='    denominator: "sum(answered)"'
            ),
        ),
        Rule(
            id="nested-aggregate",
            severity=Severity.ERROR,
            meaning=(
                "One sum or count stands inside another one, which has no meaning for "
                "the rows of a file."
            ),
            mend=("Take the inner one away: sum(answered) is the sum over all rows already."),
            example=Piece(
                wrong='    denominator: "sum(count(answered))"',
                right='    denominator: "sum(answered)"',
            ),
        ),
        Rule(
            id="not-a-sum",
            severity=Severity.ERROR,
            meaning=(
                "A part of a ratio is a median, a smallest or a largest value. Such "
                "figures of single days cannot be put together to that of a month."
            ),
            mend=(
                "Use sums and counts in numerator and denominator; a median stands "
                "alone under `value`."
            ),
            example=Piece(
                wrong='    numerator: "median(handle_s)"', right='    numerator: "sum(handle_s)"'
            ),
        ),
        Rule(
            id="unused-kpi",
            severity=Severity.INFO,
            meaning=(
                "The KPI is computed, and neither a service level nor an objective is "
                "agreed for it. It is shown in reports, and nothing follows from it."
            ),
            mend=(
                "Nothing must be done. Add a service level where a target was agreed "
                "and forgotten here."
            ),
            example=Piece(
                wrong=(
                    '    denominator: "sum(answered)"\n'
                    '  transfers: {numerator: "sum(in_20s)", denominator: "sum(offered)"}'
                ),
                right='    denominator: "sum(answered)"',
            ),
        ),
    ),
)
