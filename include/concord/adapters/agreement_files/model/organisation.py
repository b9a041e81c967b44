"""The organisation file: the company that buys."""

from dataclasses import replace

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.conversion import CONVERSION
from concord.adapters.agreement_files.model.escalation import ESCALATION
from concord.adapters.agreement_files.model.mail_delivery import MAIL_DELIVERY
from concord.adapters.agreement_files.model.people import PERSON
from concord.adapters.agreement_files.model.places import CALENDAR
from concord.adapters.agreement_files.model.privacy import (
    BRANDING,
    CHANNELS,
    DIGEST,
    PRIVACY,
    QUIET_HOURS,
)
from concord.adapters.agreement_files.model.reports import FORMATS
from concord.adapters.agreement_files.model.shapes import Key, Many, Shape

DEFAULTS = Shape(
    name="defaults",
    meaning="What agreements take over where they say nothing.",
    keys=(
        Key("currency", kinds.CURRENCY, "The currency of services."),
        Key("completeness", kinds.PERCENT, "How complete data must be.", example="95 %"),
        Key("report_day", kinds.DAY_OF_PERIOD, "On which day reports go out."),
        Key("report_formats", Many(of=kinds.word("a format", FORMATS)), "In which formats."),
    ),
)
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
        Key("conversion", CONVERSION, "One currency in which portfolios are shown as well."),
        Key("delivery", MAIL_DELIVERY, "From where mail goes out, and to which addresses."),
        Key("defaults", DEFAULTS, "What agreements take over where they say nothing.", later=True),
        Key("privacy", PRIVACY, "What may be known of single people."),
        Key("channels", CHANNELS, "Where people are told and asked.", later=True),
        Key("branding", BRANDING, "Colours and logo of reports.", later=True),
        replace(QUIET_HOURS, later=True),
        replace(DIGEST, later=True),
    ),
)
