"""The relationship: registers, plans and aims that both sides look after together."""

from concord.domain.relationship.agreed import Relationship
from concord.domain.relationship.aims import FeedbackRound, Objective, Occasion, Recognition
from concord.domain.relationship.plans import (
    ChangeKind,
    ChangeStep,
    ContinuityPlan,
    ExitPlan,
    PlannedChange,
)
from concord.domain.relationship.registers import (
    WORST,
    Document,
    Risk,
    RiskRegister,
    Subcontractor,
)

__all__ = [
    "WORST",
    "ChangeKind",
    "ChangeStep",
    "ContinuityPlan",
    "Document",
    "ExitPlan",
    "FeedbackRound",
    "Objective",
    "Occasion",
    "PlannedChange",
    "Recognition",
    "Relationship",
    "Risk",
    "RiskRegister",
    "Subcontractor",
]
