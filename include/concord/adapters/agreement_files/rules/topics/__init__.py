"""What each rule means, part by part of an agreement."""

from concord.adapters.agreement_files.rules.topics.document import DOCUMENT

__all__ = ["TOPICS"]

TOPICS = (DOCUMENT,)
