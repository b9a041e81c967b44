"""Columns that tell of people, as pseudonyms: each person is looked at once."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from concord.domain.person_key import PersonKey
from concord.domain.source import Source


def hidden_columns(
    columns: dict[str, Any], source: Source, person_key: PersonKey
) -> dict[str, Any]:
    """Return the columns that must not be kept as they are, with pseudonyms in them."""
    hidden = [column.name for column in source.columns if column.is_hidden]
    return {name: _pseudonyms(columns[name], person_key) for name in hidden}


def _pseudonyms(names: Any, person_key: PersonKey) -> Any:  # noqa: ANN401 - pyarrow has no types
    people = pc.unique(names).drop_null()
    told = pa.array([person_key.pseudonym(name) for name in people.to_pylist()], pa.string())
    if not len(people):
        return names
    return pc.take(told, pc.index_in(names, people))
