"""The agreement file as a whole."""

from concord.adapters.agreement_files.model import kinds
from concord.adapters.agreement_files.model.aims import FEEDBACK, OBJECTIVE, RECOGNITION
from concord.adapters.agreement_files.model.contract import CONTRACT
from concord.adapters.agreement_files.model.credits import CREDITS
from concord.adapters.agreement_files.model.escalation import ESCALATION
from concord.adapters.agreement_files.model.kpis import KPI
from concord.adapters.agreement_files.model.meetings import MEETING_SERIES
from concord.adapters.agreement_files.model.opening import OPENING, SETTLEMENT
from concord.adapters.agreement_files.model.people import DUTY, PERSON
from concord.adapters.agreement_files.model.places import CALENDAR, SERVICE, SITE
from concord.adapters.agreement_files.model.plans import CHANGE, CONTINUITY, EXIT
from concord.adapters.agreement_files.model.privacy import CHANNELS, PRIVACY
from concord.adapters.agreement_files.model.registers import DOCUMENT, RISKS, SUBCONTRACTOR
from concord.adapters.agreement_files.model.relief import RELIEF
from concord.adapters.agreement_files.model.reports import REPORTS
from concord.adapters.agreement_files.model.service_levels import SERVICE_LEVEL
from concord.adapters.agreement_files.model.shapes import Key, Many, Named, Shape
from concord.adapters.agreement_files.model.sources import SOURCE

AGREEMENT = Shape(
    name="agreement",
    meaning="Everything that was agreed with one partner.",
    keys=(
        Key(
            "partner",
            kinds.ID,
            "The partner's id: in figures, links and file names.",
            required=True,
        ),
        Key("name", kinds.TEXT, "As mails and reports show it.", default="the id"),
        Key("timezone", kinds.ZONE, "The partner's clock.", default="the organisation's"),
        Key(
            "calendar",
            CALENDAR,
            "The partner's holidays and working hours.",
            default="the organisation's",
        ),
        Key(
            "language",
            kinds.LANGUAGE,
            "The language of the partner's people.",
            default="the organisation's",
        ),
        Key(
            "effects_from",
            kinds.PERIOD,
            "The first period that may raise issues, mails and reports; earlier ones are history.",
            default="every period",
        ),
        Key(
            "sites",
            Named(what="site", of=SITE),
            "The places the service comes from.",
        ),
        Key(
            "services",
            Named(what="service", of=SERVICE),
            "What is bought.",
            default="one service, `default`",
        ),
        Key("people", Many(of=PERSON, or_one=False), "The partner's people, and further ones."),
        Key("contract", CONTRACT, "The paper behind it."),
        Key("sources", Named(what="source", of=SOURCE), "What is delivered."),
        Key("kpis", Named(what="KPI", of=KPI), "What is measured."),
        Key("service_levels", Many(of=SERVICE_LEVEL), "What was agreed for it."),
        Key(
            "relief",
            Many(of=RELIEF),
            "What does not count against the partner, once or by a standing rule.",
        ),
        Key("credits", Many(of=CREDITS), "What a miss is worth."),
        Key("opening", OPENING, "What stands open at a start in mid-contract."),
        Key("settlement", SETTLEMENT, "How credits are paid and disputed."),
        Key(
            "escalation",
            ESCALATION,
            "Who is told of a miss, and when.",
            default="the organisation's",
        ),
        Key("responsibilities", Many(of=DUTY, or_one=False), "Who does what, duty by duty."),
        Key("check_ins", Many(of=MEETING_SERIES), "In which meetings both sides keep in touch."),
        Key("reports", REPORTS, "Which reports go out."),
        Key("privacy", PRIVACY, "What may be known of single people."),
        Key("channels", CHANNELS, "Where people are told and asked.", later=True),
        Key(
            "subcontractors", Many(of=SUBCONTRACTOR), "Through whom the partner works.", later=True
        ),
        Key("documents", Many(of=DOCUMENT), "The papers of the relationship.", later=True),
        Key("risks", RISKS, "What may go wrong.", later=True),
        Key("changes", Many(of=CHANGE), "What is going to change.", later=True),
        Key("continuity", CONTINUITY, "How work goes on after a disaster.", later=True),
        Key("exit", EXIT, "How the work ends and is handed over.", later=True),
        Key("objectives", Many(of=OBJECTIVE), "What both sides aim at."),
        Key("feedback", Many(of=FEEDBACK), "How both sides ask each other.", later=True),
        Key("recognition", Many(of=RECOGNITION), "When congratulations are due.", later=True),
    ),
)
