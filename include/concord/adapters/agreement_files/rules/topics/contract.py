"""What the rules about this part mean: contract and calendars."""

from concord.adapters.agreement_files.rules.rule import Document, Piece, Rule, Topic
from concord.domain.finding import Severity

CONTRACT = Topic(
    title="Contract and calendars",
    rules=(
        Rule(
            id="unknown-zone",
            severity=Severity.ERROR,
            meaning=(
                "No time zone has this name, so it is open when a day begins and a "
                "file is due. Abbreviations such as PHT or IST mean several zones."
            ),
            mend=("Write the zone by region and city, such as Asia/Manila or Europe/London."),
            example=Piece(wrong="timezone: Asia/Manilla", right="timezone: Asia/Manila"),
        ),
        Rule(
            id="unknown-calendar",
            severity=Severity.ERROR,
            meaning=(
                "No country, or part of one, has this code, so its public holidays are "
                "not known and every due date would be wrong. The code of the United "
                "Kingdom is GB, that of Norway NO."
            ),
            mend=(
                "Write the code of the country, such as PH, or of a part with holidays "
                "of its own, such as GB-ENG; `weekends` for no holidays but Saturday "
                "and Sunday, `none` for no day off."
            ),
            example=Piece(wrong="calendar: no", right="calendar: NO", instead_of="calendar: PH"),
        ),
        Rule(
            id="no-contract",
            severity=Severity.INFO,
            meaning=(
                "The file has no contract, so that no notice date, review or renewal "
                "is watched. Figures and reports work without it."
            ),
            mend=(
                "Add `contract` with reference, start and end when its dates are to be watched."
            ),
            example=Document(
                wrong="partner: northwind\n",
                right=(
                    "partner: northwind\n"
                    "contract: {reference: MSA-2024-017, start: 2024-04-01, end: "
                    "2027-03-31, owner: lee}\n"
                ),
            ),
        ),
        Rule(
            id="contract-over",
            severity=Severity.WARNING,
            meaning=(
                "The contract's term is over, and it does not renew by itself. Figures "
                "are still computed for a contract that may no longer hold."
            ),
            mend=(
                "Write the new end if the contract was prolonged; otherwise move the "
                "file out of this folder."
            ),
            example=Piece(
                wrong=(
                    "  end: 2026-09-30\n  notice: {period: 90 days}\n  renewal: {automatic: false}"
                ),
                right=(
                    "  end: 2027-03-31\n  notice: {period: 90 days}\n  renewal: {automatic: false}"
                ),
                instead_of=(
                    "  end: 2027-03-31\n"
                    "  notice: {period: 90 days, reading: ordinary, deemed_receipt: 2 "
                    "business days, to: joel}\n"
                    "  renewal: {automatic: true, for: 12 months}"
                ),
            ),
        ),
        Rule(
            id="term-renewed",
            severity=Severity.WARNING,
            meaning=(
                "The end in the file has passed and the contract has renewed by "
                "itself. Dates are computed from the current term, while the file "
                "still shows the old one."
            ),
            mend=(
                "Write the end of the current term, which the finding names, unless "
                "something else was agreed."
            ),
            example=Piece(wrong="  end: 2026-03-31", right="  end: 2027-03-31"),
        ),
        Rule(
            id="notice-date-past",
            severity=Severity.WARNING,
            meaning=(
                "The last day on which notice could have been given for the end of "
                "this term has passed. Whether the contract goes on is settled now, "
                "and the finding says how."
            ),
            mend=(
                "Record what was decided with `concord decide`, or write the new end "
                "once the contract is renewed."
            ),
            example=Piece(wrong="  end: 2026-12-31", right="  end: 2027-03-31"),
        ),
        Rule(
            id="in-force-after-the-end",
            severity=Severity.WARNING,
            meaning=(
                "A service level begins, or ends, after the contract does. Nothing can "
                "be owed for it then."
            ),
            mend=(
                "Mend the date of the service level, or the end of the contract. A "
                "contract that renews by itself says `renewal: {automatic: true}`."
            ),
            example=Piece(
                wrong=("    kpi: aht\n    in_force: 2027-06-01"),
                right=("    kpi: aht\n    in_force: 2026-06-01"),
                instead_of="    kpi: aht",
                given=(
                    ("renewal: {automatic: true, for: 12 months}", "renewal: {automatic: false}"),
                ),
            ),
        ),
        Rule(
            id="unknown-amendment",
            severity=Severity.WARNING,
            meaning=(
                "A revision names an amendment that the contract does not list, so "
                "that nobody can look up by which paper the terms changed."
            ),
            mend=(
                "Mend the id, or add the amendment under `contract` with the days on "
                "which it was signed and takes effect."
            ),
            example=Piece(
                wrong="      - {from: 2026-07-01, target: at least 82 %, amendment: A-2}",
                right="      - {from: 2026-07-01, target: at least 82 %, amendment: A-3}",
            ),
        ),
        Rule(
            id="amendment-on-another-day",
            severity=Severity.WARNING,
            meaning=(
                "A revision begins on another day than the amendment it names takes "
                "effect. One of the two days is most likely wrong, and figures follow "
                "the revision's."
            ),
            mend=(
                "Compare both with the signed paper. Where the amendment really has "
                "several days, leave its `effective` out."
            ),
            example=Piece(
                wrong="      - {from: 2026-06-01, target: at least 82 %, amendment: A-3}",
                right="      - {from: 2026-07-01, target: at least 82 %, amendment: A-3}",
            ),
        ),
        Rule(
            id="unused-amendment",
            severity=Severity.INFO,
            meaning=(
                "An amendment is listed, and nothing in the file changes by it or on "
                "its day. Either it changes nothing that is measured, or a revision "
                "was forgotten."
            ),
            mend=(
                "Look into the paper. Where it changes a target, charges or credits, "
                "add the revision and name the amendment there."
            ),
            example=Piece(
                wrong=(
                    "    - {id: A-3, signed: 2026-06-12, effective: 2026-07-01, what: "
                    "Phone target 82 %}\n"
                    "    - {id: A-4, signed: 2026-09-02, effective: 2026-09-15, what: Chat}"
                ),
                right=(
                    "    - {id: A-3, signed: 2026-06-12, effective: 2026-07-01, what: "
                    "Phone target 82 %}"
                ),
            ),
        ),
    ),
)
