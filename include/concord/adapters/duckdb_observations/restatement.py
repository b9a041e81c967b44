"""What a newer file changes in the rows that were there before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from concord.adapters.duckdb_observations.rows import StoredFile, as_words, delivered
from concord.adapters.duckdb_observations.sandbox import identifier, sandbox
from concord.domain.source import Restates, Source
from concord.domain.submission import ChangedCell, Restatement


def changes(
    partner: str, source: Source, before: Sequence[StoredFile], newest: StoredFile
) -> Restatement:
    """Return the difference by key; rows without a key can only be added and removed.

    `before` holds at least one file.  Cells of invalid rows count as revised too: a newest
    row replaces an older one, whatever it holds.
    """
    rows = _differences(source, before, newest)
    presence = [(row[0], row[1]) for row in rows]
    removes = source.restates is Restates.FILE
    return Restatement(
        partner=partner,
        source=source.id,
        period=newest.file.period,
        from_sha256=before[-1].file.submission,
        to_sha256=newest.file.submission,
        added=presence.count((False, True)),
        removed=presence.count((True, False)) if removes else 0,
        changed=tuple(_changed_cells(source, rows)),
    )


def _differences(
    source: Source, before: Sequence[StoredFile], newest: StoredFile
) -> list[tuple[Any, ...]]:
    """Return key and cells of every row that is not on both sides alike."""
    names = [identifier(column.name) for column in source.columns]
    words = ", ".join(
        f"{as_words(column)} AS {name}" for column, name in zip(source.columns, names, strict=True)
    )
    differs = " OR ".join(f"old.{name} IS DISTINCT FROM new.{name}" for name in names)
    cells = ", ".join(f"old.{name}, new.{name}" for name in names)
    sql = f"""
        WITH old AS ({_keyed(source, before, words)}), new AS ({_keyed(source, [newest], words)})
        SELECT old._there IS NOT NULL, new._there IS NOT NULL, coalesce(old._key, new._key),
            {cells}
        FROM old FULL JOIN new ON old._key = new._key
        WHERE old._there IS NULL OR new._there IS NULL OR {differs}
        ORDER BY ALL"""  # noqa: S608 - only quoted names and our own words
    with sandbox({stored.path for stored in (*before, newest)}) as connection:
        return connection.execute(sql).fetchall()


def _keyed(source: Source, files: Sequence[StoredFile], words: str) -> str:
    return f"""
        {delivered(source, files)}
        SELECT true AS _there, _key, {words} FROM effective
        WHERE _valid OR _key IS NOT NULL
        QUALIFY _key IS NULL
            OR row_number() OVER (PARTITION BY _key ORDER BY _number DESC, _row DESC) = 1"""  # noqa: S608 - only quoted names and our own words


def _changed_cells(source: Source, rows: Iterable[tuple[Any, ...]]) -> Iterable[ChangedCell]:
    for before, after, key, *cells in rows:
        if not (before and after):
            continue
        pairs = zip(cells[::2], cells[1::2], strict=True)
        for column, (old, new) in zip(source.columns, pairs, strict=True):
            if old != new:
                yield ChangedCell(key=key, column=column.name, old=old, new=new)
