"""Service standards as a government publishes them: each row with its target and its verdict."""

import csv
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from concord.cli.app import app

ROOT = Path(__file__).parents[1]
AGREEMENT = ROOT / "tests" / "agreements" / "canada" / "canada.yaml"
PUBLISHED = ROOT.parent / "shared" / "data" / "canada_service_standards"
HEADER = (
    *("fiscal_yr", "service_id", "service_name_en", "service_standard_id", "channel"),
    *("target", "volume_meeting_target", "total_volume", "target_met", "owner_org"),
)
VERDICT = {"met": "Y", "missed": "N"}

Pair = tuple[str, str]
Found = Mapping[str, Mapping[Pair, dict[str, Any]]]


def tried(folder: Path) -> dict[str, Any]:
    """Return what a trial of the agreement finds in a folder."""
    command = ["try", str(AGREEMENT), str(folder), "--format", "json", "--at", "2025-06-01"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def rated(found: Mapping[str, Any]) -> Found:
    """Return the outcomes of single standards by service level, service and standard."""
    by_level: dict[str, dict[Pair, dict[str, Any]]] = {"exact": {}, "rounded": {}}
    for outcome in found["outcomes"]:
        if dimension := outcome["dimension"]:
            pair = (dimension["service_id"], dimension["standard_id"])
            by_level[outcome["service_level"]][pair] = outcome
    return by_level


def disagreeing(found: Found, level: str, flags: Mapping[Pair, str]) -> set[Pair]:
    """Return the standards that were rated otherwise than their publisher says."""
    return {
        pair
        for pair, outcome in found[level].items()
        if outcome["outcome"] in VERDICT and VERDICT[outcome["outcome"]] != flags[pair]
    }


# Service, standard, target, met, total, and the publisher's verdict.
ROWS: Sequence[tuple[str, str, str, str, str, str]] = (
    ("101", "9", "0.9", "9", "10", "Y"),
    ("101", "1", "0.9", "8999", "9999", "Y"),
    ("102", "2", "0.9", "17999", "20000", "Y"),
    ("103", "3", "0.9", "44997", "50000", "N"),
    ("104", "4", "1", "49998", "50000", "Y"),
    ("105", "5", "0", "0", "1201", "NA"),
    ("106", "6", "", "7", "10", "NA"),
    ("107", "7", "0.8", "", "", "NA"),
    ("108", "8", "0.8", "0", "0", "NA"),
    ("109", "9", "1", "12", "10", "Y"),
    ("110", "10", "0.8", "", "25", "NA"),
)


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return a trial of a small file of the published shape."""
    folder = tmp_path_factory.mktemp("drive")
    with (folder / "service_standards_2024.csv").open(
        "w", encoding="utf-8-sig", newline=""
    ) as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        for service, standard, target, met, total, flag in ROWS:
            name = f"Service {service},\nwith é"
            figures = (target, met, total, flag, "dept")
            writer.writerow(("2023-2024", service, name, standard, "TEL", *figures))
    return tried(folder)


@pytest.mark.parametrize(
    ("pair", "exact", "rounded"),
    [
        (("101", "9"), "met", "met"),
        (("101", "1"), "missed", "met"),
        (("102", "2"), "missed", "met"),
        (("103", "3"), "missed", "missed"),
        (("104", "4"), "missed", "met"),
        (("105", "5"), "met", "met"),
        (("106", "6"), "insufficient_data", "insufficient_data"),
        (("107", "7"), "insufficient_data", "insufficient_data"),
        (("108", "8"), "insufficient_data", "insufficient_data"),
        (("109", "9"), "met", "met"),
        (("110", "10"), "insufficient_data", "insufficient_data"),
    ],
)
def test_each_standard_is_held_to_the_target_in_its_row(
    trial: dict[str, Any], pair: Pair, exact: str, rounded: str
) -> None:
    found = rated(trial)
    assert found["exact"][pair]["outcome"] == exact
    assert found["rounded"][pair]["outcome"] == rounded


def test_one_standard_of_two_services_has_two_targets(trial: dict[str, Any]) -> None:
    found = rated(trial)["exact"]
    assert (found["101", "9"]["target"], found["109", "9"]["target"]) == ("90", "100")
    assert found["106", "6"]["target"] is None
    assert found["105", "5"]["target"] == "0"


def test_all_standards_together_have_no_target(trial: dict[str, Any]) -> None:
    totals = [o for o in trial["outcomes"] if not o["dimension"]]
    assert {(o["outcome"], o["target"]) for o in totals} == {("insufficient_data", None)}


def test_rounding_settles_what_differs_by_a_hair_and_leaves_targets_of_zero(
    trial: dict[str, Any],
) -> None:
    flags = {(service, standard): flag for service, standard, *_, flag in ROWS}
    hair = {("101", "1"), ("102", "2"), ("104", "4")}
    zero = {("105", "5")}
    assert disagreeing(rated(trial), "exact", flags) == hair | zero
    assert disagreeing(rated(trial), "rounded", flags) == zero


def test_the_file_is_used_and_the_row_without_a_target_is_told(trial: dict[str, Any]) -> None:
    (submission,) = trial["submissions"]
    assert submission["rows_accepted"] == len(ROWS)
    told = [f["found"] for f in submission["findings"] if f["rule"] == "no-target"]
    assert set(told) == {"no target of service_id 106, standard_id 6 in 2024"}


def published(name: str) -> Iterator[dict[str, str]]:
    with (PUBLISHED / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def pair_of(row: Mapping[str, str]) -> Pair:
    return row["service_id"], row["service_standard_id"]


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published data is not beside the project")
def test_of_2343_published_verdicts_13_differ_exactly_compared_and_7_rounded(
    tmp_path: Path,
) -> None:
    shutil.copy(PUBLISHED / "service_standards_2024.csv", tmp_path)
    found = rated(tried(tmp_path))
    flags = {pair_of(row): row["target_met"] for row in published("service_standards_2024.csv")}
    assert found["exact"].keys() == flags.keys()
    known = {pair_of(row): row for row in published("canada_verdict_disagreements.csv")}
    zero = {pair for pair, row in known.items() if float(row["target"]) == 0}
    assert disagreeing(found, "exact", flags) == known.keys()
    assert disagreeing(found, "rounded", flags) == zero
    assert (len(known), len(zero)) == (13, 7)
