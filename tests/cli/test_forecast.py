"""Forecasts as a person asks for them: of an installation, and beside a trial's open outcomes."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from concord.cli.app import app
from concord.cli.explain import ExplainOptions, explain_figure
from concord.cli.forecast import forecast_periods
from concord.cli.forecast_json import document
from concord.domain.forecast import Bound, DaysNeeded, Interval, Lately
from concord.wiring import deployment
from tests.builders import at_site, moment, within
from tests.builders_forecast import forecast
from tests.cli.test_try import Desk

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "reference" / "forecast.schema.json").read_text())
TRY_SCHEMA = json.loads((ROOT / "docs" / "reference" / "try.schema.json").read_text())


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    rows = [f"2026-10-{number:02d},9{number % 10},100" for number in range(1, 16)]
    made.deliver("2026-10", *rows)
    return made


def test_a_trial_says_where_an_open_period_heads_for(desk: Desk) -> None:
    (outcome,) = desk.try_(at="2026-10-16T09:00")["outcomes"]
    told = outcome["forecast"]
    assert (outcome["outcome"], told["estimate"], told["label"]) == ("open", True, "lost")
    assert (told["as_of"], told["days_left"], told["expected_volume"]) == (
        "2026-10-15",
        16,
        "1600",
    )
    # 99 % of 3,100 are 3,069, and 1,410 of them are there.
    assert told["needed"] == {
        "at_least": "103.6875",
        "more_than": None,
        "at_most": None,
        "less_than": None,
    }


def test_an_outcome_that_is_not_open_has_no_forecast(desk: Desk) -> None:
    (outcome,) = desk.try_(at="2026-11-02T09:00")["outcomes"]
    assert (outcome["outcome"], outcome["forecast"]) == ("missed", None)


def test_a_trial_warns_of_a_running_period_by_an_issue(desk: Desk) -> None:
    (issue,) = desk.try_(at="2026-10-16T09:00")["issues"]
    assert issue["key"] == "acme/voice/early-warning/quality/2026-10"
    assert (issue["severity"], issue["assigned"]) == ("minor", ["ana", "kim"])


def test_a_trial_s_tables_mark_the_estimate(desk: Desk) -> None:
    result = run("try", str(desk.agreement), str(desk.drive), "--at", "2026-10-16T09:00")
    assert "Running periods (estimates)" in result.stdout
    assert "out of reach (estimate)" in result.stdout
    assert "about 1,600 on 16 days" in result.stdout
    later = run("try", str(desk.agreement), str(desk.drive), "--at", "2026-11-02T09:00")
    assert "Running periods" not in later.stdout


NOW = moment("2026-10-16T09:00")


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    """Acme's desk is the drive of an installation that has looked at nothing yet."""
    monkeypatch.setenv("CONCORD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CONCORD_AGREEMENTS", str(tmp_path))
    drive = {"conn_type": "fs", "extra": {"path": str(desk.drive)}}
    monkeypatch.setenv("AIRFLOW_CONN_OPS_DRIVE", json.dumps(drive))
    text = desk.agreement.read_text()
    there = "  daily:\n    drive: {connection: ops_drive}\n"
    desk.agreement.write_text(text.replace("  daily:\n", there))
    assert run("db", "upgrade").exit_code == 0


@pytest.mark.usefixtures("installation")
def test_an_installation_forecasts_a_partner_s_running_periods(
    capsys: pytest.CaptureFixture[str],
) -> None:
    deployment().collect("acme", NOW)
    deployment().assess("acme", None, NOW)
    assert forecast_periods("acme", NOW, as_json=True) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    jsonschema.validate(found, SCHEMA)
    assert (found["partner"], found["at"]) == ("acme", "2026-10-16T09:00:00+00:00")
    (told,) = found["forecasts"]
    assert (told["service_level"], told["period"], told["label"]) == ("quality", "2026-10", "lost")
    assert forecast_periods("acme", NOW, as_json=False) == 0
    assert "out of reach (estimate)" in capsys.readouterr().out


@pytest.mark.usefixtures("installation")
def test_where_no_period_is_open_there_is_nothing_to_forecast() -> None:
    assert "There is nothing to forecast" in run("forecast", "acme").stdout
    empty = json.loads(run("forecast", "acme", "--format", "json").stdout)
    jsonschema.validate(empty, SCHEMA)
    assert empty["forecasts"] == []


def test_an_open_figure_is_explained_with_its_forecast(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ExplainOptions(
        partner="acme",
        kpi="quality",
        period="2026-10",
        dimension=(),
        service_level=None,
        all_rows=False,
        as_json=False,
        trial=(desk.agreement, desk.drive),
    )
    assert explain_figure(options, NOW) == 0
    told = capsys.readouterr().out
    assert "outcome: Still open" in told
    assert "estimate, forecast: out of reach (estimate)" in told
    assert "estimate, needed of the rest: at least 103.69 %" in told
    assert explain_figure(replace(options, as_json=True), NOW) == 0
    (level,) = json.loads(capsys.readouterr().out)["service_levels"]
    jsonschema.validate(
        level["forecast"], {"$defs": TRY_SCHEMA["$defs"], "$ref": "#/$defs/forecast"}
    )


def test_every_figure_of_a_forecast_is_in_its_document() -> None:
    low, high = Bound(value=Fraction(81)), Bound(value=Fraction(97), included=False)
    ratio = forecast(
        dimension=at_site("cebu"),
        target=within("80", "90"),
        expected_volume=Fraction(1200),
        needed=Interval(low=low, high=high),
        lately=Lately(value=Fraction(80), best=Fraction(85), worst=Fraction(200, 3)),
        minimum_volume=Decimal(50),
        lacks_volume=False,
    )
    share = forecast(value=None, days=DaysNeeded(counted=19, kept=18, left=11, needed=9))
    found: dict[str, Any] = document("northwind", NOW, [ratio, share])
    jsonschema.validate(found, SCHEMA)
    first, second = found["forecasts"]
    assert first["dimension"] == {"site": "cebu"}
    assert first["target"] == ["80", "90"]
    assert first["needed"] == {
        "at_least": "81",
        "more_than": None,
        "at_most": None,
        "less_than": "97",
    }
    assert first["lately"] == {"value": "80", "best": "85", "worst": "66.6666666666667"}
    assert (first["minimum_volume"], first["lacks_volume"]) == ("50", False)
    assert second["days"] == {"counted": 19, "kept": 18, "left": 11, "needed": 9}
    assert (second["value"], second["needed"], second["lately"]) == (None, None, None)


def test_both_schemas_describe_a_forecast_alike() -> None:
    told = SCHEMA["$defs"]["running"]["properties"]
    beside = TRY_SCHEMA["$defs"]["forecast"]["properties"]
    assert {name: told[name] for name in beside} == beside
