"""Accepted rows in Parquet files, asked for figures by DuckDB."""

from concord.adapters.duckdb_observations.column_totals import DuckDbReadFigures
from concord.adapters.duckdb_observations.evidence import DuckDbRowEvidence
from concord.adapters.duckdb_observations.observations import DuckDbObservations

__all__ = ["DuckDbObservations", "DuckDbReadFigures", "DuckDbRowEvidence"]
