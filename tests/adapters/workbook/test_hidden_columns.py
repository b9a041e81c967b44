"""Columns of people: pseudonyms alone are stored, by the fast and the careful reader alike."""

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from concord.adapters.landing_store import FolderLandingStore
from concord.adapters.person_keys import SecretPersonKeys
from concord.adapters.workbook.hidden_columns import hidden_columns
from concord.adapters.workbook.limited_reader import LimitedReader
from concord.adapters.workbook.limits import ReaderChoice
from concord.adapters.workbook.preview_reader import LimitedPreviewReader
from concord.domain.errors import PersonKeyError
from concord.domain.person_key import PersonKey, is_pseudonym
from concord.domain.source import ColumnType, Source
from concord.domain.submission import ReadResult
from concord.ports import ReadJob
from tests import broken_workbooks as broken
from tests.builders import column, period, source

KEY = PersonKey(partner="acme", secret=b"secret")
AGENTS: Source = source(
    columns=(
        column("date", ColumnType.DATE),
        column("agent", ColumnType.TEXT, personal=True, required=False),
        column("answered"),
    ),
    key=("date", "agent"),
)
ROWS = (
    ("date", "agent", "answered"),
    ("2026-10-01", "Ana Reyes", 12),
    ("2026-10-01", "Joel Cruz", 9),
    ("2026-10-02", "ana  reyes", 11),
)


def read(folder: Path, of: Source, *rows: tuple[object, ...], **asked: object) -> ReadResult:
    landing = FolderLandingStore(folder / "landing")
    job = ReadJob(
        landed=landing.land([broken.workbook(*rows)]),
        name="NW_daily_2026-10.xlsx",
        source=of,
        period=period("2026-10"),
        partner="acme",
    )
    options = {"people": SecretPersonKeys(None, folder / "person.key")} | asked
    reader = LimitedReader(landing.path, folder / "rows", **options)  # type: ignore[arg-type] # a wrong name raises
    (result,) = reader.read([job])
    return result


def stored(folder: Path, result: ReadResult) -> list[dict[str, object]]:
    assert result.observations is not None
    path = folder / "rows" / result.observations[:2] / f"{result.observations}.parquet"
    rows: list[dict[str, object]] = pq.read_table(path).to_pylist()
    return rows


@pytest.mark.parametrize("readers", ReaderChoice)
def test_only_pseudonyms_are_stored_and_keys_are_made_of_them(
    tmp_path: Path, readers: ReaderChoice
) -> None:
    result = read(tmp_path, AGENTS, *ROWS, readers=readers)
    rows = stored(tmp_path, result)
    agents = [str(row["agent"]) for row in rows]
    assert all(map(is_pseudonym, agents))
    assert agents[0] == agents[2] != agents[1]
    assert [row["_key"] for row in rows] == [
        f"2026-10-0{day}|{agent}" for day, agent in zip((1, 1, 2), agents, strict=True)
    ]
    files = [path.read_bytes() for path in (tmp_path / "rows").rglob("*.parquet")]
    assert not any(b"Reyes" in content or b"Cruz" in content for content in files)


def test_both_readers_make_the_same_rows(tmp_path: Path) -> None:
    found = {read(tmp_path, AGENTS, *ROWS, readers=r).observations for r in ReaderChoice}
    assert len(found) == 1


def test_names_that_are_allowed_stay(tmp_path: Path) -> None:
    agent = replace(AGENTS.column("agent"), named=True)
    columns = tuple(agent if c.name == "agent" else c for c in AGENTS.columns)
    result = read(tmp_path, replace(AGENTS, columns=columns), *ROWS)
    assert stored(tmp_path, result)[0]["agent"] == "Ana Reyes"


def test_no_finding_quotes_a_person(tmp_path: Path) -> None:
    rows = (
        *ROWS,
        ("2026-10-01", "Joel Cruz", 8),
        ("2026-10-03", "Mar\u202ea Gil", 3),
        ("2026-10-04", "Mar\u200bia Gil", 3),
        ("2026-10-05", 12.5, 3),
        ("", "Ana Reyes"),
        ("2026-10-06", "Joel Cruz", "Ana"),
        ("Ana Reyes", "Joel Cruz", 3),
    )
    result = read(tmp_path, AGENTS, *rows)
    told = " ".join(f"{f.found} {f.message} {f.expected}" for f in result.findings)
    assert {"bidi-control", "duplicate-key"} <= {f.rule for f in result.findings}
    assert not any(name in told for name in ("Ana", "Joel", "Cruz", "Reyes", "Gil"))


def test_what_stands_instead_of_a_header_is_not_quoted(tmp_path: Path) -> None:
    result = read(tmp_path, AGENTS, *ROWS[1:])
    (finding,) = (f for f in result.findings if f.rule == "header-not-found")
    assert finding.found == "3 cells that are no headers"
    empty = read(tmp_path, AGENTS, ("",), ("",))
    assert "nothing" in {f.found for f in empty.findings}


def test_without_a_secret_nothing_is_read(tmp_path: Path) -> None:
    with pytest.raises(PersonKeyError, match="daily_ops"):
        read(tmp_path, AGENTS, *ROWS, people=None)
    assert not list((tmp_path / "rows").rglob("*.parquet"))


def test_there_is_no_preview_of_people(tmp_path: Path) -> None:
    landing = FolderLandingStore(tmp_path / "landing")
    job = ReadJob(
        landed=landing.land([broken.workbook(*ROWS)]),
        name="x.xlsx",
        source=AGENTS,
        period=period("2026-10"),
    )
    assert LimitedPreviewReader(landing.path).preview(job, 3, ()) is None


def test_a_column_without_anybody_stays_empty() -> None:
    empty = {"agent": pa.nulls(2, pa.string())}
    assert hidden_columns(empty, AGENTS, KEY)["agent"].to_pylist() == [None, None]
    some = {"agent": pa.array(["Ana", None])}
    assert hidden_columns(some, AGENTS, KEY)["agent"].to_pylist() == [KEY.pseudonym("Ana"), None]
