"""What the facts raise: misses, late and unusable files, contract dates nobody decided on."""

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.domain.agreement import Agreement
from concord.domain.assessment import Assessment
from concord.domain.finding import Finding, Severity
from concord.domain.issue import IssueKind, IssueSeverity, RaisedIssue
from concord.domain.raising import (
    key_of_outcome,
    late_files,
    missed_service_levels,
    unusable_files,
)
from concord.domain.service_level import NthMiss, Outcome, OutcomeKind
from concord.domain.submission import MissingDelivery, Standing, Verdict
from tests.builders import (
    agreement,
    at_site,
    moment,
    outcome,
    period,
    service_level,
    submission,
)

NORTHWIND = agreement()
FROM_OCTOBER = agreement(effects_from=period("2026-10"))


def assessed(*outcomes: Outcome, month: str = "2026-10") -> Assessment:
    return Assessment(
        partner="northwind",
        period=period(month),
        inputs="inputs",
        agreement="a" * 64,
        measurements=(),
        outcomes=outcomes,
    )


def missed(band: str | None = "minor", **changes: object) -> Outcome:
    return replace(outcome(kind=OutcomeKind.MISSED, band=band), **changes)  # type: ignore[arg-type] # as in the builders, a wrong name raises


def raised_by(*outcomes: Outcome, of: Agreement = NORTHWIND) -> list[RaisedIssue]:
    return list(missed_service_levels(of, [assessed(*outcomes)]))


def test_a_missed_service_level_says_what_was_agreed_and_what_came() -> None:
    (issue,) = raised_by(missed("serious", compared_value=Fraction(72), repeat=True))
    assert str(issue.key) == "northwind/voice/missed-service-level/phone/2026-10"
    assert issue.severity is IssueSeverity.SERIOUS
    assert issue.headline == (
        "Northwind Support Services: Answer rate missed in 2026-10 (72 %, serious, again)"
    )
    assert issue.facts == (
        ("Service level", "phone"),
        ("Period", "2026-10"),
        ("Agreed", "at least 80 %"),
        ("Total", "72 %, serious, again"),
    )


def test_values_missed_at_several_sites_are_one_issue_as_grave_as_the_worst() -> None:
    (issue,) = raised_by(
        missed("minor", dimension=at_site("manila")),
        missed("threshold", dimension=at_site("cebu")),
    )
    assert issue.severity is IssueSeverity.CRITICAL
    assert issue.headline.endswith("(2 values)")
    assert [label for label, _ in issue.facts[3:]] == ["site cebu", "site manila"]


def test_a_miss_without_band_or_target_is_minor_and_still_told() -> None:
    (issue,) = raised_by(missed(None, target=None))
    assert issue.severity is IssueSeverity.MINOR
    assert issue.facts[2:] == (("Agreed", ""), ("Total", "82 %"))


@pytest.mark.parametrize(
    ("kind", "two_thresholds", "severity"),
    [
        (OutcomeKind.MISSED, None, IssueSeverity.CRITICAL),
        (OutcomeKind.MISSED, NthMiss(), IssueSeverity.MINOR),
        (OutcomeKind.DEFAULTED, NthMiss(), IssueSeverity.CRITICAL),
    ],
)
def test_what_a_critical_level_owes_for_is_critical(
    kind: OutcomeKind, two_thresholds: NthMiss | None, severity: IssueSeverity
) -> None:
    level = service_level(critical=True, repeated_miss=two_thresholds)
    of = agreement(service_levels=(level,))
    (issue,) = raised_by(replace(missed(), kind=kind), of=of)
    assert issue.severity is severity


@pytest.mark.parametrize(
    ("kind", "count"), [(kind, 1 if kind.is_failure else 0) for kind in OutcomeKind]
)
def test_only_a_failure_is_a_missed_service_level(kind: OutcomeKind, count: int) -> None:
    assert len(raised_by(outcome(kind=kind))) == count


@pytest.mark.parametrize(("month", "count"), [("2026-09", 0), ("2026-10", 1), ("2026-11", 1)])
def test_history_before_the_first_effects_raises_no_miss(month: str, count: int) -> None:
    failed = assessed(outcome(month, OutcomeKind.MISSED), month=month)
    assert len(list(missed_service_levels(FROM_OCTOBER, [failed]))) == count


@given(order=st.permutations(["manila", "cebu", "davao"]))
def test_the_order_of_the_values_changes_nothing(order: list[str]) -> None:
    figures = [missed("minor", dimension=at_site(site)) for site in order]
    settled = raised_by(*sorted(figures, key=lambda each: each.dimension))
    assert raised_by(*figures) == settled


def test_the_key_of_an_outcome_is_that_of_the_issue_it_would_raise() -> None:
    failed = missed()
    assert [issue.key for issue in raised_by(failed)] == [key_of_outcome(NORTHWIND, failed)]


def missing(month: str = "2026-10") -> MissingDelivery:
    due = datetime(2026, 11, 3, 12, tzinfo=UTC)
    return MissingDelivery(
        partner="northwind", source="daily_ops", service="voice", period=period(month), due=due
    )


def test_a_late_file_says_since_when_in_the_agreements_zone() -> None:
    (issue,) = late_files(NORTHWIND, [missing()])
    assert issue.key.kind is IssueKind.LATE_FILE
    assert (issue.key.subject, issue.key.period) == ("daily_ops", "2026-10")
    assert issue.severity is IssueSeverity.SERIOUS
    assert issue.facts[-1] == ("Was due", "03 Nov 2026 12:00 Europe/London")


def test_history_before_the_first_effects_raises_no_late_file() -> None:
    raised = late_files(FROM_OCTOBER, [missing("2026-09"), missing("2026-10")])
    assert [issue.key.period for issue in raised] == ["2026-10"]


