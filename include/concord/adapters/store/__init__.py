"""Concord's own database: one SQLite file by default, PostgreSQL beyond one machine."""

from concord.adapters.store.sql_store import SqlStore, SqlTransaction

__all__ = ["SqlStore", "SqlTransaction"]
