"""The JSON of `concord explain`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC

from concord.cli.forecast_json import forecast_json
from concord.cli.outcome_json import basis
from concord.domain.agreement import Agreement
from concord.domain.completeness import MissingCell
from concord.domain.delivery_record import DeliveryRecord
from concord.domain.derivation import Derivation, LevelDerivation, NoFigure
from concord.domain.evidence import EvidenceRow, findings_on
from concord.domain.kpi import Dimension, as_text
from concord.domain.notation import figure, shown
from concord.domain.quantity import Direction, Target
from concord.domain.service_level import Rounding, Terms
from concord.domain.submission import Submission
from concord.services.explain import Asked

SCHEMA = "concord.explain/1"
FIRST_ROWS = 20

Json = dict[str, object]


def document(agreement: Agreement, found: Derivation, *, all_rows: bool) -> Json:
    """Return the whole derivation; what stands in files is shown without hidden characters."""
    measured = found.measured
    value = None if measured is None else measured.value
    return {
        "schema": SCHEMA,
        "kpi": found.kpi.id,
        "name": found.kpi.name,
        "period": str(found.period),
        "dimension": _dimension(found.dimension),
        "unit": found.kpi.unit,
        "value": as_text(value),
        "shown": figure(value, found.kpi.unit),
        "is_current": found.is_current,
        "agreement": {"computed_under": found.agreement, "now": agreement.version},
        "expressions": [
            {"role": term.role, "expression": term.text, "value": as_text(term.value)}
            for term in found.terms
        ],
        **_rows(found, all_rows=all_rows),
        "superseded": [
            {
                **asdict(cell),
                "old": _text(cell.old),
                "new": _text(cell.new),
                "key": shown(cell.key),
            }
            for cell in found.superseded
        ],
        "deliveries": [_delivery(record) for record in found.deliveries],
        "files": [_file(file) for file in found.used],
        "files_not_used": [_file(file) for file in found.unused],
        "service_levels": [_level(level) for level in found.levels],
    }


def without_figure(asked: Asked, found: NoFigure) -> Json:
    """Return what there is where the figure asked for does not exist."""
    return {
        "schema": SCHEMA,
        "kpi": found.kpi,
        "period": str(asked.period),
        "dimension": _dimension(asked.dimension),
        "error": "no-such-figure" if found.is_declared else "no-such-kpi",
        "nearest_kpis": list(found.nearest),
        "periods_with_figures": [str(period) for period in found.periods],
        "dimensions_in_period": [_dimension(dimension) for dimension in found.dimensions],
    }


def _dimension(dimension: Dimension) -> Json:
    return {name: shown(value) for name, value in dimension}


def _rows(found: Derivation, *, all_rows: bool) -> Json:
    most = None if all_rows else FIRST_ROWS
    return {
        "rows_counted": len(found.counted),
        "rows": [_row(row) for row in found.counted[:most]],
        "rows_left_out_count": len(found.left_out),
        "rows_left_out": [_left_out(row, found.used) for row in found.left_out[:most]],
    }


def _row(row: EvidenceRow) -> Json:
    return {
        "sha256": row.sha256,
        "sheet": _text(row.sheet),
        "row": row.row,
        "values": {name: _text(value) for name, value in row.values},
    }


def _left_out(row: EvidenceRow, files: Sequence[Submission]) -> Json:
    findings = next((file.findings for file in files if file.sha256 == row.sha256), ())
    return {**_row(row), "findings": [asdict(f) for f in findings_on(row, findings)]}


def _text(value: str | None) -> str | None:
    return None if value is None else shown(value)


def _delivery(record: DeliveryRecord) -> Json:
    return {
        "source": record.source,
        "period": str(record.period),
        "due": record.due and record.due.astimezone(UTC).isoformat(),
        "came": record.came and record.came.arrived.astimezone(UTC).isoformat(),
        "file": record.came and shown(record.came.file),
        "first_file": record.first and shown(record.first.file),
        "is_punctual": record.is_punctual,
        "is_right_first": record.is_right_first,
    }


def _file(file: Submission) -> Json:
    return {
        "file": shown(file.file),
        "sha256": file.sha256,
        "arrived": file.arrived.astimezone(UTC).isoformat(),
        "verdict": file.verdict,
        "rows_read": file.rows_read,
        "rows_accepted": file.rows_accepted,
        "findings": [asdict(finding) for finding in file.findings],
    }


def _level(derived: LevelDerivation) -> Json:
    level, outcome = derived.level, derived.outcome
    minimum = level.minimum_volume
    return {
        "service_level": level.id,
        "in_force": None if derived.terms is None else _terms(derived.terms),
        "rounding": None if level.rounding is None else _rounding(level.rounding),
        "minimum_volume": None if minimum is None else as_text(minimum.amount),
        "minimum_volume_of": None if minimum is None else minimum.column,
        "required_completeness": as_text(level.required_completeness),
        "is_rated": outcome is not None,
        "value": outcome and as_text(outcome.value),
        "compared_value": outcome and as_text(outcome.compared_value),
        "volume": outcome and as_text(outcome.volume),
        "completeness": outcome and as_text(outcome.completeness),
        "missing_cells": [_missing(cell) for cell in derived.missing],
        "outcome": outcome and outcome.kind,
        "band": outcome and outcome.band,
        "points": outcome and as_text(outcome.points),
        "repeat": outcome and outcome.repeat,
        **({"excluded": []} if outcome is None else basis(outcome)),
        "forecast": None if derived.forecast is None else forecast_json(derived.forecast),
    }


def _terms(terms: Terms) -> Json:
    return {
        "since": terms.since.isoformat(),
        "amendment": terms.amendment or None,
        "target": _target(terms.target),
        "direction": terms.target.direction,
        "share_of_days": as_text(terms.share_of_days),
        "applies": terms.applies,
        "bands": [{"name": b.name, "edge": as_text(b.edge)} for b in terms.bands.steps],
        "beyond": terms.bands.beyond,
    }


def _target(target: Target) -> str | list[str | None] | None:
    if target.direction is Direction.WITHIN:
        return [as_text(target.limit), as_text(target.top)]
    return as_text(target.limit)


def _rounding(rounding: Rounding) -> Json:
    return {"places": rounding.places, "mode": rounding.mode}


def _missing(cell: MissingCell) -> Json:
    return {
        "day": None if cell.day is None else cell.day.isoformat(),
        "values": _dimension(cell.values),
        "came_unreadable": cell.unreadable,
    }
