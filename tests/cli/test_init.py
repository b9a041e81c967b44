"""`concord init` as a person runs it: from workbooks to an agreement that can be tried."""

import csv
import json
import re
import shutil
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from concord.adapters.agreement_files import load_agreement
from concord.cli.app import app
from concord.domain.finding import Severity
from concord.sample_company import SampleCompany, generate
from tests.broken_workbooks import workbook

pytestmark = pytest.mark.journey

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
NHS = DATA / "nhs_ae"
CANADA = DATA / "canada_service_standards" / "service_standards_2024.csv"
OTHERS = DATA / "workbooks"
MARK = re.compile(r"\s*# CONFIRM: .*")
ABSENT = "the published data is not beside the project"

Value = tuple[str | None, str | None]
Values = dict[str, dict[tuple[str, tuple[tuple[str, str], ...]], Value]]


def init(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["init", *map(str, arguments)])


def proposed(*arguments: object) -> str:
    result = init(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def answered(text: str, answers: Mapping[str, str] | None = None) -> str:
    """Return the agreement after its marked lines, and no others, were answered.

    An answer replaces a part of such a line; a line without one is found right as it is.
    """
    lines = []
    for written in text.splitlines():
        line = MARK.sub("", written)
        for wrong, right in (answers or {}).items() if line != written else ():
            line = line.replace(wrong, right)
        lines.append(line)
    return "\n".join(lines) + "\n"


def errors(path: Path) -> list[str]:
    return [f.rule for f in load_agreement(path).findings if f.severity is Severity.ERROR]


def values(agreement: Path, folder: Path, at: str) -> Values:
    """Return numerator and denominator of every figure of a trial, by KPI."""
    command = ["try", str(agreement), str(folder), "--format", "json", "--at", at]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    found: Values = {}
    for value in json.loads(result.stdout)["values"]:
        place = (value["period"], tuple(sorted(value["dimension"].items())))
        found.setdefault(value["kpi"], {})[place] = (value["numerator"], value["denominator"])
    return found


def assert_same(by_hand: Values, by_init: Values) -> None:
    """Every KPI that was written by hand has one of the same figures, whatever its id."""
    assert by_hand
    for kpi, figures in by_hand.items():
        assert figures, kpi
        alike = [
            other
            for other, theirs in by_init.items()
            if all(theirs.get(place) == figure for place, figure in figures.items())
        ]
        assert alike, kpi


DAILY = (
    ("Date", "Site", "Offered", "Answered"),
    *((date(2026, 10, day), "Cebu", 10 + day, 9 + day) for day in range(1, 32)),
)


@pytest.fixture
def daily(tmp_path: Path) -> Path:
    path = tmp_path / "NW_daily_2026-10.xlsx"
    path.write_bytes(workbook(*DAILY))
    return path


def test_it_prints_an_agreement_that_waits_for_its_confirmations(
    daily: Path, tmp_path: Path
) -> None:
    text = proposed(daily, "--partner", "northwind", "--name", "Northwind #1")
    assert re.match(r"# Proposed from 1 file: \d+ guesses, \d+ needs? you\.", text.splitlines()[1])
    path = tmp_path / "northwind.yaml"
    path.write_text(text, encoding="utf-8")
    assert set(errors(path)) == {"to-confirm"}
    check = CliRunner().invoke(app, ["check", str(path)])
    assert (check.exit_code, "to-confirm" in check.stdout) == (1, True)
    path.write_text(answered(text), encoding="utf-8")
    assert CliRunner().invoke(app, ["check", str(path)]).exit_code == 0


def test_it_writes_a_file_once_unless_forced(daily: Path, tmp_path: Path) -> None:
    out = tmp_path / "northwind.yaml"
    assert f"{out}: Proposed from 1 file" in proposed(daily, "--out", out).replace("\n", "")
    out.write_text("mine")
    refused = init(daily, "--out", out)
    assert (refused.exit_code, out.read_text()) == (2, "mine")
    assert "--force" in refused.stderr
    assert "Proposed from 1 file" in proposed(daily, "--out", out, "--force")
    assert out.read_text("utf-8").startswith("# yaml-language-server")


def test_what_cannot_be_done_is_told_with_what_to_do(daily: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes.xlsx"
    notes.write_bytes(workbook(("One row a day.",)))
    for arguments, word in (
        ((tmp_path / "absent.xlsx",), "No such file"),
        ((tmp_path,), "irectory"),
        ((notes,), "no header row"),
        ((daily, "--partner", "no good id"), "--partner"),
        ((daily, "--out", tmp_path / "no" / "such.yaml"), "cannot be written"),
    ):
        result = init(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert word in result.stderr


def test_one_file_that_cannot_be_read_is_named_among_others(daily: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad\n\u202e.xlsx"
    bad.write_bytes(b"")
    result = init(daily, bad)
    assert result.exit_code == 2
    assert r"bad\n\u202e.xlsx" in result.stderr.replace("\n", "")


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> SampleCompany:
    return generate(tmp_path_factory.mktemp("company"), date(2026, 11, 23))


@pytest.mark.parametrize(
    ("partner", "pattern", "answers"),
    [
        ("northwind", "NW_daily_2026-0[5-9].xlsx", {}),
        ("northwind", "NW_daily_2026-10.xlsx", {}),
        ("brightline", "brightline-calls-2026-0[5-9].xlsx", {"wait_s <= 20": "wait_s <= 30"}),
        ("castellan", "Castellan_*_2026-0[67].*", {}),
        ("castellan", "Castellan_*_2026-0[1-6]*", {}),
    ],
)
def test_what_is_proposed_for_the_sample_company_gives_the_figures_of_its_agreements(
    company: SampleCompany, tmp_path: Path, partner: str, pattern: str, answers: dict[str, str]
) -> None:
    inbound = company.drive / partner.capitalize()
    files = [
        path
        for path in sorted(inbound.rglob(pattern))
        if path.name != "Castellan_Qualitaet_2026-05.xlsx"  # cut off, as the reader tells
    ]
    agreement = tmp_path / f"{partner}.yaml"
    text = proposed(*files, "--partner", partner)
    agreement.write_text(answered(text, answers), encoding="utf-8")
    assert errors(agreement) == []
    by_hand = values(company.agreements / f"{partner}.yaml", inbound, "2026-11-23T09:00")
    assert_same(by_hand, values(agreement, inbound, "2026-11-23T09:00"))


@pytest.mark.skipif(not NHS.is_dir(), reason=ABSENT)
@pytest.mark.parametrize("count", [1, 5])
def test_what_is_proposed_for_published_months_gives_the_same_figures(
    tmp_path: Path, count: int
) -> None:
    files = sorted(NHS.glob("ae_attendances_*.csv"))[:count]
    agreement = tmp_path / "nhs_ae.yaml"
    agreement.write_text(answered(proposed(*files)), encoding="utf-8")
    assert errors(agreement) == []
    by_hand = ROOT / "tests" / "agreements" / "nhs_ae" / "nhs_ae.yaml"
    assert_same(values(by_hand, NHS, "2019-05-20"), values(agreement, NHS, "2019-05-20"))


@pytest.mark.skipif(not CANADA.is_file(), reason=ABSENT)
def test_what_is_proposed_for_published_standards_gives_the_publisher_s_verdicts(
    tmp_path: Path,
) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    shutil.copy(CANADA, drive)
    agreement = tmp_path / "canada.yaml"
    text = proposed(CANADA, "--partner", "canada")
    agreement.write_text(answered(text), encoding="utf-8")
    assert errors(agreement) == []
    by_hand = ROOT / "tests" / "agreements" / "canada" / "canada.yaml"
    found = values(by_hand, drive, "2026-01-10")
    # That a service and a standard together are one row's name, nobody can guess.
    assert len(found.pop("one_standard")) > len(found["in_target"])
    assert_same(found, values(agreement, drive, "2026-01-10"))
    assert found["standards_met"] == verdicts()


def verdicts() -> dict[Any, Value]:
    """Return how many standards the publisher says were met, of those it judges."""
    met: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    with CANADA.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            met[row["owner_org"]] += row["target_met"] == "Y"
            judged[row["owner_org"]] += row["target_met"] in {"Y", "N"}
    by_owner = {
        ("2024", (("owner_org", owner),)): (str(met[owner]), str(judged[owner]))
        for owner in judged
    }
    return {**by_owner, ("2024", ()): (str(met.total()), str(judged.total()))}


@pytest.mark.skipif(not OTHERS.is_dir(), reason=ABSENT)
def test_every_workbook_of_others_gives_an_agreement_or_a_reason(tmp_path: Path) -> None:
    written = 0
    for path in sorted(OTHERS.iterdir()):
        result = init(path)
        assert result.exit_code in {0, 2}, path.name
        assert (result.exit_code == 0) == bool(result.stdout), path.name
        if result.exit_code == 2:
            assert path.name[:20] in result.stderr
            continue
        written += 1
        agreement = tmp_path / "theirs.yaml"
        agreement.write_text(result.stdout, encoding="utf-8")
        assert set(errors(agreement)) == {"to-confirm"}, path.name
        agreement.write_text(answered(result.stdout), encoding="utf-8")
        assert errors(agreement) == [], path.name
    assert written > 10
