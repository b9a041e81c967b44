"""What the rules about this part mean: keys and words."""

from concord.adapters.agreement_files.rules.rule import Piece, Rule, Topic
from concord.domain.finding import Severity

WORDS = Topic(
    title="Keys and words",
    rules=(
        Rule(
            id="unknown-key",
            severity=Severity.ERROR,
            meaning=(
                "This key means nothing here, so what stands behind it is not acted "
                "on. Mostly it is a slip of the pen, a key that belongs one level "
                "higher or lower, or one that another tool had."
            ),
            mend=(
                "Take the word that the finding suggests, or delete the line. `concord "
                "reference agreement` prints every key there is, with what it means."
            ),
            example=Piece(wrong="partnr: northwind", right="partner: northwind"),
        ),
        Rule(
            id="missing-key",
            severity=Severity.ERROR,
            meaning=(
                "Something is not said that only the contract can tell: there is no "
                "default for it, and none would be safe."
            ),
            mend=("Add the key with what was agreed. The finding says what is expected there."),
            example=Piece(
                wrong=("contract:\n  start: 2024-04-01"),
                right=("contract:\n  reference: MSA-2024-017\n  start: 2024-04-01"),
            ),
        ),
        Rule(
            id="unknown-word",
            severity=Severity.ERROR,
            meaning=(
                "Only certain words can stand here, and this is none of them, so it is "
                "open what was agreed."
            ),
            mend=("Take one of the words that the finding lists; mind capitals and hyphens."),
            example=Piece(wrong="    covers: monthly", right="    covers: month"),
        ),
        Rule(
            id="empty-value",
            severity=Severity.ERROR,
            meaning=(
                "The key stands there, and nothing behind it. Whether nothing was "
                "agreed or somebody meant to fill it in later cannot be told."
            ),
            mend=(
                "Write the value, or delete the key where nothing was agreed: then its "
                "default holds."
            ),
            example=Piece(wrong="calendar:", right="calendar: PH"),
        ),
        Rule(
            id="not-a-text",
            severity=Severity.ERROR,
            meaning="One single value belongs here, and a list or a mapping was found.",
            mend=(
                "Write the value itself. Where braces or brackets are part of the "
                "text, put all of it in double quotes."
            ),
            example=Piece(
                wrong="name: [Northwind, Support Services]",
                right="name: Northwind Support Services",
            ),
        ),
        Rule(
            id="not-a-key",
            severity=Severity.ERROR,
            meaning=(
                "A list or a mapping stands where the name of a key is expected. A "
                "question mark or a bracket at the beginning of a line is the usual "
                "cause."
            ),
            mend=("Write a plain word before the colon, in quotes where it holds a bracket."),
            example=Piece(wrong="[sites]:", right="sites:"),
        ),
        Rule(
            id="not-a-flag",
            severity=Severity.ERROR,
            meaning=(
                "This is a question of yes or no, and the answer must be unmistakable. "
                "Other programs take yes, on, y and 1 for true, each a different set "
                "of them; here it is `true` or `false` alone."
            ),
            mend="Write `true` for yes or `false` for no, without quotes.",
            example=Piece(
                wrong="  renewal: {automatic: yes, for: 12 months}",
                right="  renewal: {automatic: true, for: 12 months}",
            ),
        ),
    ),
)
