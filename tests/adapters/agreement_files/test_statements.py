"""What an agreement says, on a day: revisions in place of what they revise."""

from datetime import date
from pathlib import Path

import pytest

from concord.adapters.agreement_files import LoadedAgreement, agreement_statements
from concord.adapters.agreement_files.statements import Statement, in_force
from tests.agreement_texts import VALID, changed


def said(text: str) -> tuple[Statement, ...]:
    loaded = LoadedAgreement(
        path=Path("acme.yaml"), partner="acme", agreement=None, findings=(), content=text.encode()
    )
    return agreement_statements(loaded)


def on(text: str, day: str) -> dict[str, str]:
    """Return what holds on a day, by its path."""
    return {".".join(s.path): s.says for s in in_force(said(text), date.fromisoformat(day))}


def test_everything_is_said_in_the_author_s_words_and_order() -> None:
    found = on(VALID, "2026-01-01")
    assert list(found)[:3] == ["partner", "name", "timezone"]
    assert found["sources.daily.due"] == "3 business days after period end at 17:00"
    assert found["sources.daily.columns.date.from"] == "Date, Fecha"
    assert found["contract.amendments.A-3.what"] == "a better target"
    assert found["kpis.aht.numerator"] == "sum(handle_s)"
    assert found["credits.points.cap.month"] == "12 %"


@pytest.mark.parametrize(
    ("day", "target"), [("2026-06-30", "at least 80 %"), ("2026-07-01", "at least 82 %")]
)
def test_a_revision_holds_from_its_day(day: str, target: str) -> None:
    assert on(VALID, day)["service_levels.phone.target"] == target


def test_a_revision_tells_its_amendment() -> None:
    (revised,) = [s for s in said(VALID) if s.since is not None]
    assert (revised.path, revised.since, revised.amendment) == (
        ("service_levels", "phone", "target"),
        date(2026, 7, 1),
        "A-3",
    )


def test_a_revised_mapping_replaces_the_whole_of_the_earlier_one() -> None:
    text = changed(
        "target: at least 82 %, amendment", "bands: {minor: 70 %, worst: beyond}, amendment"
    )
    found = on(text, "2026-07-01")
    bands = {path: says for path, says in found.items() if ".phone.bands." in path}
    assert bands == {
        "service_levels.phone.bands.minor": "70 %",
        "service_levels.phone.bands.worst": "beyond",
    }


def test_people_are_there_from_their_first_to_their_last_day() -> None:
    text = changed("from: 2024-04-01}", "from: 2024-04-01, until: 2026-05-31}")
    for day, there in (("2024-03-31", False), ("2024-04-01", True), ("2026-06-01", False)):
        assert ("people.joel.email" in on(text, day)) is there


def test_a_service_level_is_there_from_when_it_is_in_force() -> None:
    text = changed("{kpi: aht, target", "{kpi: aht, in_force: 2026-02-01, target")
    assert "service_levels.aht.target" not in on(text, "2026-01-31")
    assert "service_levels.aht.target" in on(text, "2026-02-01")


def test_items_are_called_by_what_people_know_them_by() -> None:
    text = changed("amendments: [{id: A-3, ", "amendments: [{")
    assert "contract.amendments.1.what" in on(text, "2026-10-01")


def test_crossed_dimensions_are_told_as_such() -> None:
    text = changed("by: [site]}", "by: [site, [site, date]]}")
    assert on(text, "2026-10-01")["kpis.answer_rate.by"] == "site, [site, date]"


def test_a_text_that_is_no_agreement_says_nothing() -> None:
    assert said("[") == ()
    assert on("partner: acme\nunknown: 1\n", "2026-10-01") == {"partner": "acme"}
