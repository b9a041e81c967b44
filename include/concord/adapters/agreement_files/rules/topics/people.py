"""What the rules about this part mean: people."""

from concord.adapters.agreement_files.rules.rule import Piece, Rule, Topic
from concord.domain.finding import Severity

PEOPLE = Topic(
    title="People",
    rules=(
        Rule(
            id="unknown-person",
            severity=Severity.ERROR,
            meaning=(
                "An id is named that nobody has, neither in this file nor in the "
                "organisation's. Reminders and mails meant for them would reach nobody."
            ),
            mend=(
                "Mend the spelling, or add the person under `people`: the partner's "
                "people in this file, the client's in organisation.yaml."
            ),
            example=Piece(wrong="  owner: le", right="  owner: lee"),
        ),
        Rule(
            id="not-an-address",
            severity=Severity.ERROR,
            meaning=(
                "This is not a mail address alone. A name beside it, a missing @ or "
                "several addresses in one would make mail go astray."
            ),
            mend=(
                "Write the address only, such as ana@example.com. The name stands "
                "under `name`, and each person has an entry of their own."
            ),
            example=Piece(
                wrong="    email: Ana Reyes <ana@northwind.example>",
                right="    email: ana@northwind.example",
            ),
        ),
        Rule(
            id="own-deputy",
            severity=Severity.ERROR,
            meaning=("Somebody is named as their own deputy, so that nobody stands in for them."),
            mend="Name somebody else, or leave the key out.",
            example=Piece(wrong="    deputy: ana", right="    deputy: joel"),
        ),
        Rule(
            id="circular-deputies",
            severity=Severity.WARNING,
            meaning=(
                "Three or more people stand in for one another in a circle. When all "
                "of them are away, at a holiday of their country for example, what is "
                "urgent reaches nobody. Two who stand in for each other are common "
                "practice, and no finding."
            ),
            mend=(
                "Let the line end with somebody who has no deputy, or whose deputy is "
                "outside the circle."
            ),
            example=Piece(
                wrong=(
                    "    deputy: joel\n"
                    "  - {id: rosa, role: sponsor, email: rosa@northwind.example, deputy: "
                    "ana}\n"
                    "  - id: joel\n"
                    "    deputy: rosa"
                ),
                right=(
                    "    deputy: joel\n"
                    "  - {id: rosa, role: sponsor, email: rosa@northwind.example}\n"
                    "  - id: joel\n"
                    "    deputy: rosa"
                ),
                instead_of=("    deputy: joel\n  - id: joel"),
            ),
        ),
    ),
)
