"""Partners to assess: a year of monthly files each, stored as Concord stores accepted rows."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # so that a measurement of a cold start does not pay for these
    from concord.domain.agreement import Agreement
    from concord.domain.source import Source
    from concord.domain.submission import Submission

MONTHS = 12
NOW = datetime(2026, 1, 9, 12, tzinfo=UTC)
TEAMS, SITES = "ABCD", ("manila", "cebu", "davao")
RATIOS = (
    ("answered", "offered"),
    ("in_time", "offered"),
    ("abandoned", "offered"),
    ("talk_s", "answered"),
    ("hold_s", "answered"),
    ("wrap_s", "answered"),
    ("talk_s + hold_s + wrap_s", "answered"),
    ("transfers", "answered"),
    ("resolved", "answered"),
    ("checked_good", "checked"),
    ("happy", "surveys"),
    ("in_time", "answered"),
)
"""The twelve KPIs, as numerator and denominator: what both sides add up."""

PERCENT, BY_SITE, BY_TEAM = 2, 2, 1
"""The first two KPIs are percentages, measured by site too; the first by team beside."""

_COUNTS = (
    *("offered", "answered", "in_time", "abandoned", "talk_s", "hold_s", "wrap_s"),
    *("transfers", "resolved", "checked", "checked_good", "surveys", "happy"),
)


def sums(expression: str) -> str:
    """Return the sum of an expression's columns, each added up."""
    return " + ".join(f"sum({column})" for column in expression.split(" + "))


def lay_out(scratch: Path, partners: int) -> None:
    """Write an agreement, and twelve files of some 360 rows for each partner."""
    scratch.mkdir(parents=True, exist_ok=True)
    (scratch / "bench.yaml").write_text(_agreement())
    source = agreement_at(scratch).source("calls")
    paths: dict[str, list[str]] = {}
    for number in range(partners):
        chance = random.Random(number)  # noqa: S311 - figures for a benchmark, no secret
        paths[name_of(number)] = [
            _store(scratch / "observations", source, _month(chance, first)) for first in _firsts()
        ]
    (scratch / "files.json").write_text(json.dumps(paths))


def agreement_at(scratch: Path) -> Agreement:
    """Return the agreement, which all partners share but for the name."""
    from concord.adapters.agreement_files import load_agreement

    loaded = load_agreement(scratch / "bench.yaml")
    if loaded.agreement is None:
        raise SystemExit("\n".join(map(str, loaded.findings)))
    return loaded.agreement


def name_of(number: int) -> str:
    """Return the id of a partner."""
    return f"partner-{number:04d}"


def delivered(scratch: Path) -> Iterator[tuple[Agreement, tuple[Submission, ...]]]:
    """Yield each partner's agreement, and what it delivered."""
    agreement = agreement_at(scratch)
    for partner, names in json.loads((scratch / "files.json").read_text()).items():
        months = zip(_firsts(), names, strict=True)
        yield (
            replace(agreement, partner=partner),
            tuple(_submission(agreement, partner, day, name) for day, name in months),
        )


def paths_of(scratch: Path) -> dict[str, list[str]]:
    """Return each partner's Parquet files."""
    return {
        partner: [str(_path(scratch / "observations", name)) for name in names]
        for partner, names in json.loads((scratch / "files.json").read_text()).items()
    }


def sent_again(submission: Submission) -> Submission:
    """Return another file with the same rows, which came a day later."""
    return replace(
        submission,
        sha256=submission.sha256[::-1],
        arrived=submission.arrived + timedelta(days=1),
    )


def _agreement() -> str:
    columns = "".join(f"      {name}: {{type: count}}\n" for name in _COUNTS)
    numbers = range(len(RATIOS))
    return f"""\
partner: bench
effects_from: 2025-01
sources:
  calls:
    files: "calls_{{period:%Y-%m}}*.xlsx"
    covers: month
    key: [date, site, team]
    coverage: {{every: calendar day}}
    columns:
      date: {{type: date}}
      site: {{type: text}}
      team: {{type: text}}
{columns}kpis:
{"".join(map(_kpi, numbers))}service_levels:
{"".join(map(_level, numbers))}"""


def _kpi(number: int) -> str:
    numerator, denominator = map(sums, RATIOS[number])
    by = ["site"] * (number < BY_SITE) + ["team"] * (number < BY_TEAM)
    return (
        f"  kpi_{number:02d}: {{unit: {'percent' if number < PERCENT else 'units'}, "
        f'numerator: "{numerator}", denominator: "{denominator}", by: [{", ".join(by)}]}}\n'
    )


def _level(number: int) -> str:
    target = f"at least 50 {'%' if number < PERCENT else 'units'}"
    return f'  - {{kpi: kpi_{number:02d}, target: "{target}"}}\n'


def _firsts() -> list[date]:
    return [date(2025, number, 1) for number in range(1, MONTHS + 1)]


def _month(chance: random.Random, first: date) -> dict[str, list[Any]]:
    days = [day for n in range(31) if (day := first + timedelta(days=n)).month == first.month]
    cells = [(day, site, team) for day in days for site in SITES for team in TEAMS]
    counts = {name: chance.choices(range(50, 200), k=len(cells)) for name in _COUNTS}
    return {
        "_row": list(range(2, len(cells) + 2)),
        "_day": [day for day, _, _ in cells],
        "_valid": [True] * len(cells),
        "_key": [f"{day}\x1f{site}\x1f{team}" for day, site, team in cells],
        "date": [day for day, _, _ in cells],
        "site": [site for _, site, _ in cells],
        "team": [team for _, _, team in cells],
        **counts,
    }


def _store(root: Path, source: Source, columns: dict[str, list[Any]]) -> str:
    import hashlib

    import pyarrow as pa

    from concord.adapters.workbook.parquet import schema_of, write_table

    rows = pa.table(columns, schema=schema_of(source, "Calls"))
    root.mkdir(exist_ok=True)
    written = root / "written.parquet"
    write_table(written, source, "Calls", rows)
    name = hashlib.sha256(written.read_bytes()).hexdigest()
    _path(root, name).parent.mkdir(exist_ok=True)
    written.rename(_path(root, name))
    return name


def _path(root: Path, name: str) -> Path:
    return root / name[:2] / f"{name}.parquet"


def _submission(agreement: Agreement, partner: str, first: date, name: str) -> Submission:
    from concord.domain.period import MeasurementPeriod, PeriodLength
    from concord.domain.submission import Submission, Verdict

    return Submission(
        partner=partner,
        source="calls",
        service="",
        file=f"calls_{first:%Y-%m}.xlsx",
        sha256=name[::-1],
        size=40_000,
        arrived=datetime(first.year, first.month, 28, tzinfo=UTC),
        period=MeasurementPeriod.containing(first, PeriodLength.MONTH),
        due=None,
        verdict=Verdict.ACCEPTED,
        rows_read=360,
        rows_accepted=360,
        findings=(),
        observations=name,
        agreement=agreement.version,
    )
