"""The contract: its term, notice, renewal, reviews, amendments and dated obligations."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.places import CALENDAR
from concord.adapters.agreement_files.model.shapes import Key, Many, Shape
from concord.domain.contract import EvidenceKind

NOTICE = Shape(
    name="notice",
    meaning="How notice must be given to end the contract at the end of its term.",
    keys=(
        Key("period", kinds.SPAN, "How long before the term's end.", required=True),
        Key(
            "reading",
            kinds.word("a reading", ("ordinary", "clear_days", "clear days")),
            "`clear days` counts neither the day of notice nor the last day of the term.",
            default="ordinary",
        ),
        Key("deemed_receipt", kinds.SPAN, "After how long notice counts as received."),
        Key("receipt_calendar", CALENDAR, "The recipient's calendar.", default="the client's"),
        Key("to", kinds.PERSON, "Who must receive it."),
        Key("form", kinds.TEXT, "In which form.", example="registered post"),
    ),
)
RENEWAL = Shape(
    name="renewal",
    meaning="What happens at the end of the term when nobody gives notice.",
    keys=(
        Key("automatic", kinds.FLAG, "Whether the contract renews by itself.", default="false"),
        Key("for", kinds.SPAN, "For how long; needed when it renews.", example="12 months"),
        Key("uplift", kinds.PERCENT, "By how much the charges rise with it.", example="3 %"),
    ),
)
REVIEWS = Shape(
    name="reviews",
    meaning="When the contract itself is reviewed.",
    keys=(
        Key("every", kinds.SPAN, "How often, counted from the start.", example="6 months"),
        Key("dates", Many(of=kinds.DAY), "Days of their own, instead or besides."),
        Key("lead", kinds.SPAN, "How long before it is announced.", default="30 days"),
    ),
)
AMENDMENT = Shape(
    name="amendment",
    meaning="A signed change of the contract, which revisions of terms refer to.",
    keys=(
        Key("id", kinds.TEXT, "Its number.", required=True, example="A-3"),
        Key("signed", kinds.DAY, "When it was signed."),
        Key("effective", kinds.DAY, "From when it holds."),
        Key("what", kinds.TEXT, "What it changes.", example="Phone target 82 %"),
    ),
)
OBLIGATION = Shape(
    name="obligation",
    meaning="Something that one side owes by a day, once or again and again.",
    keys=(
        Key("id", kinds.ID, "Its name in decisions and reminders.", required=True),
        Key("what", kinds.TEXT, "What is owed.", required=True),
        Key("due", kinds.DAY, "By when, the first time.", required=True),
        Key("every", kinds.SPAN, "How often it comes again.", example="1 year"),
        Key("owner", kinds.PERSON, "Who owes it, on either side.", required=True),
        Key(
            "evidence",
            kinds.word("evidence", EvidenceKind),
            "What shows that it is done.",
            default="none",
        ),
        Key("verified_by", kinds.PERSON, "Who looks at the evidence."),
    ),
)
CONTRACT = Shape(
    name="contract",
    meaning="The paper behind the agreement.",
    keys=(
        Key("reference", kinds.TEXT, "Its number.", required=True, example="MSA-2024-017"),
        Key("start", kinds.DAY, "The first day of the term.", required=True),
        Key("end", kinds.DAY, "The last day of the term.", required=True),
        Key("notice", NOTICE, "How it is ended."),
        Key("renewal", RENEWAL, "What happens otherwise."),
        Key("owner", kinds.PERSON, "Who is reminded of its dates."),
        Key("backup_owner", kinds.PERSON, "Who is reminded when the owner is not there."),
        Key("year_starts", kinds.MONTH_DAY, "When the contract year begins.", default="01-01"),
        Key("reviews", REVIEWS, "When it is reviewed."),
        Key("amendments", Many(of=AMENDMENT), "What was changed since."),
        Key("obligations", Many(of=OBLIGATION), "What falls due under it."),
    ),
)
