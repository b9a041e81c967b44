"""Related failures: service levels of which only the dearest failure counts."""

import pytest

from tests.agreement_texts import agreement_of, changed, findings_of, read


def related(phone: str, aht: str) -> str:
    """Return the valid agreement with what its two service levels say they are related by."""
    text = changed("    minimum_volume", f"    related: {phone}\n    minimum_volume")
    return text.replace("target: at most 6 min", f"target: at most 6 min, related: {aht}")


def test_service_levels_are_related_by_a_name_that_they_share() -> None:
    text = related("speed", "speed")
    assert findings_of(text) == []
    assert [level.related for level in agreement_of(text).service_levels] == ["speed", "speed"]


def test_without_a_name_they_are_not() -> None:
    text = changed("language: en", "language: en")
    assert {level.related for level in agreement_of(text).service_levels} == {""}


def test_a_name_that_stands_alone_is_probably_a_slip() -> None:
    _, findings = read(related("speed", "sped"))
    assert [(f.rule, f.path, f.hint) for f in findings] == [
        ("related-to-none", "service_levels.phone.related", "sped"),
        ("related-to-none", "service_levels.1.related", "speed"),
    ]


@pytest.mark.parametrize("written", ["[speed]", "{speed: 1}"])
def test_a_name_is_a_text(written: str) -> None:
    found = findings_of(related(written, "speed"))
    assert ("error", "not-a-text", "service_levels.phone.related") in found
