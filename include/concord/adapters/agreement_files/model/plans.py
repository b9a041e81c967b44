"""Plans of the relationship: changes to come, continuity and exit."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.shapes import Key, Many, Shape
from concord.domain.people import Side
from concord.domain.relationship import ChangeKind

_TESTED = (
    Key("owner", kinds.PERSON, "Who keeps it."),
    Key("plan", kinds.TEXT, "Where the plan itself is kept."),
    Key("tested", kinds.DAY, "When it was tested last."),
    Key("test_every", kinds.SPAN, "How often it is tested.", example="1 year"),
)
CHANGE_STEP = Shape(
    name="change step",
    meaning="One step of a change.",
    keys=(
        Key("what", kinds.TEXT, "What is to be done.", required=True),
        Key("owner", kinds.PERSON, "Who does it."),
        Key("by", kinds.DAY, "Until when."),
    ),
)
CHANGE = Shape(
    name="planned change",
    meaning="A change that one side has announced.",
    keys=(
        Key("id", kinds.ID, "Its name in lists.", required=True, example="new-crm"),
        Key("what", kinds.TEXT, "What changes.", required=True),
        Key("from", kinds.DAY, "The first day of it.", required=True),
        Key("until", kinds.DAY, "The last day of it.", default="it stays"),
        Key("kind", kinds.word("a kind", ChangeKind), "What it is about.", default="other"),
        Key("side", kinds.word("a side", Side), "Who changes it.", default="partner"),
        Key("announced", kinds.DAY, "When it was announced."),
        Key("notice", kinds.SPAN, "How long before it must be announced.", example="30 days"),
        Key("owner", kinds.PERSON, "Who looks after it."),
        Key("audience", Many(of=kinds.PERSON), "Who is told of it."),
        Key("service_levels", Many(of=kinds.SERVICE_LEVEL), "Which service levels it touches."),
        Key("steps", Many(of=CHANGE_STEP), "How it is done."),
    ),
)
CONTINUITY = Shape(
    name="continuity plan",
    meaning="How the work goes on after a disaster.",
    keys=(
        *_TESTED,
        Key("recovery_time", kinds.DURATION, "How soon work goes on.", example="4 hours"),
        Key("recovery_point", kinds.DURATION, "How much data may be lost.", example="1 hour"),
        Key("call", Many(of=kinds.PERSON), "Who is called at once, on both sides."),
    ),
)
EXIT = Shape(
    name="exit plan",
    meaning="How the work ends and is handed over.",
    keys=(
        *_TESTED,
        Key("help_for", kinds.SPAN, "How long the partner helps after the end."),
        Key("hand_over", Many(of=kinds.TEXT), "What is handed over.", example="[procedures]"),
        Key("access_removed_within", kinds.SPAN, "How soon access ends.", example="1 day"),
        Key("data_returned_within", kinds.SPAN, "How soon data come back.", example="30 days"),
        Key(
            "destruction_certificate",
            kinds.FLAG,
            "Whether the destruction of data is to be certified.",
            default="false",
        ),
    ),
)
