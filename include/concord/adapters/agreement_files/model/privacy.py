"""Data protection, and the channels by which people are told and asked."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.shapes import Key, Many, Shape
from concord.domain.issue import IssueSeverity
from concord.domain.privacy import PersonalKpis

CHATS, TRACKERS = ("slack", "teams"), ("asana", "jira", "monday")
PRIVACY = Shape(
    name="privacy",
    meaning="What may be known of single people, and how long things are kept.",
    keys=(
        Key(
            "personal_kpis",
            kinds.word("a way", PersonalKpis),
            "How figures of single people are shown, if at all.",
            default="off",
        ),
        Key("purpose", kinds.TEXT, "What they are for; needed unless they are off."),
        Key("legal_basis", kinds.TEXT, "What allows them; needed unless they are off."),
        Key("smallest_group", kinds.COUNT, "Smaller groups are not shown.", default="5"),
        Key("keep_files", kinds.SPAN, "How long delivered files are kept.", default="for ever"),
        Key("contact", kinds.PERSON, "Who answers for data protection."),
    ),
)
DIGEST = Key("digest", kinds.TIME, "When each person gets the daily digest.", default="no digest")
QUIET_HOURS = Key("quiet_hours", kinds.HOURS, "When nothing but critical is sent.")
CHANNELS = Shape(
    name="channels",
    meaning="Where people are told and asked.",
    keys=(
        Key("task", kinds.word("a place", ("airflow",)), "Where tasks are.", default="airflow"),
        Key("chat", kinds.word("a chat", CHATS), "Where messages go."),
        Key("tracker", kinds.word("a tracker", TRACKERS), "Where follow-ups are kept."),
        DIGEST,
        Key(
            "at_once",
            Many(of=kinds.word("a severity", IssueSeverity)),
            "What does not wait for the digest.",
            default="everything",
        ),
        QUIET_HOURS,
    ),
)
BRANDING = Shape(
    name="branding",
    meaning="How reports look.",
    keys=(
        Key("colour", kinds.COLOUR, "The colour of headings."),
        Key("logo", kinds.TEXT, "A picture beside the agreements.", example="logo.png"),
        Key("footer", kinds.TEXT, "What stands under each page."),
    ),
)
