"""What was left out of an outcome, and what it was made of, in the JSON of `concord try`."""

from __future__ import annotations

from concord.domain.kpi import as_text
from concord.domain.quantity import Direction, Target
from concord.domain.service_level import CountedDays, Exclusion, Outcome, TargetPart

Json = dict[str, object]


def basis(outcome: Outcome) -> Json:
    """Return what was left out; where there are, the days counted and the target's parts."""
    days = {} if outcome.days is None else {"days": _days(outcome.days)}
    parts = [_part(part) for part in outcome.target_parts]
    return {
        "excluded": [_exclusion(each) for each in outcome.excluded],
        **days,
        **({"target_parts": parts} if parts else {}),
    }


def target_json(target: Target) -> str | list[str | None] | None:
    """Return the agreed figure, both ends of a range."""
    if target.direction is Direction.WITHIN:
        return [as_text(target.limit), as_text(target.top)]
    return as_text(target.limit)


def _exclusion(excluded: Exclusion) -> Json:
    return {
        "id": excluded.relief,
        "cause": excluded.cause,
        "dropped": excluded.drops,
        "state": excluded.state,
        "approved_by": excluded.approved_by,
        "evidence": excluded.evidence,
        "dates": [day.isoformat() for day in excluded.days],
        "days": len(excluded.days),
        "rows": excluded.rows,
        "value_without": as_text(excluded.value_without),
    }


def _days(days: CountedDays) -> Json:
    return {
        "target": target_json(days.target),
        "direction": days.target.direction,
        "counted": days.counted,
        "good": days.good,
        "failed": [
            {"day": each.day.isoformat(), "value": as_text(each.value)} for each in days.failed
        ],
    }


def _part(part: TargetPart) -> Json:
    return {"since": part.since.isoformat(), "days": part.days, "target": target_json(part.target)}
