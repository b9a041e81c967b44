"""The JSON of `concord read`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from concord.domain.kpi import Measurement, as_text
from concord.domain.notation import shown
from concord.domain.reading.layout import ColumnPlace, Layout, Sample
from concord.services.read_workbook import Reading, SourceMatch, WorkbookRead

SCHEMA = "concord.read/1"

Json = dict[str, object]


def document(read: WorkbookRead) -> Json:
    """Return the whole document; what stands in the file is shown without hidden characters."""
    return {
        "schema": SCHEMA,
        "file": shown(read.file),
        "sha256": read.landed.sha256,
        "size": read.landed.size,
        "sources": [_match(match) for match in read.matches],
        "readings": [_reading(reading) for reading in read.readings],
    }


def _match(match: SourceMatch) -> Json:
    return {
        "source": match.source.id,
        "files": match.source.files.text,
        "matches": match.matches,
        "period": None if match.period is None else str(match.period),
    }


def _reading(reading: Reading) -> Json:
    result = reading.result
    return {
        "source": reading.source.id,
        "period_in_name": None if reading.named is None else str(reading.named),
        "period": None if result.period is None else str(result.period),
        "verdict": result.verdict,
        "rows_read": result.rows_read,
        "rows_accepted": result.rows_accepted,
        **_layout(reading.layout),
        "findings": [asdict(finding) for finding in result.findings],
        "figures": [_figure(figure) for figure in reading.figures],
    }


def _layout(layout: Layout | None) -> Json:
    if layout is None:
        return {
            "sheet": None,
            "header_row": None,
            "columns": [],
            "columns_not_read": [],
            "totals_rows": [],
            "rows": [],
        }
    names = [column.name for column in layout.columns]
    return {
        "sheet": None if layout.sheet is None else shown(layout.sheet),
        "header_row": layout.header_row,
        "columns": [_column(column) for column in layout.columns],
        "columns_not_read": [
            {"column": unread.place, "header": shown(unread.header)} for unread in layout.unread
        ],
        "totals_rows": [asdict(row) for row in layout.totals],
        "rows": [{"row": row.row, "values": _values(names, row.values)} for row in layout.rows],
    }


def _values(names: list[str], values: tuple[str | None, ...]) -> Mapping[str, str | None]:
    pairs = zip(names, values, strict=True)
    return {name: None if value is None else shown(value) for name, value in pairs}


def _column(column: ColumnPlace) -> Json:
    return {
        "name": column.name,
        "type": column.type,
        "wanted": list(column.wanted),
        "required": column.required,
        "column": column.place,
        "header": None if column.header is None else shown(column.header),
        "sample": None if column.sample is None else _sample(column.sample),
    }


def _sample(sample: Sample) -> Json:
    return {
        "where": shown(sample.where),
        "kind": sample.kind,
        "raw": shown(sample.raw),
        "number_format": shown(sample.number_format),
        "value": None if sample.value is None else shown(sample.value),
    }


def _figure(figure: Measurement) -> Json:
    return {
        "kpi": figure.kpi,
        "value": as_text(figure.value),
        "numerator": as_text(figure.numerator),
        "denominator": as_text(figure.denominator),
        "unit": figure.unit,
    }
