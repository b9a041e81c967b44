"""Relief that was approved by the wrong people, or that rows are too coarse for."""

import pytest

from tests.agreement_texts import VALID, findings_of, read

EVENT = 'id: outage, from: "2026-10-14T09:10", to: "2026-10-14T13:40", cause: client'
DAYS = "id: outage, from: 2026-10-14, to: 2026-10-15, cause: client"
STANDING = "id: outage, every: week on Sunday, cause: maintenance"


def with_relief(item: str, text: str = VALID) -> str:
    assert text.count("escalation: standard") == 1
    return text.replace("escalation: standard", f"relief:\n  - {{{item}}}\nescalation: standard")


@pytest.mark.parametrize(
    ("approved", "kim", "found"),
    [
        ("approved_by: kim", "", None),
        ("approved_by: ana", "", "ana, who works for the partner"),
        ("approved_by: kim", ", until: 2026-10-13", "kim, who left on 2026-10-13"),
        ("approved_by: kim", ", until: 2026-10-14", None),
        ("approved_by: kim, approved_on: 2026-10-20", ", from: 2026-10-20", None),
        (
            "approved_by: kim, approved_on: 2026-10-19",
            ", from: 2026-10-20",
            "kim, who came on 2026-10-20",
        ),
        (
            "approved_by: kim, approved_on: 2026-10-19",
            ", from: 2026-01-01, until: 2026-10-18",
            "kim, who left on 2026-10-18",
        ),
    ],
)
def test_somebody_of_the_client_who_is_there_may_approve(
    approved: str, kim: str, found: str | None
) -> None:
    address = "email: kim@client.example"
    _, findings = read(with_relief(f"{EVENT}, {approved}", VALID.replace(address, address + kim)))
    told = [(f.path, f.found) for f in findings if f.rule == "may-not-approve"]
    assert told == ([("relief.outage.approved_by", found)] if found else [])


WITH_TIME = VALID.replace("{from: [Date, Fecha], type: date}", "{type: timestamp}")
NO_DAY = VALID.replace("      date:     {from: [Date, Fecha], type: date}\n", "").replace(
    "coverage: {every: calendar day, for_each: [site]}\n    key: [date, site]", "key: [site]"
)


@pytest.mark.parametrize(
    ("item", "text", "warns"),
    [
        (EVENT, VALID, False),
        (f"{EVENT}, drops: hours", VALID, True),
        (f"{EVENT}, drops: rows", VALID, True),
        (f"{EVENT}, drops: period", VALID, False),
        (f"{EVENT}, drops: hours", WITH_TIME, False),
        (f"{DAYS}, drops: rows", VALID, False),
        (STANDING, VALID, False),
        (f'{STANDING}, when: "02:00-06:00"', VALID, True),
        (f'{STANDING}, when: "02:00-06:00", drops: day', VALID, False),
        (STANDING, VALID.replace("timezone: Europe/London", "timezone: Asia/Manila"), False),
        (
            STANDING,
            VALID.replace("    covers: month\n", "    covers: month\n    timezone: Asia/Manila\n"),
            False,
        ),
        (EVENT, NO_DAY, True),
        (f"{EVENT}, drops: period", NO_DAY, False),
        (f"{EVENT}, service_levels: [aht]", NO_DAY, True),
    ],
)
def test_rows_must_tell_whether_they_lie_within(
    item: str,
    text: str,
    warns: bool,  # noqa: FBT001 - a column of the table
) -> None:
    found = findings_of(with_relief(f"{item}, approved_by: kim", text))
    expected = [("warning", "rows-too-coarse", "relief.outage.drops")] if warns else []
    assert found == expected


def test_a_file_a_day_tells_the_day_of_its_rows() -> None:
    text = NO_DAY.replace("covers: month", "covers: day").replace("%Y-%m}", "%Y-%m-%d}")
    assert findings_of(with_relief(f"{EVENT}, approved_by: kim", text)) == []
