"""`concord portfolio`: partners side by side, as text and as a versioned document."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from concord.cli.app import app
from concord.domain.assessment import Assessment
from concord.domain.credit import ServiceCredit
from concord.domain.period import MeasurementPeriod
from concord.domain.service_level import Outcome
from concord.wiring import deployment
from tests.builders import at_least, measurement
from tests.builders_report import an_outcome
from tests.cli.test_try import AGREEMENT

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs" / "reference" / "portfolio.schema.json").read_text())
MONTHS = ("2026-08", "2026-09", "2026-10")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONCORD_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CONCORD_AGREEMENTS", str(tmp_path))
    text = AGREEMENT.replace("TERM_END", "2099-03-31").replace("NOTICE", "90 days")
    text = text.replace("READING", "ordinary")
    for partner in ("acme", "borealis", "zenith"):
        (tmp_path / f"{partner}.yaml").write_text(
            text.replace("partner: acme", f"partner: {partner}")
        )
    assert run("db", "upgrade").exit_code == 0
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def record(partner: str, *values: str, credit: str = "0") -> None:
    """Keep what a partner's only service level came to, month by month from August."""
    for text, value in zip(MONTHS, values, strict=False):
        month = MeasurementPeriod.parse(text)
        outcome = an_outcome("answered", value, month)
        outcome = replace(outcome, service_level="quality", target=at_least("80"))
        owed = ServiceCredit(
            service="voice",
            period=month,
            amount=Decimal(credit),
            currency="GBP",
            points=Decimal(0),
            capped=False,
            lines=(),
        )
        assessment = replace(an_assessment(month, [outcome]), partner=partner, credits=(owed,))
        with deployment().store.transaction() as tx:
            tx.assessments.save(assessment)


def an_assessment(month: MeasurementPeriod, outcomes: list[Outcome]) -> Assessment:
    return Assessment(
        partner="acme",
        period=month,
        inputs="inputs",
        agreement="a" * 64,
        measurements=(),
        outcomes=tuple(outcomes),
    )


def document(*options: str) -> dict[str, Any]:
    result = run("portfolio", "--format", "json", *options)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    jsonschema.validate(found, SCHEMA)
    return found


def test_partners_are_ranked_and_the_others_stand_beside() -> None:
    record("acme", "40", "40", "40", credit="100")
    record("borealis", "80", "80", "80")
    record("zenith", "80")
    shown = run("portfolio", "--period", "2026-10/P3M").stdout
    assert shown.index("borealis") < shown.index("acme") < shown.index("zenith")
    assert "GBP 300.00" in shown
    assert "3 of 3" in shown
    assert "Ranked over Aug 2026, Sep 2026, Oct 2026" in shown
    assert "no score in 2 months: Sep 2026, Oct 2026" in shown


def test_the_document_says_the_same() -> None:
    record("acme", "40", "40", "40", credit="100")
    record("borealis", "80", "80", "80")
    record("zenith", "80")
    found = document("--period", "2026-10/P3M")
    assert found["months"] == found["compared"] == list(MONTHS)
    assert found["conversion"] is None
    ranked = [(one["rank"], one["partner"], one["score"]["value"]) for one in found["partners"]]
    assert ranked == [(1, "borealis", "100"), (2, "acme", "50"), (None, "zenith", "100")]
    _, acme, zenith = found["partners"]
    assert acme["credits"] == [{"currency": "GBP", "amount": "300"}]
    assert (acme["rated"], acme["missed"], acme["course"], acme["live"]) == (3, 3, None, False)
    assert [one["value"] for one in acme["scores"]] == ["50", "50", "50"]
    assert zenith["without_score_in"] == ["2026-09", "2026-10"]
    assert zenith["services"][0]["score"]["months"] == ["2026-08"]


