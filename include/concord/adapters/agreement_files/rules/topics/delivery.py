"""What the rules about this part mean: files that are delivered."""

from concord.adapters.agreement_files.rules.rule import Piece, Rule, Topic
from concord.domain.finding import Severity

DELIVERY = Topic(
    title="Files that are delivered",
    rules=(
        Rule(
            id="unknown-source",
            severity=Severity.ERROR,
            meaning=(
                "A source is named that the agreement does not have, so that the "
                "figure has no data."
            ),
            mend="Mend the name, or add the source under `sources`.",
            example=Piece(
                wrong=("    name: Average handle time\n    source: dayly"),
                right=("    name: Average handle time\n    source: daily"),
                instead_of="    name: Average handle time",
            ),
        ),
        Rule(
            id="unknown-service",
            severity=Severity.ERROR,
            meaning=(
                "A service is named that the agreement does not have, so that charges, "
                "hours and credits cannot be found."
            ),
            mend="Mend the name, or add the service under `services`.",
            example=Piece(wrong="    service: phone", right="    service: voice"),
        ),
        Rule(
            id="unknown-site",
            severity=Severity.ERROR,
            meaning=(
                "A site is named that the agreement does not have, so that its "
                "holidays and hours are not known."
            ),
            mend="Mend the name, or add the site under `sites`.",
            example=Piece(
                wrong=("    service: voice\n    site: davao"),
                right=("    service: voice\n    site: manila"),
                instead_of="    service: voice",
            ),
        ),
        Rule(
            id="unknown-column",
            severity=Severity.ERROR,
            meaning=(
                "A column is named that the source does not have. The figure would "
                "have nothing to be computed from."
            ),
            mend=(
                "Use the name on the left of the column under `columns`, not its "
                "heading in the workbook, or add the column."
            ),
            example=Piece(
                wrong='    numerator: "sum(handel_s)"', right='    numerator: "sum(handle_s)"'
            ),
        ),
        Rule(
            id="duplicate-column",
            severity=Severity.ERROR,
            meaning=(
                "Two columns have names that differ in capitals only. Formulas do not "
                "tell them apart."
            ),
            mend=(
                "Rename one of them, here and in the formulas. Their headings in the "
                "workbook may stay as they are."
            ),
            example=Piece(
                wrong=(
                    "      offered:  {from: Calls Offered, type: count}\n"
                    "      Offered:  {from: Chats Offered, type: count}"
                ),
                right="      offered:  {from: Calls Offered, type: count}",
            ),
        ),
        Rule(
            id="duplicate-header",
            severity=Severity.ERROR,
            meaning=(
                "One heading of the partner's file is to fill two columns, so that the "
                "second one would take the first one's figures."
            ),
            mend=(
                "Give each column the heading that it has in the file, and delete the "
                "one that was copied."
            ),
            example=Piece(
                wrong="      answered: {from: Calls Offered, type: count, at_most: offered}",
                right="      answered: {from: Calls Answered, type: count, at_most: offered}",
            ),
        ),
        Rule(
            id="no-period",
            severity=Severity.ERROR,
            meaning=(
                "Neither the file's name nor a column of dates tells which period the "
                "figures are for, so that a file could fill any month."
            ),
            mend=(
                "Put the period into `files`, such as {period:%Y-%m}, or declare the "
                "column with the day of each row."
            ),
            example=Piece(
                wrong='    files: "NW_daily*.xlsx"',
                right='    files: "NW_daily_{period:%Y-%m}*.xlsx"',
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
            id="not-a-file-pattern",
            severity=Severity.ERROR,
            meaning=(
                "The pattern of file names cannot be matched against the drive: it has "
                "braces that are no period, a code that is not known, or too little of "
                "the period to tell one file from the next."
            ),
            mend=(
                "Write the name as the partner does, with the period as {period:%Y-%m} "
                "and * for what changes."
            ),
            example=Piece(
                wrong='    files: "NW_daily_{month}*.xlsx"',
                right='    files: "NW_daily_{period:%Y-%m}*.xlsx"',
            ),
        ),
        Rule(
            id="unknown-file-type",
            severity=Severity.ERROR,
            meaning=(
                "Files of this type hold no table that can be read, so that each "
                "delivery would be refused."
            ),
            mend="Agree with the partner on .xlsx or .csv and write that ending.",
            example=Piece(
                wrong='    files: "NW_daily_{period:%Y-%m}*.pdf"',
                right='    files: "NW_daily_{period:%Y-%m}*.xlsx"',
            ),
        ),
        Rule(
            id="not-a-folder",
            severity=Severity.ERROR,
            meaning=(
                "The folder leads out of the connection's own, by two dots or a sign "
                "that cannot be seen. A partner's files are read from within it only."
            ),
            mend=(
                "Write the folder as it is seen from the top of the drive, such as "
                "Northwind/Inbound."
            ),
            example=Piece(
                wrong="    drive: {connection: ops_drive, folder: ../Finance}",
                right="    drive: {connection: ops_drive, folder: Northwind/Inbound}",
            ),
        ),
        Rule(
            id="no-drive",
            severity=Severity.INFO,
            meaning=(
                "The source has no drive, so that files are not collected by "
                "themselves. `concord try` and `concord read` work without one."
            ),
            mend="Add `drive` with connection and folder before the partner goes live.",
            example=Piece(
                wrong=("    service: voice\n    files:"),
                right=(
                    "    service: voice\n"
                    "    drive: {connection: ops_drive, folder: Northwind/Inbound}\n"
                    "    files:"
                ),
            ),
        ),
        Rule(
            id="no-due-date",
            severity=Severity.INFO,
            meaning=("Nobody said when the file is due, so that a missing one is never chased."),
            mend="Add `due`, such as `3 business days after period end at 17:00`.",
            example=Piece(
                wrong=("    timezone: Europe/London\n    sheet:"),
                right=(
                    "    timezone: Europe/London\n"
                    "    due: 3 business days after period end at 17:00\n"
                    "    reminders: {before: 1 business day, after: [4 hours, 1 business day, "
                    "3 business days]}\n"
                    "    sheet:"
                ),
            ),
        ),
        Rule(
            id="nothing-to-remind-of",
            severity=Severity.WARNING,
            meaning=(
                "The source says when to remind of its files and when to ask for them, and "
                "not when they are due. Reminders are counted from the due time, so none goes "
                "out."
            ),
            mend="Add `due`, from which they are counted, or leave `reminders` out.",
            example=Piece(
                wrong=(
                    "    timezone: Europe/London\n"
                    "    reminders: {before: 1 business day, after: [4 hours, 1 business day, "
                    "3 business days]}\n"
                    "    sheet:"
                ),
                right=(
                    "    timezone: Europe/London\n"
                    "    due: 3 business days after period end at 17:00\n"
                    "    reminders: {before: 1 business day, after: [4 hours, 1 business day, "
                    "3 business days]}\n"
                    "    sheet:"
                ),
            ),
        ),
    ),
)
