"""People and duties: who stands on which side, how they are reached, who answers for what."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.shapes import Key, Many, Shape
from concord.domain.people import Side

PERSON = Shape(
    name="person",
    meaning="Somebody on either side. Ids are one namespace over an agreement and the "
    "organisation file.",
    keys=(
        Key("id", kinds.ID, "How the rest of the file names this person.", required=True),
        Key(
            "side",
            kinds.word("a side", Side),
            "For whom they work.",
            default="`client` in the organisation file, `partner` in an agreement",
        ),
        Key("name", kinds.TEXT, "As mails and reports show it.", default="the id"),
        Key(
            "role",
            kinds.ROLE,
            "What escalations and meetings call for. Roles of the two sides mirror each other: "
            "`operations_manager` and `vendor_manager`, `account_director`, `sponsor`.",
            required=True,
        ),
        Key("email", kinds.MAIL, "Where mail reaches them.", required=True),
        Key("deputy", kinds.PERSON, "Who stands in when they are away or have left."),
        Key("from", kinds.DAY, "The first day on which mail reaches them."),
        Key("until", kinds.DAY, "The last day on which mail reaches them."),
        Key("login", kinds.TEXT, "Their user name in Airflow, for Required Actions."),
        Key("language", kinds.LANGUAGE, "In which they read.", default="that of the file"),
        Key(
            "timezone",
            kinds.ZONE,
            "Where their working hours lie.",
            default="that of their side",
            later=True,
        ),
        Key("phone", kinds.TEXT, "For people to call; nothing is sent to it."),
        Key("topics", Many(of=kinds.TEXT), "What they answer for.", later=True),
        Key("services", Many(of=kinds.SERVICE), "For which services.", later=True),
        Key("slack", kinds.TEXT, "Their Slack member id.", later=True),
        Key("limit", kinds.MONEY, "The amount up to which they may decide."),
    ),
)

DUTY = Shape(
    name="duty",
    meaning="One line of the responsibility matrix (RACI).",
    keys=(
        Key("duty", kinds.TEXT, "What is to be done.", required=True, example="Daily KPI file"),
        Key("responsible", Many(of=kinds.PERSON), "Who does it.", required=True),
        Key("accountable", kinds.PERSON, "Who answers for it: exactly one.", required=True),
        Key("consulted", Many(of=kinds.PERSON), "Who is asked before."),
        Key("informed", Many(of=kinds.PERSON), "Who is told after."),
    ),
)
