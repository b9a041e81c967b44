"""Check-ins: the series of meetings in which both sides keep in touch."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.shapes import Key, Many, Shape

MEETING_SERIES = Shape(
    name="meeting series",
    meaning="Meetings that come round. A date that is a day off on either side rolls to the "
    "following day on which both work.",
    keys=(
        Key(
            "series",
            kinds.TEXT,
            "Its name, unlike that of any other series.",
            required=True,
            example="operations review",
        ),
        Key(
            "every",
            kinds.RECURRENCE,
            "How often, on which day and at what time.",
            required=True,
            example="week on Tuesday 10:00",
        ),
        Key(
            "day",
            kinds.DAY_OF_PERIOD,
            "On which day of the period, if `every` does not say so.",
            example="15th business day",
        ),
        Key(
            "at",
            kinds.TIME,
            "At what time, if `every` does not say so.",
            default="the day alone is agreed",
        ),
        Key("timezone", kinds.ZONE, "On whose clock.", default="the organisation's"),
        Key("length", kinds.DURATION, "How long.", default="1 hour", example="45 min"),
        Key(
            "attend",
            Many(of=kinds.ROLE),
            "Which roles take part, on both sides.",
            required=True,
            example="[operations_manager, vendor_manager]",
        ),
        Key("quorum", Many(of=kinds.ROLE), "The roles without which it is not held."),
        Key("where", kinds.TEXT, "Place or service: a room, teams, meet, zoom.", example="teams"),
        Key("agenda", kinds.TEXT, "What the agenda follows.", example="qbr"),
        Key(
            "pack_before",
            kinds.SPAN,
            "How long before it the agenda pack goes out.",
            default="no pack",
            example="3 business days",
        ),
        Key("minutes", kinds.FLAG, "Whether minutes are kept.", default="true"),
        Key(
            "starts",
            kinds.DAY,
            "The day from which rounds are counted; none is held before.",
            default="the calendar's own weeks and months",
        ),
        Key("until", kinds.DAY, "The last day on which it may be held."),
    ),
)
