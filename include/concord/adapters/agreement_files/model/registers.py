"""Registers of the relationship: subcontractors, documents and risks."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.shapes import Key, Many, Shape
from concord.domain.relationship import WORST

DOCUMENT_KINDS = (
    *("contract", "statement_of_work", "procedure", "plan", "policy", "certificate", "other"),
)
SUBCONTRACTOR = Shape(
    name="subcontractor",
    meaning="Somebody through whom the partner delivers.",
    keys=(
        Key("name", kinds.TEXT, "Its name.", required=True, example="Cebu Staffing Inc."),
        Key("does", kinds.TEXT, "What it does for the partner.", example="Night shift"),
        Key("sites", Many(of=kinds.SITE), "At which sites."),
        Key("services", Many(of=kinds.SERVICE), "For which services."),
        Key("consent", kinds.DAY, "The day on which the client agreed to it."),
        Key("flow_down", Many(of=kinds.TEXT), "The duties that the partner must hand on."),
        Key("contact", kinds.PERSON, "Who answers for it on the partner's side."),
        Key("review", kinds.DAY, "When it is looked at next."),
        Key("from", kinds.DAY, "The first day of its work."),
        Key("until", kinds.DAY, "The last day of its work."),
    ),
)
DOCUMENT = Shape(
    name="document",
    meaning="A paper of the relationship, with its version and who keeps it.",
    keys=(
        Key("id", kinds.ID, "Its name in lists.", required=True, example="security-policy"),
        Key("name", kinds.TEXT, "Its title.", default="the id"),
        Key("kind", kinds.word("a kind", DOCUMENT_KINDS), "What it is.", default="other"),
        Key("owner", kinds.PERSON, "Who keeps it."),
        Key("version", kinds.TEXT, "Its version in force.", example="1.4"),
        Key("where", kinds.TEXT, "Where it is kept.", example="Contracts/Northwind"),
        Key("review", kinds.DAY, "When it is reviewed next."),
        Key("review_every", kinds.SPAN, "How often it is reviewed.", example="1 year"),
        Key("read_by", Many(of=kinds.PERSON), "Who must confirm having read it."),
    ),
)
RISK = Shape(
    name="risk",
    meaning="What may go wrong, how likely and how bad it is, and who looks after it.",
    keys=(
        Key("id", kinds.ID, "Its name in lists.", required=True, example="typhoon"),
        Key("what", kinds.TEXT, "What may go wrong.", required=True),
        Key("likelihood", kinds.COUNT, f"How likely it is, from 1 to {WORST}.", required=True),
        Key("impact", kinds.COUNT, f"How bad it is, from 1 to {WORST}.", required=True),
        Key("owner", kinds.PERSON, "Who looks after it.", required=True),
        Key("mitigation", kinds.TEXT, "What is done about it."),
        Key("review", kinds.DAY, "When it is looked at next."),
        Key("shared", kinds.FLAG, "Whether the partner may see it.", default="false"),
    ),
)
RISKS = Shape(
    name="risk register",
    meaning="The risks of the relationship, and how much of them is borne.",
    keys=(
        Key(
            "appetite",
            kinds.COUNT,
            "The highest likelihood times impact that is borne without escalation.",
            example="12",
        ),
        Key("register", Many(of=RISK), "The risks.", required=True),
    ),
)
