"""Reading behind a gate and in a child: every file ends in a result, and we live on."""

import hashlib
import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq
import pytest

from concord.adapters.landing_store import FolderLandingStore
from concord.adapters.workbook.limited_reader import LimitedReader
from concord.adapters.workbook.limits import ReadLimits
from concord.domain.errors import LandingStoreError
from concord.domain.period import MeasurementPeriod
from concord.domain.source import ColumnType, Source
from concord.domain.submission import ReadResult, Verdict
from concord.ports import LandedFile, ReadJob
from tests import broken_workbooks as broken
from tests.builders import column, source

OCTOBER = MeasurementPeriod.parse("2026-10")
SOURCE: Source = source(
    columns=(column("date", ColumnType.DATE), column("offered"), column("answered")),
    key=("date",),
)
GOOD = broken.workbook(("Date", "Offered", "Answered"), ("2026-10-01", 500, 410))


class Room:
    """A landing store and a reader over one folder."""

    def __init__(self, folder: Path, limits: ReadLimits | None = None) -> None:
        self.observations = folder / "observations"
        self.landing = FolderLandingStore(folder / "landing")
        self.reader = LimitedReader(self.landing.path, self.observations, limits)

    def job(self, content: bytes, name: str = "NW_daily_2026-10.xlsx") -> ReadJob:
        landed = self.landing.land([content])
        return ReadJob(landed=landed, name=name, source=SOURCE, period=OCTOBER)

    def read(self, *contents: bytes) -> list[ReadResult]:
        return list(self.reader.read(self.job(content) for content in contents))


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def rules(result: ReadResult) -> list[str]:
    return [finding.rule for finding in result.findings]


def test_accepted_rows_are_stored_under_their_content_for_us_alone(room: Room) -> None:
    (result,) = room.read(GOOD)
    assert (result.verdict, result.period) == (Verdict.ACCEPTED, OCTOBER)
    assert (result.rows_read, result.rows_accepted) == (1, 1)
    assert result.observations is not None
    path = room.observations / result.observations[:2] / f"{result.observations}.parquet"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == result.observations
    assert path.stat().st_mode & 0o777 == 0o600
    (row,) = pq.read_table(path).to_pylist()
    assert (row["offered"], row["_key"]) == (500, "2026-10-01")


def test_a_text_file_is_read_by_the_same_rules(room: Room) -> None:
    (result,) = room.reader.read(
        [room.job(b"Date,Offered,Answered\n2026-10-01,500,410\n", "x.csv")]
    )
    assert (result.verdict, result.rows_accepted) == (Verdict.ACCEPTED, 1)


def test_what_has_no_rows_is_not_stored(room: Room) -> None:
    results = room.read(broken.workbook(("Something", "Else")), b"")
    assert [result.verdict for result in results] == [Verdict.QUARANTINED, Verdict.REJECTED]
    assert [result.observations for result in results] == [None, None]
    assert not list(room.observations.rglob("*.parquet"))


def test_the_rows_of_a_file_that_waits_are_kept_for_a_decision(room: Room) -> None:
    (result,) = room.read(broken.with_part(GOOD, "xl/vbaProject.bin", b"x"))
    assert result.verdict is Verdict.QUARANTINED
    assert (result.rows_read, result.rows_accepted) == (1, 0)
    assert result.observations is not None


def test_wrong_cells_are_named_and_the_file_is_used(room: Room) -> None:
    content = broken.workbook(
        ("Date", "Offered", "Answered"), ("2026-10-01", 500, 410), ("2026-10-02", "9,4", 1)
    )
    (result,) = room.read(content)
    assert result.verdict is Verdict.ACCEPTED_WITH_WARNINGS
    assert [(f.rule, f.where) for f in result.findings] == [("not-a-number", "Daily!B3")]


def test_one_hostile_file_stops_no_other(tmp_path: Path) -> None:
    limits = ReadLimits(ratio=1_000_000, memory=700_000_000)
    results = Room(tmp_path, limits).read(GOOD, broken.bomb(400), GOOD)
    assert [result.verdict for result in results] == [
        Verdict.ACCEPTED,
        Verdict.REJECTED,
        Verdict.ACCEPTED,
    ]
    assert rules(results[1])[0] in {"reader-limits", "damaged"}


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    rows = [("Date", "Offered", "Answered")] + [("2026-10-01", n, n) for n in range(60_000)]
    limits = ReadLimits(cpu_seconds=0, rows_per_cpu_second=10**9)
    (result,) = Room(tmp_path, limits).read(broken.workbook(*rows))
    assert (result.verdict, rules(result)) == (Verdict.REJECTED, ["reader-limits"])


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/workbook.xml", b"<workbook"),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row><c t='s'><v>9</v>"),
        ("xl/sharedStrings.xml", b"not xml"),
        ("[Content_Types].xml", b"<Types/>"),
    ],
)
def test_whatever_a_parser_raises_is_a_damaged_file(room: Room, part: str, content: bytes) -> None:
    (result,) = room.read(broken.workbook_with({part: content}))
    assert result.verdict in {Verdict.REJECTED, Verdict.QUARANTINED}
    assert result.observations is None


def test_a_valid_file_with_flipped_bytes_never_gives_another_number() -> None:
    chance = random.Random(2026)  # noqa: S311 - chance for a test, no secret
    damaged = []
    for _ in range(60):
        content = bytearray(GOOD)
        for _ in range(chance.randrange(1, 4)):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        damaged.append(bytes(content))
    with TemporaryDirectory() as folder:
        room = Room(Path(folder))
        (sound,) = room.read(GOOD)
        for result in room.read(*damaged):
            assert result.observations in {None, sound.observations}


def test_a_landed_file_that_is_gone_is_a_broken_store_and_nobodys_fault(room: Room) -> None:
    landed = LandedFile(sha256="0" * 64, size=1)
    job = ReadJob(landed=landed, name="x.csv", source=SOURCE, period=OCTOBER)
    with pytest.raises(LandingStoreError, match="What to do"):
        list(room.reader.read([job]))
