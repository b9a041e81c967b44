"""What agreements ask of an installation: sound files, zones, and holidays of years to come."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from concord.domain.examination import Health
from concord.domain.finding import AgreementFinding, Severity
from concord.domain.service import Site
from concord.services.examine_agreements import examine_findings, examine_holidays, zones_of
from tests.builders import CALENDAR, agreement, organisation, source

TODAY = date(2026, 11, 23)


def finding(severity: Severity) -> AgreementFinding:
    return AgreementFinding(
        file="acme.yaml",
        line=1,
        column=1,
        path="kpis",
        severity=severity,
        rule="unknown-key",
        found="x",
        expected="y",
    )


@pytest.mark.parametrize(
    ("files", "severities", "health", "found"),
    [
        (2, "", Health.OK, "2 agreements, 0 errors, 0 warnings, 0 notes"),
        (1, "info info", Health.OK, "1 agreement, 0 errors, 0 warnings, 2 notes"),
        (1, "warning info", Health.WARNING, "1 agreement, 0 errors, 1 warning, 1 note"),
        (2, "error warning", Health.FAILING, "2 agreements, 1 error, 1 warning, 0 notes"),
        (0, "", Health.WARNING, "0 agreements, 0 errors, 0 warnings, 0 notes"),
        (0, "error", Health.FAILING, "0 agreements, 1 error, 0 warnings, 0 notes"),
    ],
)
def test_files_are_as_their_worst_finding(
    files: int, severities: str, health: Health, found: str
) -> None:
    findings = [finding(Severity(word)) for word in severities.split()]
    examined = examine_findings("agreements", files, findings)
    assert (examined.health, examined.found) == (health, found)
    assert bool(examined.remedy) is (health is not Health.OK)


def with_holidays(*years: int) -> frozenset[date]:
    return frozenset(date(year, 12, 25) for year in years)


@pytest.mark.parametrize(
    ("years", "health", "found"),
    [
        ((2026, 2027, 2028), Health.OK, "PH: 2026 to 2028"),
        ((2025, 2026, 2027), Health.WARNING, "no holidays are known of PH 2028"),
        ((2025,), Health.WARNING, "no holidays are known of PH 2026, PH 2027, PH 2028"),
        ((), Health.OK, "no public holidays asked for: 2026 to 2028"),
    ],
)
def test_holidays_are_known_of_this_year_and_two_more(
    years: tuple[int, ...], health: Health, found: str
) -> None:
    theirs = replace(CALENDAR, name="PH", holidays=with_holidays(*years))
    ours = agreement(calendar=theirs)
    examined = examine_holidays("holidays", organisation(), [ours], TODAY)
    assert (examined.health, examined.found) == (health, found)


def test_the_calendars_of_sources_and_sites_count_too() -> None:
    short = replace(CALENDAR, name="PH", holidays=with_holidays(2026))
    site = Site(id="cebu", name="Cebu", zone=ZoneInfo("Asia/Manila"), calendar=short)
    for ours in (agreement(sources=(source(calendar=short),)), agreement(sites=(site,))):
        examined = examine_holidays("holidays", organisation(), [ours], TODAY)
        assert examined.health is Health.WARNING


def test_every_zone_in_use_is_named_once() -> None:
    manila, lima = ZoneInfo("Asia/Manila"), ZoneInfo("America/Lima")
    site = Site(id="cebu", name="Cebu", zone=manila, calendar=replace(CALENDAR, zone=manila))
    ours = agreement(sites=(site,), sources=(source(zone=lima),))
    assert zones_of(organisation(), [ours, ours]) == (
        "America/Lima",
        "Asia/Manila",
        "Europe/London",
    )
    assert zones_of(organisation(), []) == ("Europe/London",)
