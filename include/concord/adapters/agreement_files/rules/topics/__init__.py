"""What each rule means, part by part of an agreement."""

from concord.adapters.agreement_files.rules.topics.contract import CONTRACT
from concord.adapters.agreement_files.rules.topics.credits import CREDITS
from concord.adapters.agreement_files.rules.topics.delivery import DELIVERY
from concord.adapters.agreement_files.rules.topics.document import DOCUMENT
from concord.adapters.agreement_files.rules.topics.files import FILES
from concord.adapters.agreement_files.rules.topics.layout import LAYOUT
from concord.adapters.agreement_files.rules.topics.levels import LEVELS
from concord.adapters.agreement_files.rules.topics.levels_over_time import LEVELS_OVER_TIME
from concord.adapters.agreement_files.rules.topics.mail import MAIL
from concord.adapters.agreement_files.rules.topics.measures import MEASURES
from concord.adapters.agreement_files.rules.topics.meetings import MEETINGS
from concord.adapters.agreement_files.rules.topics.money import MONEY
from concord.adapters.agreement_files.rules.topics.people import PEOPLE
from concord.adapters.agreement_files.rules.topics.privacy import PRIVACY
from concord.adapters.agreement_files.rules.topics.relationship import RELATIONSHIP
from concord.adapters.agreement_files.rules.topics.roles import ROLES
from concord.adapters.agreement_files.rules.topics.values import VALUES
from concord.adapters.agreement_files.rules.topics.words import WORDS

__all__ = ["TOPICS"]

TOPICS = (
    FILES,
    DOCUMENT,
    WORDS,
    VALUES,
    PEOPLE,
    ROLES,
    CONTRACT,
    MEETINGS,
    DELIVERY,
    LAYOUT,
    MEASURES,
    LEVELS,
    LEVELS_OVER_TIME,
    MONEY,
    CREDITS,
    RELATIONSHIP,
    PRIVACY,
    MAIL,
)
