"""Relief: what does not count against the partner, once or by a standing rule."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.shapes import Either, Key, Many, Shape
from concord.domain.relief import Drops, ReliefCause

_SHARED = (
    Key("id", kinds.ID, "Its name in outcomes and reports.", required=True, example="outage"),
    Key(
        "service_levels",
        Many(of=kinds.SERVICE_LEVEL),
        "Which service levels it relieves.",
        default="all",
    ),
    Key("cause", kinds.word("a cause", ReliefCause), "Why it does not count.", required=True),
    Key(
        "approved_by",
        kinds.PERSON,
        "Who of the client approved it; without that nothing is left out.",
    ),
    Key(
        "approved_on",
        kinds.DAY,
        "When it was approved; whoever did must be there on that day.",
        example="2026-10-16",
    ),
    Key("evidence", kinds.TEXT, "Where to look it up.", example="INC-88121"),
)
_DROPS = Key(
    "drops",
    kinds.word("what is left out", Drops),
    "What is left out: `rows` or `hours` within it, every `day` that it touches, or every "
    "`period` that it touches, which is then neither met nor missed. Rows without a time of day "
    "are left out with the whole of their day.",
    default="day",
)
EVENT = Shape(
    name="relief event",
    meaning="Something that happened once.",
    keys=(
        *_SHARED,
        Key(
            "from",
            Either(ways=(kinds.MOMENT, kinds.DAY)),
            "When it began, on the agreement's clock; a date means its first minute, and two "
            "dates whole days as the source cuts them.",
            required=True,
        ),
        Key(
            "to",
            Either(ways=(kinds.MOMENT, kinds.DAY)),
            "When it was over; a date means its last minute.",
            required=True,
        ),
        _DROPS,
    ),
)
STANDING = Shape(
    name="standing relief",
    meaning="A window that comes round, such as maintenance.",
    keys=(
        *_SHARED,
        Key(
            "every",
            kinds.RECURRENCE,
            "On which days.",
            required=True,
            example="week on Sunday",
        ),
        Key(
            "when",
            kinds.HOURS,
            "From when to when, on the agreement's clock; all day is a day as the source cuts it.",
            default="all day",
            example='"02:00-06:00"',
        ),
        Key("from", kinds.DAY, "The first day it holds.", default="from the start"),
        Key("until", kinds.DAY, "The last day it holds.", default="open"),
        Key(
            "drops",
            _DROPS.of,
            _DROPS.meaning,
            default="hours",
        ),
    ),
)
RELIEF = Either(ways=(EVENT, STANDING))
