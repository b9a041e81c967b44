"""Aims of the relationship: objectives, feedback in both directions, recognition."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.shapes import Key, Many, Shape
from concord.domain.relationship import Occasion

OBJECTIVE = Shape(
    name="objective",
    meaning="Where some KPIs should be by a day.",
    keys=(
        Key("id", kinds.ID, "Its name in lists.", required=True, example="faster"),
        Key("what", kinds.TEXT, "What is to be reached.", required=True),
        Key(
            "kpis",
            Many(of=kinds.KPI),
            "By which KPIs it is measured; progress by the first.",
            required=True,
        ),
        Key("target", kinds.TARGET, "The target, in the unit of the first.", required=True),
        Key("by", kinds.DAY, "By when.", required=True),
        Key("from", kinds.DAY, "Since when."),
        Key(
            "start",
            kinds.TEXT,
            "The figure at the beginning.",
            example="74 %",
            default="the first that is measured",
        ),
        Key("owner", kinds.PERSON, "Who looks after it."),
    ),
)
FEEDBACK = Shape(
    name="feedback round",
    meaning="Questions that are put to some roles again and again, on either side.",
    keys=(
        Key("id", kinds.ID, "Its name in lists.", required=True, example="partnership"),
        Key("every", kinds.RECURRENCE, "How often.", required=True, example="quarter"),
        Key("ask", Many(of=kinds.ROLE), "Which roles are asked.", required=True),
        Key("questions", Many(of=kinds.TEXT), "What they are asked."),
        Key("scale", kinds.TEXT, "How they answer.", default="1-5"),
        Key("answer_within", kinds.SPAN, "How long they have.", example="10 business days"),
    ),
)
RECOGNITION = Shape(
    name="recognition rule",
    meaning="When congratulations are due; a person releases them.",
    keys=(
        Key("id", kinds.ID, "Its name in lists.", required=True, example="three-in-a-row"),
        Key("occasion", kinds.word("an occasion", Occasion), "What for.", required=True),
        Key("periods", kinds.COUNT, "How many periods in a row.", default="1"),
        Key(
            "service_levels", Many(of=kinds.SERVICE_LEVEL), "By which ones.", default="all of them"
        ),
        Key("words", kinds.TEXT, "What is said."),
        Key("to", Many(of=kinds.PERSON), "Who is congratulated."),
        Key("released_by", kinds.PERSON, "Who releases it.", default="the contract's owner"),
    ),
)
