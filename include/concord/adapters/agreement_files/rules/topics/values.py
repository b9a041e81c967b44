"""What the rules about this part mean: quantities, names and ids."""

from concord.adapters.agreement_files.rules.rule import ORGANISATION_FILE, Piece, Rule, Topic
from concord.domain.finding import Severity

VALUES = Topic(
    title="Quantities, names and ids",
    rules=(
        Rule(
            id="not-a-quantity",
            severity=Severity.ERROR,
            meaning=(
                "The date, time, number, percentage, span or target cannot be read "
                "without guessing, or it is out of bounds: a day that no calendar has, "
                "a share above 100 %, a month 13, a range that ends before it begins."
            ),
            mend=(
                "Write it as the finding shows: dates as 2026-02-28, times as 17:00, "
                "shares as 95 %, durations with their unit (90 s, 6 min) and not as "
                "1:30, spans as 90 days or 3 business days."
            ),
            example=Piece(wrong="  start: 2026-02-30", right="  start: 2024-04-01"),
        ),
        Rule(
            id="not-an-id",
            severity=Severity.ERROR,
            meaning=(
                "Ids stand in keys, links and names of files, so that spaces and most "
                "signs would break what refers to them."
            ),
            mend=(
                "Use letters, digits, underscore, dot and hyphen, at most 64 of them. "
                "The full name goes under `name`."
            ),
            example=Piece(wrong="partner: Northwind Support", right="partner: northwind"),
        ),
        Rule(
            id="hidden-character",
            severity=Severity.ERROR,
            meaning=(
                "A text has a character that nobody sees and that changes what everybody "
                "sees: one that ends a line, or that turns the rest of it round, figures "
                "included. It would do so in mails, reports and workbooks too."
            ),
            mend=(
                "Type the text anew instead of copying it. Letters of every language, and "
                "the marks that belong to them, are taken."
            ),
            example=Piece(
                wrong='name: "Northwind \\u202eSupport Services"',
                right="name: Northwind Support Services",
            ),
        ),
        Rule(
            id="not-a-name",
            severity=Severity.ERROR,
            meaning=(
                "The name of a column is used in formulas, where a space, a sign or a "
                "leading digit would be read as something else."
            ),
            mend=(
                "Use letters, digits and underscores, with a letter first. How the "
                "column is headed in the partner's file stands under `from`."
            ),
            example=Piece(
                wrong="      offered calls:  {from: Calls Offered, type: count}",
                right="      offered:  {from: Calls Offered, type: count}",
                also=("unknown-column",),
            ),
        ),
        Rule(
            id="not-a-language",
            severity=Severity.ERROR,
            meaning=(
                "The language decides in which words mails and reports are written, "
                "and this is not the code of one."
            ),
            mend=(
                "Write the code, such as en, de or pt-BR: two or three small letters, "
                "and a country in capitals where it matters."
            ),
            example=Piece(wrong="language: English", right="language: en"),
        ),
        Rule(
            id="not-a-unit",
            severity=Severity.ERROR,
            meaning=(
                "The unit stands behind every figure in reports, and percent and "
                "seconds are computed with. A sign instead of a word would not tell "
                "them apart."
            ),
            mend="Write the unit as a word: percent, seconds, points, tickets.",
            example=Piece(
                wrong='    unit: "%"', right="    unit: seconds", also=("not-a-quantity",)
            ),
        ),
        Rule(
            id="not-a-colour",
            severity=Severity.ERROR,
            meaning=(
                "The colour of the organisation's mails and reports is not written in "
                "the one way that all mail programs read."
            ),
            mend=(
                "Write # and six digits of hexadecimals, in quotes, since # begins a "
                "comment otherwise."
            ),
            example=Piece(
                wrong=("language: en\nbranding: {colour: dark blue}"),
                right=('language: en\nbranding: {colour: "#003366"}'),
                instead_of="language: en",
                file=ORGANISATION_FILE,
                also=("organisation-has-errors",),
            ),
        ),
        Rule(
            id="duplicate-id",
            severity=Severity.ERROR,
            meaning=(
                "Two entries have one id, so whatever names that id could mean either. "
                "The ids of people are one namespace with those of the organisation "
                "file."
            ),
            mend=(
                "Give one of them another id, and check what refers to it. The finding "
                "says where the first one stands."
            ),
            example=Piece(
                wrong=(
                    "  - id: joel\n"
                    "    name: Joel Cruz\n"
                    "    role: account_director\n"
                    "    email: joel@northwind.example\n"
                    "  - id: joel\n"
                    "    name: Joelle Santos\n"
                    "    role: sponsor\n"
                    "    email: joelle@northwind.example\n"
                ),
                right=(
                    "  - id: joel\n"
                    "    name: Joel Cruz\n"
                    "    role: account_director\n"
                    "    email: joel@northwind.example\n"
                ),
            ),
        ),
        Rule(
            id="upside-down",
            severity=Severity.ERROR,
            meaning=(
                "A range ends before it begins, or the easier of two thresholds is the "
                "harder one. Nothing could ever lie within."
            ),
            mend=(
                "Exchange the two, or mend the year: most often one of the dates is a year off."
            ),
            example=Piece(wrong="  end: 2023-03-31", right="  end: 2027-03-31"),
        ),
        Rule(
            id="does-not-fit",
            severity=Severity.ERROR,
            meaning=(
                "Two statements exclude each other, or one is made where it has no "
                "meaning: a unit for a column of dates, a target beside two "
                "thresholds, a key of another credit model. Following one would "
                "silently drop the other."
            ),
            mend=(
                "Keep the one that was agreed and delete the other. The finding says "
                "what would fit."
            ),
            example=Piece(
                wrong=(
                    "      site:     {from: Site, type: text, one_of: [manila, cebu], "
                    "unit: seconds}"
                ),
                right="      site:     {from: Site, type: text, one_of: [manila, cebu]}",
            ),
        ),
        Rule(
            id="overlapping-revisions",
            severity=Severity.ERROR,
            meaning=(
                "A revision does not begin after the terms before it, so that two sets "
                "of terms would hold on one day."
            ),
            mend=(
                "Put the revisions in the order of their days, each with a day of its "
                "own. A revision that replaces another one takes its place."
            ),
            example=Piece(
                wrong=(
                    "    revisions:\n"
                    "      - {from: 2026-07-01, target: at least 82 %, amendment: A-3}\n"
                    "      - {from: 2026-05-01, target: at least 81 %}"
                ),
                right=(
                    "    revisions:\n"
                    "      - {from: 2026-07-01, target: at least 82 %, amendment: A-3}"
                ),
            ),
        ),
    ),
)
