"""Escalation: who is told of an issue, level by level, and how long each has to respond."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.shapes import Either, Key, Many, Shape
from concord.domain.escalation_policy import MOST_STEPS, STANDARD
from concord.domain.issue import IssueSeverity

CHANNELS, CHANNELS_LATER = ("task", "mail"), ("chat", "tracker")
LEVEL_ROLES = Shape(
    name="roles of a level",
    meaning="Which roles a level asks, on each side. `contract_owner` is whoever owns the "
    "contract.",
    keys=(
        Key("client", Many(of=kinds.ROLE), "On the client's side.", example="vendor_manager"),
        Key("partner", Many(of=kinds.ROLE), "On the partner's.", example="operations_manager"),
    ),
)
ESCALATION_LEVEL = Shape(
    name="escalation level",
    meaning="Who is asked at once, by role or by name, and how long they have.",
    keys=(
        Key("roles", LEVEL_ROLES, "Whom it asks by role; this or `people` is needed."),
        Key("people", Many(of=kinds.PERSON), "Whom it asks by name.", example="[kim, ana]"),
        Key(
            "respond_within",
            kinds.BUSINESS_HOURS,
            "How long they have, in the client's working hours.",
            required=True,
            example="4 business hours",
        ),
        Key(
            "channels",
            Many(of=kinds.word("a channel", (*CHANNELS, *CHANNELS_LATER))),
            "How they are asked.",
            default="[task, mail]",
        ),
    ),
)
LEVELS_BY_SEVERITY = Shape(
    name="levels by severity",
    meaning="Levels of their own for issues of a severity.",
    keys=tuple(
        Key(
            severity.value,
            Many(of=ESCALATION_LEVEL),
            f"The levels of {severity} issues.",
            default="`levels`",
        )
        for severity in IssueSeverity
    ),
)
ESCALATION_POLICY = Shape(
    name="escalation policy",
    meaning="Who is told of an issue, level by level, until somebody answers.",
    keys=(
        Key(
            "levels",
            Many(of=ESCALATION_LEVEL),
            "The levels in the order in which they are asked.",
            required=True,
        ),
        Key(
            "recurring",
            kinds.SO_MANY_OF,
            "How many of a service level's last rated periods are to fail before that is an "
            "issue of its own, one severity above the worst of them.",
            default="3 of 6",
        ),
        Key("by_severity", LEVELS_BY_SEVERITY, "Other levels for some severities."),
        Key(
            "repeat_last",
            kinds.COUNT,
            "How many more times the last level is asked before the issue stands unanswered. "
            f"An issue is asked about {MOST_STEPS} times at most.",
            default="3, or as many as there is room for",
        ),
    ),
)
ESCALATION = Either(ways=(kinds.word("a policy", (STANDARD.name,)), ESCALATION_POLICY))
