"""Everything about a relationship that was agreed beside contract, figures and meetings."""

from __future__ import annotations

from dataclasses import dataclass, field

from concord.domain.relationship.aims import FeedbackRound, Objective, Recognition
from concord.domain.relationship.plans import ContinuityPlan, ExitPlan, PlannedChange
from concord.domain.relationship.registers import Document, RiskRegister, Subcontractor


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """What both sides look after together; all of it is empty where nothing was said."""

    subcontractors: tuple[Subcontractor, ...] = ()
    documents: tuple[Document, ...] = ()
    risks: RiskRegister = field(default_factory=RiskRegister)
    changes: tuple[PlannedChange, ...] = ()
    continuity: ContinuityPlan | None = None
    exit: ExitPlan | None = None
    objectives: tuple[Objective, ...] = ()
    feedback: tuple[FeedbackRound, ...] = ()
    recognition: tuple[Recognition, ...] = ()
