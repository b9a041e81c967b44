"""What the rules about this part mean: layout and completeness."""

from concord.adapters.agreement_files.rules.rule import Piece, Rule, Topic
from concord.domain.finding import Severity

LAYOUT = Topic(
    title="Layout and completeness",
    rules=(
        Rule(
            id="ambiguous-number",
            severity=Severity.ERROR,
            meaning=(
                "One sign is both the decimal and the thousands sign, so that 1,234 "
                "may be a thousand or one and a bit."
            ),
            mend=(
                "Look at a figure of the partner's file and declare the two signs as "
                "they stand there."
            ),
            example=Piece(wrong='    thousands: "."', right='    thousands: ","'),
        ),
        Rule(
            id="unknown-encoding",
            severity=Severity.ERROR,
            meaning=(
                "Text files in this encoding cannot be read, since no encoding has that name."
            ),
            mend="Write utf-8, or cp1252 for a file that an older Windows program wrote.",
            example=Piece(
                wrong=('    decimal: "."\n    encoding: windows'),
                right=('    decimal: "."\n    encoding: cp1252'),
                instead_of='    decimal: "."',
            ),
        ),
        Rule(
            id="no-day-column",
            severity=Severity.ERROR,
            meaning=(
                "Days are to be counted as complete or missing, and no column tells "
                "the day of a row."
            ),
            mend="Declare the column with the date, or count by `period`.",
            example=Piece(
                wrong="      date:     {from: [Date, Day], type: text}",
                right="      date:     {from: [Date, Day], type: date}",
            ),
        ),
        Rule(
            id="undeclared-values",
            severity=Severity.ERROR,
            meaning=(
                "Completeness is to be counted for each value of a column, and it is "
                "not said which values there must be. A site that sends nothing would "
                "not be missed."
            ),
            mend="List the values under `one_of` at the column.",
            example=Piece(
                wrong="      site:     {from: Site, type: text}",
                right="      site:     {from: Site, type: text, one_of: [manila, cebu]}",
            ),
        ),
        Rule(
            id="no-service-hours",
            severity=Severity.ERROR,
            meaning=(
                "The days of service are to be counted, and the service has no hours "
                "to tell them by."
            ),
            mend="Add `hours` to the service, or count by calendar day or business day.",
            example=Piece(
                wrong=('    charges: {fixed: "120,000.00"}\n    owner: kim'),
                right=(
                    '    charges: {fixed: "120,000.00"}\n'
                    '    hours: {days: mon-sun, time: "08:00-20:00", timezone: '
                    "Europe/London}\n"
                    "    owner: kim"
                ),
                given=(("coverage: {every: calendar day", "coverage: {every: service day"),),
            ),
        ),
        Rule(
            id="unused-source",
            severity=Severity.INFO,
            meaning=(
                "Files of this source are collected and checked, and no KPI is computed from them."
            ),
            mend=(
                "Nothing must be done. Delete the source where it is a leftover: "
                "nobody needs to chase it."
            ),
            example=Piece(
                wrong=(
                    "  surveys:\n"
                    '    files: "NW_survey_{period:%Y-%m}.csv"\n'
                    "    covers: month\n"
                    "    columns: {score: {type: number}}\n"
                    "\n"
                    "kpis:\n"
                ),
                right=(
                    "  surveys:\n"
                    '    files: "NW_survey_{period:%Y-%m}.csv"\n'
                    "    covers: month\n"
                    "    columns: {score: {type: number}}\n"
                    "\n"
                    "kpis:\n"
                    '  satisfaction: {unit: points, numerator: "sum(score)", denominator: '
                    '"count(score)"}\n'
                ),
                instead_of="kpis:\n",
            ),
        ),
    ),
)
