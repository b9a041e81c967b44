"""What the rules about this part mean: figures of single people."""

from concord.adapters.agreement_files.rules.rule import Piece, Rule, Topic
from concord.domain.finding import Severity

_ALLOWED = (
    "escalation: standard\n"
    "privacy: {personal_kpis: pseudonyms, purpose: Coaching, legal_basis: Works agreement 7}"
)
_BY_AGENT = (
    (
        "      offered:  {from: Calls Offered, type: count}",
        (
            "      agent:    {from: Agent, type: text, personal: true}\n"
            "      offered:  {from: Calls Offered, type: count}"
        ),
    ),
    ('    denominator: "sum(answered)"', '    denominator: "sum(answered)"\n    by: [agent]'),
)
PRIVACY = Topic(
    title="Figures of single people",
    rules=(
        Rule(
            id="personal-kpi",
            severity=Severity.ERROR,
            meaning=(
                "A KPI is to be computed for single people, by a column that is marked as "
                "personal. That is off unless it is said what for, and what allows it."
            ),
            mend=(
                "Record purpose and legal basis under `privacy`, or compute the KPI by teams "
                "or sites alone."
            ),
            example=Piece(
                wrong="escalation: standard",
                right=_ALLOWED,
                instead_of="escalation: standard",
                given=_BY_AGENT,
            ),
        ),
        Rule(
            id="unknown-group-size",
            severity=Severity.WARNING,
            meaning=(
                "A service level is rated for groups such as sites or teams of a source that "
                "tells of single people, and nothing tells how many people a group has. The "
                "figures of a group of two would be shown, and with them those of each of both."
            ),
            mend=(
                "Compute a KPI of the same source by that group and person, such as "
                "`by: [[team, agent]]`: groups under `smallest_group` are then left out."
            ),
            example=Piece(
                wrong='    denominator: "sum(answered)"\n    by: [agent]',
                right='    denominator: "sum(answered)"\n    by: [[site, agent]]',
                instead_of='    denominator: "sum(answered)"',
                given=(_BY_AGENT[0], ("escalation: standard", _ALLOWED)),
            ),
        ),
        Rule(
            id="personal-level",
            severity=Severity.ERROR,
            meaning=(
                "A service level is agreed for each of some people. What was agreed with a "
                "partner is rated of services and groups: a miss of it goes to many readers."
            ),
            mend=(
                "Rate the whole, or teams and sites. Figures of single people are for talks "
                "with them: `concord one-to-one`."
            ),
            example=Piece(
                wrong="    target: at most 6 min\n    for_each: [agent]",
                right="    target: at most 6 min",
                given=(*_BY_AGENT, ("escalation: standard", _ALLOWED)),
            ),
        ),
    ),
)
