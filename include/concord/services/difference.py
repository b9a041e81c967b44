"""A figure that differs from the one kept by hand, with all that is needed to find out why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from concord.domain.agreement import Agreement
from concord.domain.hand_figure import HandFigure
from concord.domain.kpi import Kpi, Measurement
from concord.domain.period import MeasurementPeriod
from concord.domain.source import Source
from concord.domain.submission import Submission
from concord.ports import ObservationFile, Observations, RowEvidence
from concord.services.record_submission import observation_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A figure that differs, with all that the tries need: theirs, ours, and the rows behind."""

    agreement: Agreement
    hand: HandFigure
    ours: Measurement
    value: Fraction
    others: Sequence[Measurement]
    submissions: Sequence[Submission]
    observations: Observations
    evidence: RowEvidence

    @property
    def kpi(self) -> Kpi:
        """The KPI in question."""
        return self.agreement.kpi(self.ours.kpi)

    @property
    def source(self) -> Source:
        """Where it is measured from."""
        return self.agreement.source(self.kpi.source)

    @property
    def delivered(self) -> tuple[Submission, ...]:
        """The usable files of the source, in order of arrival."""
        own = (s for s in self.submissions if s.source == self.source.id)
        return tuple(s for s in own if observation_file(s) is not None)

    @property
    def files(self) -> tuple[ObservationFile, ...]:
        """The stored rows of those files."""
        found = (observation_file(s) for s in self.delivered)
        return tuple(file for file in found if file is not None)

    def fits(self, value: Fraction | None) -> bool:
        """Say whether a figure reads as theirs does."""
        return value is not None and self.hand.written.is_shown_by(value)

    def measured(
        self, kpi: Kpi, periods: Sequence[MeasurementPeriod], *by: str
    ) -> tuple[Measurement, ...]:
        """Return a KPI for the part in question, split `by` further columns."""
        names = (*(name for name, _ in self.ours.dimension), *by)
        grouped = replace(kpi, by=(names,) if names else ())
        found = self.observations.measure(grouped, self.source, self.files, periods)
        return tuple(
            m
            for m in found
            if len(m.dimension) == len(names)
            and m.dimension[: len(self.ours.dimension)] == self.ours.dimension
        )