@pytest.mark.parametrize(
    ("options", "count", "first"),
    [
        (("--period", "2026-Q3"), 3, "2026-07"),
        (("--period", "2026"), 12, "2026-01"),
        (("--period", "2026-10"), 1, "2026-10"),
    ],
)
def test_any_range_of_whole_months_can_be_asked_for(
    options: tuple[str, ...], count: int, first: str
) -> None:
    found = document(*options)
    assert (len(found["months"]), found["months"][0]) == (count, first)
    assert [one["rank"] for one in found["partners"]] == [None] * 3


def test_the_last_three_months_that_are_over_are_the_default() -> None:
    ended = MeasurementPeriod.before(datetime.now(UTC).date())
    assert document()["months"][-1] == str(ended)
    assert len(document()["months"]) == 3
    assert document("--last", "1")["months"] == [str(ended)]
    assert "no score in these months" in run("portfolio").stdout


@pytest.mark.parametrize(
    ("period", "reason"),
    [
        ("soon", "'soon' is not a period"),
        ("2026-10-15", "holds no whole month"),
        ("FY2026-Q1", "nothing says when that starts"),
    ],
)
def test_what_is_no_range_of_months_is_refused(period: str, reason: str) -> None:
    result = run("portfolio", "--period", period)
    assert result.exit_code == 2
    assert reason in " ".join(result.stderr.split())


def test_agreements_with_errors_are_named(folder: Path) -> None:
    (folder / "broken.yaml").write_text("partner: [")
    result = run("portfolio")
    assert result.exit_code == 0
    assert "broken.yaml has errors" in result.stderr


def test_names_are_shown_as_they_are_written(folder: Path) -> None:
    file = folder / "acme.yaml"
    file.write_text(file.read_text().replace("partner: acme\n", "partner: acme\nname: '[red]A'\n"))
    assert "[red]A (in shadow)" in run("portfolio").stdout


def test_objectives_are_part_of_the_document_and_of_the_status(folder: Path) -> None:
    file = folder / "acme.yaml"
    aim = "{id: a, what: Better calls, kpis: quality, target: at least 99 %, by: 2027-12-31}"
    file.write_text(f"{file.read_text()}objectives: {aim}\n")
    (found,) = document("--period", "2026-10")["partners"][0]["objectives"]
    assert (found["state"], found["value"], found["target"]) == ("no_data", None, "99")
    shown = run("status", "acme").stdout
    assert "at least 99 % by 31 Dec 2027" in shown
    assert "no data" in shown
    october = MeasurementPeriod.parse("2026-10")
    measured = replace(measurement("98"), kpi="quality", period=october)
    assessment = replace(an_assessment(october, []), partner="acme", measurements=(measured,))
    with deployment().store.transaction() as tx:
        tx.assessments.save(assessment)
    (found,) = document("--period", "2026-10")["partners"][0]["objectives"]
    assert (found["state"], found["value"]) == ("undetermined", "98")
    assert found["period"] == "2026-10"


RATES = "rates: [{currency: GBP, rate: 2, source: '[i]ECB', date: 2026-10-30}]"


@pytest.mark.parametrize(
    ("conversion", "converted", "shown"),
    [
        (f"{{to: EUR, {RATES}}}", "600", "GBP 300.00 (~ EUR 600.00)"),
        ("{to: GBP}", "300", "GBP 300.00  "),
        ("{to: EUR}", None, "GBP 300.00 (no rate to EUR)"),
    ],
)
def test_credits_are_shown_in_one_currency_beside_their_own(
    folder: Path, conversion: str, converted: str | None, shown: str
) -> None:
    (folder / "organisation.yaml").write_text(f"name: Client\nconversion: {conversion}\n")
    record("acme", "40", "40", "40", credit="100")
    found = document("--period", "2026-10/P3M")
    assert found["partners"][0]["credits_converted"] == converted
    assert found["partners"][0]["credits"] == [{"currency": "GBP", "amount": "300"}]
    text = run("portfolio", "--period", "2026-10/P3M").stdout
    assert shown in text
    assert ("GBP 1 = EUR 2 ([i]ECB, 30 Oct 2026)" in text) == ("rates" in conversion)
