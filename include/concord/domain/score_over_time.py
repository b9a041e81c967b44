"""Scores over time: of one month, and over a quarter, a year or any months, by service too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.period import MeasurementPeriod, PeriodLength
from concord.domain.score import Score, overall_score
from concord.domain.service_level import Outcome
from concord.domain.trend import HISTORY_LENGTH, Course, course_of_distances


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanScore:
    """The mean of the scores of those months that have one, each weighing the same.

    `value` is from 0 to 100, None when no month has a score.  `months` are those that have
    one, of the `of` that were asked for.  `unscored` names the service levels that had no data in
    some of the months: their weights were spread over the others there.
    """

    value: Fraction | None
    months: tuple[MeasurementPeriod, ...]
    of: int
    unscored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyScores:
    """The scores of a partner, or of one of its services, month by month."""

    scores: Mapping[MeasurementPeriod, Score]

    @property
    def months(self) -> frozenset[MeasurementPeriod]:
        """The months that have a score."""
        return frozenset(month for month, score in self.scores.items() if score.value is not None)

    def of(self, month: MeasurementPeriod) -> Score:
        """Return the score of one month; an empty one where nothing is known of it."""
        return self.scores.get(month, _NO_SCORE)

    @property
    def course(self) -> Course | None:
        """Whither the scores of the last twelve months that have one move."""
        known = [self.scores[month].value for month in sorted(self.months)[-HISTORY_LENGTH:]]
        return course_of_distances([-value for value in known if value is not None], _WHOLE)

    def over(self, months: Sequence[MeasurementPeriod]) -> SpanScore:
        """Return the score over several months."""
        found = {month: self.of(month) for month in months}
        values = {m: score.value for m, score in found.items() if score.value is not None}
        unscored = (level for month in values for level in found[month].unscored)
        return SpanScore(
            value=sum(values.values(), Fraction(0)) / len(values) if values else None,
            months=tuple(values),
            of=len(found),
            unscored=tuple(dict.fromkeys(unscored)),
        )


_WHOLE = Fraction(100)
_NO_SCORE = Score(value=None, unscored=())


def monthly_scores(
    agreement: Agreement, assessments: Iterable[Assessment], service: str | None = None
) -> MonthlyScores:
    """Return the scores of the partner, or of one service, in every month with outcomes."""
    outcomes = (outcome for assessment in assessments for outcome in assessment.outcomes)
    return scores_of(agreement, outcomes, service)


def scores_of(
    agreement: Agreement, outcomes: Iterable[Outcome], service: str | None = None
) -> MonthlyScores:
    """Return the scores that outcomes come to, month by month.

    A shorter or longer period counts in the month in which it ends.
    """
    levels = [
        level for level in agreement.service_levels if service is None or level.service == service
    ]
    by_month: dict[MeasurementPeriod, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_month[_month_of(outcome.period)].append(outcome)
    return MonthlyScores(
        scores={month: overall_score(levels, by_month[month]) for month in sorted(by_month)}
    )


def _month_of(period: MeasurementPeriod) -> MeasurementPeriod:
    return MeasurementPeriod.containing(period.end, PeriodLength.MONTH)


def months_of_span(period: MeasurementPeriod) -> tuple[MeasurementPeriod, ...]:
    """Return the months that end in a period, such as the three of a quarter."""
    month = MeasurementPeriod.containing(period.start, PeriodLength.MONTH)
    months = []
    while month.end <= period.end:
        months.append(month)
        month = month.next()
    return tuple(months)
