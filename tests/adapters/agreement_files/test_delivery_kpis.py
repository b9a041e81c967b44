"""KPIs that count deliveries, as the agreement's file says them."""

import pytest

from concord.domain.kpi import DeliveryRate
from tests.agreement_texts import agreement_of, changed, findings_of

KPIS = "kpis:\n"
OTHER = """\
sources:
  weekly:
    service: voice
    files: "weekly_{period:%Y-%m-%d}.csv"
    covers: week
    columns:
      day: {type: date}
"""


def with_kpi(words: str) -> str:
    return changed(KPIS, f"{KPIS}  files: {words}\n")


@pytest.mark.parametrize("rate", DeliveryRate)
def test_it_counts_the_deliveries_of_all_sources(rate: DeliveryRate) -> None:
    text = with_kpi(f"{{standard: {rate}}}").replace("sources:\n", OTHER)
    kpi = agreement_of(text).kpi("files")
    assert (kpi.rate, kpi.deliveries, kpi.source) == (rate, ("weekly", "daily"), "")
    assert (kpi.service, kpi.unit, kpi.by) == ("voice", "percent", ())
    assert kpi.numerator is not None
    assert kpi.numerator.text.startswith("deliveries")


def test_it_says_whose_and_whether_by_source() -> None:
    text = with_kpi("{standard: punctuality, name: On time, sources: [daily, daily], by: source}")
    kpi = agreement_of(text.replace("sources:\n", OTHER, 1)).kpi("files")
    assert (kpi.name, kpi.deliveries, kpi.by) == ("On time", ("daily",), (("source",),))


def test_a_service_level_may_be_agreed_for_it() -> None:
    level = "{id: files, kpi: files, target: at least 95 %, for_each: [source]}"
    text = with_kpi("{standard: punctuality, by: source}")
    text = text.replace("service_levels:\n", f"service_levels:\n  - {level}\n")
    agreement = agreement_of(text)
    found = next(level for level in agreement.service_levels if level.id == "files")
    assert (found.kpi, found.for_each, str(found.period)) == ("files", ("source",), "month")


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        (
            "{standard: punctuality, sources: [monthly]}",
            ("error", "unknown-source", "kpis.files.sources.0"),
        ),
        (
            "{standard: punctuality, by: site}",
            ("error", "unknown-word", "kpis.files.by"),
        ),
        (
            "{standard: first_time_right, numerator: x}",
            ("error", "unknown-key", "kpis.files.numerator"),
        ),
        ("{standard: punctualness}", ("error", "unknown-standard", "kpis.files.standard")),
    ],
)
def test_what_cannot_be_read_is_found(words: str, finding: tuple[str, str, str]) -> None:
    assert finding in findings_of(with_kpi(words))


def test_services_must_be_told_where_its_sources_have_several() -> None:
    text = with_kpi("{standard: punctuality}").replace("sources:\n", OTHER, 1)
    text = text.replace(
        "services:\n", "services:\n  chat: {name: Chat, currency: GBP, owner: kim}\n", 1
    ).replace("    service: voice\n", "    service: chat\n")
    assert ("error", "missing-key", "kpis.files.service") in findings_of(text)
