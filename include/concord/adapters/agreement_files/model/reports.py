"""Reports: who gets which, when and in which formats."""

from dataclasses import replace

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.shapes import Key, Many, Shape
from concord.domain.report_kind import ReportKind

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
FURTHER = Shape(
    name="further report",
    meaning="One report beside the monthly one.",
    keys=(*MONTHLY.keys[:3], replace(MONTHLY.by_name["approve"], later=False)),
)
REPORTS = Shape(
    name="reports",
    meaning="The reports of this agreement.",
    keys=(
        Key("monthly", MONTHLY, "The monthly report."),
        *(
            Key(kind.value, FURTHER, f"The {kind.words} report.", later=True)
            for kind in ReportKind
        ),
    ),
)
