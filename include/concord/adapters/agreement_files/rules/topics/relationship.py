"""What the rules about this part mean: the relationship."""

from concord.adapters.agreement_files.rules.rule import Piece, Rule, Topic
from concord.domain.finding import Severity

RELATIONSHIP = Topic(
    title="The relationship",
    rules=(
        Rule(
            id="no-consent",
            severity=Severity.WARNING,
            meaning=(
                "A subcontractor works on the contract, and no consent of the client is recorded."
            ),
            mend=(
                "Write the day of the consent under `consent`, or ask for it before "
                "data reaches them."
            ),
            example=Piece(
                wrong=(
                    "escalation: standard\n"
                    "subcontractors:\n"
                    "  - {name: Cebu Nights, does: Night shift}"
                ),
                right=(
                    "escalation: standard\n"
                    "subcontractors:\n"
                    "  - {name: Cebu Nights, does: Night shift, consent: 2025-02-10}"
                ),
                instead_of="escalation: standard",
            ),
        ),
        Rule(
            id="short-notice",
            severity=Severity.WARNING,
            meaning="A change was announced later than the notice that was agreed for it.",
            mend=(
                "Agree on a later day, or record that both sides accept the shorter "
                "notice by mending `notice`."
            ),
            example=Piece(
                wrong=(
                    "escalation: standard\n"
                    "changes:\n"
                    "  - {id: C-1, what: New telephone system, announced: 2026-11-20, "
                    "from: 2026-12-01, notice: 30 days}"
                ),
                right=(
                    "escalation: standard\n"
                    "changes:\n"
                    "  - {id: C-1, what: New telephone system, announced: 2026-10-20, "
                    "from: 2026-12-01, notice: 30 days}"
                ),
                instead_of="escalation: standard",
            ),
        ),
        Rule(
            id="risk-over-appetite",
            severity=Severity.INFO,
            meaning="A risk scores above what both sides said they bear.",
            mend=(
                "Nothing must be mended in the file: decide what is done about the "
                "risk, and record it."
            ),
            example=Piece(
                wrong=(
                    "escalation: standard\n"
                    "risks:\n"
                    "  appetite: 12\n"
                    "  register:\n"
                    "    - {id: typhoon, what: No power in Cebu, likelihood: 4, impact: 4, "
                    "owner: ana}"
                ),
                right=(
                    "escalation: standard\n"
                    "risks:\n"
                    "  appetite: 12\n"
                    "  register:\n"
                    "    - {id: typhoon, what: No power in Cebu, likelihood: 3, impact: 4, "
                    "owner: ana}"
                ),
                instead_of="escalation: standard",
            ),
        ),
    ),
)
