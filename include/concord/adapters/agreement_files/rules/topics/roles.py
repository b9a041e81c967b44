"""What the rules about this part mean: roles and tasks."""

from concord.adapters.agreement_files.rules.rule import Piece, Rule, Topic
from concord.domain.finding import Severity

ROLES = Topic(
    title="Roles and tasks",
    rules=(
        Rule(
            id="nobody-to-escalate-to",
            severity=Severity.WARNING,
            meaning=(
                "When a service level is missed, the escalation asks certain roles on "
                "each side, and on one side nobody has any of them. The issue would "
                "stay open without an answer."
            ),
            mend=(
                "Give somebody of that side one of the roles that the finding names, "
                "or write an escalation policy that asks people who are there."
            ),
            example=Piece(
                wrong=(
                    "    role: trainer\n"
                    "    email: ana@northwind.example\n"
                    "    deputy: joel\n"
                    "  - id: joel\n"
                    "    name: Joel Cruz\n"
                    "    role: team_leader"
                ),
                right=(
                    "    role: operations_manager\n"
                    "    email: ana@northwind.example\n"
                    "    deputy: joel\n"
                    "  - id: joel\n"
                    "    name: Joel Cruz\n"
                    "    role: account_director"
                ),
            ),
        ),
        Rule(
            id="role-nobody-has",
            severity=Severity.WARNING,
            meaning=(
                "A meeting or the escalation names a role that nobody has, so that "
                "nobody is invited or asked in its place."
            ),
            mend="Mend the spelling of the role, or give it to somebody under `people`.",
            example=Piece(
                wrong=(
                    "escalation: standard\n"
                    "check_ins:\n"
                    "  - {series: operations review, every: week on Tuesday 10:00, attend: "
                    "[operation_manager], length: 30 min}"
                ),
                right=(
                    "escalation: standard\n"
                    "check_ins:\n"
                    "  - {series: operations review, every: week on Tuesday 10:00, attend: "
                    "[operations_manager], length: 30 min}"
                ),
                instead_of="escalation: standard",
            ),
        ),
        Rule(
            id="role-without-mirror",
            severity=Severity.INFO,
            meaning=(
                "Each role has its counterpart on the other side, so that people speak "
                "with somebody of their own rank. For one role the counterpart is "
                "missing."
            ),
            mend=(
                "Nothing must be done. Where somebody does answer to that role, give "
                "them the role that the finding names."
            ),
            example=Piece(wrong="    role: sponsor", right="    role: account_director"),
        ),
        Rule(
            id="too-many-levels",
            severity=Severity.ERROR,
            meaning=(
                "With its repetitions the escalation asks more than six times, which "
                "is the most: further mails would be taken for noise."
            ),
            mend=(
                "Lower `repeat_last`, or leave out levels that would hear of the same thing again."
            ),
            example=Piece(
                wrong=(
                    "escalation:\n"
                    "  levels:\n"
                    "    - {people: [kim, joel], respond_within: 4 business hours}\n"
                    "  repeat_last: 6"
                ),
                right=(
                    "escalation:\n"
                    "  levels:\n"
                    "    - {people: [kim, joel], respond_within: 4 business hours}\n"
                    "  repeat_last: 2"
                ),
                instead_of="escalation: standard",
            ),
        ),
        Rule(
            id="no-owner",
            severity=Severity.WARNING,
            meaning=(
                "The contract has no owner. Notice dates and reviews are reminded of, "
                "and nobody in particular has them."
            ),
            mend=(
                "Name under `owner` who is to act on the contract's dates, and a `backup_owner`."
            ),
            example=Piece(
                wrong=("  renewal: {automatic: true, for: 12 months}\n  backup_owner: kim"),
                right=(
                    "  renewal: {automatic: true, for: 12 months}\n"
                    "  owner: lee\n"
                    "  backup_owner: kim"
                ),
            ),
        ),
        Rule(
            id="owner-on-the-wrong-side",
            severity=Severity.WARNING,
            meaning=(
                "The contract's owner works for the partner, and would get the "
                "client's reminders of the last day for notice."
            ),
            mend="Name somebody of the client as owner, and as backup owner.",
            example=Piece(
                wrong=("  owner: joel\n  backup_owner: kim"),
                right=("  owner: lee\n  backup_owner: kim"),
            ),
        ),
        Rule(
            id="left-with-deputy",
            severity=Severity.INFO,
            meaning=(
                "Somebody who has left is still named for a task. Their deputy gets "
                "what is theirs, so nothing is lost."
            ),
            mend="Name whoever has the task now, when there is time for it.",
            example=Piece(
                wrong=(
                    "    role: account_director\n"
                    "    email: joel@northwind.example\n"
                    "    deputy: ana\n"
                    "    until: 2026-06-30"
                ),
                right=(
                    "    role: account_director\n"
                    "    email: joel@northwind.example\n"
                    "    deputy: ana"
                ),
                instead_of=("    role: account_director\n    email: joel@northwind.example"),
            ),
        ),
        Rule(
            id="left-without-deputy",
            severity=Severity.WARNING,
            meaning=(
                "Somebody who has left is still named for a task, and nobody stands in "
                "for them: reminders about it reach nobody."
            ),
            mend=(
                "Name whoever has the task now, or give the person who left a deputy who is there."
            ),
            example=Piece(
                wrong=(
                    "    role: account_director\n"
                    "    email: joel@northwind.example\n"
                    "    until: 2026-06-30"
                ),
                right=("    role: account_director\n    email: joel@northwind.example"),
                instead_of=("    role: account_director\n    email: joel@northwind.example"),
            ),
        ),
        Rule(
            id="report-to-nobody",
            severity=Severity.WARNING,
            meaning=(
                "A reader of the monthly report has left, and nobody stands in for "
                "them, so that their copy reaches nobody."
            ),
            mend="Name whoever reads it now, or give the person who left a deputy.",
            example=Piece(
                wrong=(
                    "    role: account_director\n"
                    "    email: joel@northwind.example\n"
                    "    until: 2026-06-30"
                ),
                right=("    role: account_director\n    email: joel@northwind.example"),
                instead_of=("    role: account_director\n    email: joel@northwind.example"),
            ),
        ),
    ),
)