def finding(severity: Severity = Severity.ERROR, **changes: str) -> Finding:
    texts = {"rule": "type", "where": "", "found": "", "expected": "", "message": "Bad."} | changes
    return Finding(severity=severity, **texts)


REJECTED = submission(verdict=Verdict.REJECTED, findings=(finding(),))
NAMELESS = replace(REJECTED, sha256="file-nameless", period=None)


def test_an_unusable_file_is_named_with_what_is_wrong() -> None:
    broken = replace(
        REJECTED,
        findings=(
            finding(Severity.WARNING, message="Not told."),
            finding(where="Sheet1!D17", found="'x'", expected="a count", message="No number."),
            finding(where="line 3", found="'y'", message="No site."),
            finding(message="Too short."),
            finding(message="The fourth error is not told."),
        ),
    )
    (issue,) = unusable_files(NORTHWIND, [broken])
    assert str(issue.key) == "northwind/voice/unusable-file/daily_ops/2026-10"
    assert issue.headline == (
        "Northwind Support Services: the file NW_daily_2026-10.xlsx cannot be used (rejected)"
    )
    assert issue.facts == (
        ("File", "NW_daily_2026-10.xlsx (file-202)"),
        ("Period", "2026-10"),
        ("Received", "02 Nov 2026 08:00 Europe/London"),
        ("Sheet1!D17", "'x' (expected a count): No number."),
        ("line 3", "'y': No site."),
        ("The file", "Too short."),
    )


def test_a_files_name_can_neither_forge_a_line_nor_reverse_what_is_read() -> None:
    (issue,) = unusable_files(NORTHWIND, [replace(REJECTED, file="a\r\nBcc: b\u202excod.xlsx")])
    told = issue.headline + "".join(value for _, value in issue.facts)
    assert not {"\r", "\n", "\u202e"} & set(told)


@pytest.mark.parametrize(
    ("verdict", "count"),
    [
        (Verdict.ACCEPTED, 0),
        (Verdict.ACCEPTED_WITH_WARNINGS, 0),
        (Verdict.QUARANTINED, 1),
        (Verdict.REJECTED, 1),
    ],
)
def test_only_a_file_whose_rows_do_not_count_is_raised(verdict: Verdict, count: int) -> None:
    assert len(list(unusable_files(NORTHWIND, [submission(verdict=verdict)]))) == count


def test_a_later_usable_file_of_the_period_settles_it() -> None:
    assert not list(unusable_files(NORTHWIND, [REJECTED, submission()]))


def test_a_usable_file_of_another_period_settles_nothing_that_has_one() -> None:
    (issue,) = unusable_files(NORTHWIND, [REJECTED, submission("2026-11")])
    assert issue.key.period == "2026-10"


def test_of_two_unusable_files_the_last_one_is_told() -> None:
    again = replace(REJECTED, file="again.xlsx", sha256="another-one")
    (issue,) = unusable_files(NORTHWIND, [REJECTED, again])
    assert issue.facts[0] == ("File", "again.xlsx (another-)")


def test_an_unusable_file_after_a_usable_one_is_raised() -> None:
    assert len(list(unusable_files(NORTHWIND, [submission(), REJECTED]))) == 1


def test_a_file_of_unknown_period_is_settled_by_any_later_usable_one() -> None:
    (issue,) = unusable_files(NORTHWIND, [NAMELESS])
    assert issue.key.period == "unknown"
    assert not list(unusable_files(NORTHWIND, [NAMELESS, submission("2026-11")]))


def test_history_before_the_first_effects_raises_no_unusable_file() -> None:
    old = replace(REJECTED, period=period("2026-09"))
    assert not list(unusable_files(FROM_OCTOBER, [old]))
    assert len(list(unusable_files(FROM_OCTOBER, [REJECTED]))) == 1


@pytest.mark.parametrize(
    ("arrived", "count"), [("2026-09-30T22:59", 0), ("2026-09-30T23:00", 1)], ids=str
)
def test_a_file_of_unknown_period_counts_by_the_day_it_came(arrived: str, count: int) -> None:
    # Midnight in London is an hour before midnight in UTC while summer time lasts.
    found = unusable_files(FROM_OCTOBER, [replace(NAMELESS, arrived=moment(arrived))])
    assert len(list(found)) == count


@pytest.mark.parametrize(
    ("standing", "count"),
    [
        (Standing.AS_READ, 1),
        (Standing.HELD, 1),
        (Standing.ACCEPTED, 0),
        (Standing.REJECTED, 0),
        (Standing.ASKED_AGAIN, 0),
    ],
)
def test_a_correction_is_settled_by_whoever_decides_about_it(
    standing: Standing, count: int
) -> None:
    correction = submission(verdict=Verdict.QUARANTINED, sha256="newer", standing=standing)
    assert len(list(unusable_files(NORTHWIND, [submission(), correction]))) == count


@pytest.mark.parametrize("standing", [Standing.REJECTED, Standing.ASKED_AGAIN])
def test_a_file_that_was_turned_down_leaves_its_period_unserved(standing: Standing) -> None:
    turned_down = submission(verdict=Verdict.QUARANTINED, standing=standing)
    assert len(list(unusable_files(NORTHWIND, [turned_down]))) == 1


def test_a_held_file_is_raised_as_one_that_waits_for_approval() -> None:
    (issue,) = unusable_files(NORTHWIND, [submission(standing=Standing.HELD)])
    assert issue.headline == (
        "Northwind Support Services: the file NW_daily_2026-10.xlsx waits for approval: "
        "it changes what was settled"
    )
