"""The organisation file: the company that buys."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.escalation import ESCALATION
from concord.adapters.agreement_files.model.people import PERSON
from concord.adapters.agreement_files.model.places import CALENDAR
from concord.adapters.agreement_files.model.shapes import Key, Many, Shape

ORGANISATION = Shape(
    name="organisation",
    meaning="The company that buys, in `organisation.yaml` beside the agreements.",
    keys=(
        Key("name", kinds.TEXT, "As mails and reports show it.", default="Client"),
        Key("timezone", kinds.ZONE, "Its clock.", default="UTC"),
        Key("calendar", CALENDAR, "Its holidays and working hours.", default="weekends"),
        Key("language", kinds.LANGUAGE, "Its people's language.", default="en"),
        Key("sender", kinds.MAIL, "From whom mails come.", default="concord@localhost"),
        Key("people", Many(of=PERSON, or_one=False), "The client's people."),
        Key(
            "escalation",
            ESCALATION,
            "Who is told of a miss, where an agreement does not say.",
            default="standard",
        ),
        *(
            Key(name, kinds.TEXT, meaning, later=True)
            for name, meaning in (
                ("defaults", "What agreements take over where they say nothing."),
                ("branding", "Colours and logo of reports."),
                ("quiet_hours", "When nothing but critical is sent."),
                ("digest", "When each person gets the daily digest."),
            )
        ),
    ),
)
