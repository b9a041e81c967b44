"""Reports: who gets which, when and in which formats."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.shapes import Key, Many, Shape

FORMATS = ("mail", "xlsx", "pdf", "json")
MONTHLY = Shape(
    name="report",
    meaning="One report that is compiled and mailed by itself.",
    keys=(
        Key("to", Many(of=kinds.PERSON), "Who gets it.", required=True, example="[kim, joel]"),
        Key(
            "formats",
            Many(of=kinds.word("a format", FORMATS)),
            "In which formats.",
            default="[mail, xlsx]",
        ),
        Key(
            "day",
            kinds.DAY_OF_PERIOD,
            "On which day after the period.",
            default="6th business day",
        ),
        Key("approve", kinds.PERSON, "Who must approve it before it goes out.", later=True),
        Key(
            "if_not_approved",
            kinds.word("a rule", ("hold", "send")),
            "What happens without an answer.",
            default="hold",
            later=True,
        ),
        Key("languages", Many(of=kinds.LANGUAGE), "In which languages.", later=True),
    ),
)
REPORTS = Shape(
    name="reports",
    meaning="The reports of this agreement.",
    keys=(
        Key("monthly", MONTHLY, "The monthly report."),
        *(
            Key(name, MONTHLY, f"The {name.replace('_', '-')} report.", later=True)
            for name in (
                "daily",
                "weekly",
                "quarterly",
                "annual",
                "portfolio",
                "sponsor",
                "stand_up",
            )
        ),
    ),
)
