"""What the rules about this part mean: meetings and reports."""

from concord.adapters.agreement_files.rules.rule import Piece, Rule, Topic
from concord.domain.finding import Severity

MEETINGS = Topic(
    title="Meetings and reports",
    rules=(
        Rule(
            id="said-twice",
            severity=Severity.ERROR,
            meaning=(
                "Day or time of a meeting stands within `every` and beside it, so that "
                "it could be on either."
            ),
            mend="Say it once, as part of `every` or under its own key.",
            example=Piece(
                wrong=(
                    "escalation: standard\n"
                    "check_ins:\n"
                    "  - {series: operations review, every: week on Tuesday 10:00, at: "
                    '"11:00", attend: [operations_manager], length: 30 min}'
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
            id="meeting-outside-hours",
            severity=Severity.WARNING,
            meaning=(
                "A meeting lies outside the working hours of one side, at least at one "
                "time of the year: summer time comes and goes on different days on "
                "each side."
            ),
            mend=(
                "Choose a time that both sides work at, in summer and in winter, or "
                "give the site that takes part hours of its own."
            ),
            example=Piece(
                wrong=(
                    "escalation: standard\n"
                    "check_ins:\n"
                    "  - {series: operations review, every: week on Tuesday 19:00, "
                    "timezone: Europe/London, attend: [operations_manager], length: 30 min}"
                ),
                right=(
                    "escalation: standard\n"
                    "check_ins:\n"
                    "  - {series: operations review, every: week on Tuesday 10:00, "
                    "timezone: Europe/London, attend: [operations_manager], length: 30 min}"
                ),
                instead_of="escalation: standard",
            ),
        ),
        Rule(
            id="no-common-hours",
            severity=Severity.WARNING,
            meaning=(
                "On a day of the meeting there is no span of its length in which both "
                "sides are at work, so that it can be held at no time."
            ),
            mend=(
                "Make the meeting shorter, or give a site hours that overlap with "
                "those of the organisation."
            ),
            example=Piece(
                wrong=(
                    "escalation: standard\n"
                    "check_ins:\n"
                    "  - {series: operations review, every: week on Tuesday, attend: "
                    "[operations_manager], length: 10 h}"
                ),
                right=(
                    "escalation: standard\n"
                    "check_ins:\n"
                    "  - {series: operations review, every: week on Tuesday, attend: "
                    "[operations_manager], length: 45 min}"
                ),
                instead_of="escalation: standard",
            ),
        ),
        Rule(
            id="quorum-does-not-attend",
            severity=Severity.WARNING,
            meaning=(
                "A role that must be there for the meeting to decide is not among "
                "those invited, so that the meeting could never decide anything."
            ),
            mend="Add the role under `attend`, or take it out of `quorum`.",
            example=Piece(
                wrong=(
                    "escalation: standard\n"
                    "check_ins:\n"
                    "  - {series: operations review, every: week on Tuesday 10:00, attend: "
                    "[operations_manager], quorum: [account_director], length: 30 min}"
                ),
                right=(
                    "escalation: standard\n"
                    "check_ins:\n"
                    "  - {series: operations review, every: week on Tuesday 10:00, attend: "
                    "[operations_manager, account_director], quorum: [account_director], "
                    "length: 30 min}"
                ),
                instead_of="escalation: standard",
            ),
        ),
        Rule(
            id="report-before-data",
            severity=Severity.WARNING,
            meaning=(
                "The monthly report goes out before the data of its month is due, "
                "month after month, so that it would be compiled without it."
            ),
            mend=(
                "Set the report some business days after the source is due, or agree "
                "on an earlier due day."
            ),
            example=Piece(
                wrong=(
                    "  monthly: {to: [kim, joel], formats: [mail, xlsx], day: 1st business day}"
                ),
                right=(
                    "  monthly: {to: [kim, joel], formats: [mail, xlsx], day: 6th business day}"
                ),
            ),
        ),
    ),
)
