"""An agreement and a partner's files, made of a case's numbers, and run as `concord try`."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest

from concord.cli.try_folder import TryOptions, try_folder

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "reference" / "try.schema.json").read_text("utf-8"))
ALL = 1_000_000
NEAR = Decimal("1e-9")
ARRIVED = datetime(2026, 1, 5, 8, tzinfo=UTC)
_HEAD = """\
partner: acme
services:
  voice: {{name: Customer care, currency: {currency}, charges: {charges}}}
people:
  - {{id: ana, side: partner, name: Ana Reyes, role: account_director, email: ana@acme.example}}
  - {{id: kim, side: client, name: Kim Lee, role: vendor_manager, email: kim@client.example}}
contract:
{contract}
  owner: kim
sources:
  daily:
    files: "d_{{period:%Y-%m}}.{suffix}"
    covers: month
    due: 3 business days after period end at 17:00
    timezone: Europe/London
    key: [date]
    columns:
      date: {{type: date}}
"""
CONTRACT = """\
  reference: MSA-1
  start: 2020-01-01
  end: 2029-12-31
  notice: {period: 90 days}"""

Found = dict[str, Any]
Shares = Mapping[str, Sequence[str | None]]
"""Percentages of each measure by months from the first one on; None where no file comes."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """What an agreement says, and what was delivered from the month `first` on.

    `shares` maps measures to their percentages by months.  `levels` and `credits` stand as in
    an agreement; the KPI of a measure has its name.
    """

    levels: str
    shares: Shares
    credits: str = ""
    charges: str = "{fixed: 100000.00}"
    currency: str = "GBP"
    first: str = "2025-01"
    contract: str = CONTRACT
    more_sources: str = ""
    more: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    at: str = "2026-11-20T09:00"
    suffix: str = "csv"

    def text(self) -> str:
        """Return the agreement's file."""
        head = _HEAD.format(
            charges=self.charges,
            currency=self.currency,
            contract=self.contract,
            suffix=self.suffix,
        )
        columns = "".join(
            f"      {name}_good: {{type: count}}\n      {name}_all: {{type: count}}\n"
            for name in self.shares
        )
        kpis = "".join(
            f'  {name}: {{numerator: "sum({name}_good)", denominator: "sum({name}_all)"}}\n'
            for name in self.shares
        )
        credits_ = f"credits:\n{self.credits}" if self.credits else ""
        return (
            f"{head}{columns}{self.more_sources}kpis:\n{kpis}"
            f"service_levels:\n{self.levels}{credits_}{self.more}"
        )

    def months(self) -> tuple[str, ...]:
        """Return the months of the shares."""
        count = max((len(shares) for shares in self.shares.values()), default=0)
        return tuple(months_from(self.first, count))

    def written(self) -> Mapping[str, str]:
        """Return the files of the partner by name."""
        names = [f"{name}_{part}" for name in self.shares for part in ("good", "all")]
        found = dict(self.files)
        for number, month in enumerate(self.months()):
            shares = [values[number] for values in self.shares.values()]
            if all(share is None for share in shares):
                continue
            cells = [cell for share in shares for cell in _cells(share)]
            found[f"d_{month}.csv"] = f"date,{','.join(names)}\n{month}-01,{','.join(cells)}\n"
        return found


def _written(path: Path, text: str, suffix: str) -> Path:
    """Write rows as they are, or as the only sheet of a workbook."""
    if suffix == "csv":
        path.write_text(text, "utf-8")
        return path
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    header, *rows = (line.split(",") for line in text.splitlines())
    sheet.append(header)
    for day, *counts in rows:
        sheet.append([date.fromisoformat(day), *map(int, counts)])
    workbook = path.with_suffix(f".{suffix}")
    book.save(workbook)
    return workbook


def _cells(share: str | None) -> tuple[str, str]:
    if share is None:
        return "0", "0"
    good = Decimal(share) * ALL / 100
    assert good == int(good), f"{share} % is too fine for {ALL} units"
    return str(int(good)), str(ALL)


def months_from(first: str, count: int) -> list[str]:
    """Return so many months, such as 2025-11, 2025-12, 2026-01."""
    year, month = map(int, first.split("-"))
    return [
        f"{year + (month - 1 + step) // 12}-{(month - 1 + step) % 12 + 1:02d}"
        for step in range(count)
    ]


class Desk:
    """A folder in which agreements and files lie, and the command that is tried on them."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys

    def try_(self, case: Case) -> Found:
        """Return what `concord try` says of a case, as its JSON; there must be no errors."""
        agreement, drive = self.folder / "acme.yaml", self.folder / "files"
        agreement.write_text(case.text(), "utf-8")
        drive.mkdir(exist_ok=True)
        for name, text in case.written().items():
            path = _written(drive / name, text, case.suffix)
            os.utime(path, (ARRIVED.timestamp(),) * 2)
        return self.run(agreement, drive, case.at)

    def run(self, agreement: Path, drive: Path, at: str) -> Found:
        """Return what `concord try` says of a folder."""
        options = TryOptions(
            agreement=agreement,
            folder=drive,
            first=None,
            last=None,
            at=at,
            as_json=True,
            out=None,
        )
        self.capsys.readouterr()
        status = try_folder(options, datetime(2026, 11, 20, 9, tzinfo=UTC))
        found: Found = json.loads(self.capsys.readouterr().out)
        assert status == 0, found["agreement_findings"]
        jsonschema.validate(found, SCHEMA)
        return found


def amounts(found: Found, model: str = "") -> dict[str, Decimal]:
    """Return the sum of the credits of each month, of all regimes or of one model's."""
    due: dict[str, Decimal] = {}
    for credit in found["credits"]:
        if credit.get("regime", "").startswith(model):
            month = credit["period"]
            due[month] = due.get(month, Decimal(0)) + Decimal(credit["amount"])
    return due


def is_near(found: str | Decimal | None, expected: str | Decimal) -> bool:
    """Say whether two figures are equal as far as readers of the JSON may tell."""
    return found is not None and abs(Decimal(found) - Decimal(expected)) <= NEAR


def assert_amounts(found: Found, expected: Mapping[str, str]) -> None:
    """Hold the credits of months to what is expected; a month that is not named owes nothing."""
    due = {month: amount for month, amount in amounts(found).items() if amount}
    wanted = {month: Decimal(amount) for month, amount in expected.items() if Decimal(amount)}
    assert due.keys() == wanted.keys(), due
    assert all(is_near(due[month], wanted[month]) for month in due), due
    for credit in found["credits"]:
        total = sum((Decimal(line["amount"]) for line in credit["lines"]), Decimal(0))
        assert is_near(total, credit["amount"]), credit
