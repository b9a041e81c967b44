"""Kinds of columns: texts, moments, counts, and the keys of rows below others."""

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    Text,
    TypeDecorator,
)
from sqlalchemy.types import TypeEngine

PLAIN_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


class Words(TypeDecorator[str]):
    """Text as people and programs write it.

    What a database cannot hold, NUL and lone surrogates, is kept as its visible escape.
    """

    impl = PLAIN_TEXT
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 -- the signature is SQLAlchemy's
        """Return the text as it is stored."""
        if value is None:
            return None
        return value.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")


class Moment(TypeDecorator[datetime]):
    """A moment, kept in UTC; a time without a zone is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime]:
        """Return the type that the database has for it."""
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 -- the signature is SQLAlchemy's
        """Return the moment in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"{value} has no time zone"
            raise ValueError(message)
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 -- the signature is SQLAlchemy's
        """Return the moment with its zone, which SQLite does not keep."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def words(name: str, *, null: bool = False, key: bool = False) -> Column[str]:
    """Return a text column."""
    return Column(name, Words, nullable=null, primary_key=key)


def texts(*names: str, null: bool = False, key: bool = False) -> tuple[Column[str], ...]:
    """Return several text columns of one kind."""
    return tuple(words(name, null=null, key=key) for name in names)


def count(name: str) -> Column[int]:
    """Return a column of whole numbers."""
    return Column(name, BigInteger, nullable=False)


def moment(name: str, *, null: bool = False) -> Column[datetime]:
    """Return a column of moments."""
    return Column(name, Moment, nullable=null)


def parent(table: str) -> Column[int]:
    """Return the key of the row that this one belongs to."""
    return Column(f"{table}_id", Integer, ForeignKey(f"{table}.id"), primary_key=True)


def place(name: str = "position") -> Column[int]:
    """Return the place of a row among those of its parent, as part of its key."""
    return Column(name, Integer, primary_key=True, autoincrement=False)
