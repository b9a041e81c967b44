"""The rules by which agreement files are found wrong, each with an example that is tried."""

from concord.adapters.agreement_files.rules.rule import Rule
from concord.adapters.agreement_files.rules.topics import TOPICS

__all__ = ["RULES", "TOPICS", "Rule"]

RULES = {rule.id: rule for topic in TOPICS for rule in topic.rules}
