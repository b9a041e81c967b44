"""Data protection: personal figures need a purpose and a legal basis."""

import pytest

from concord.domain.privacy import PersonalKpis, Privacy


@pytest.mark.parametrize(
    ("kpis", "purpose", "basis", "allowed"),
    [
        ("off", "coaching", "contract", False),
        ("names", "coaching", "contract", True),
        ("pseudonyms", "coaching", "contract", True),
        ("names", "", "contract", False),
        ("names", "coaching", "", False),
    ],
)
def test_personal_figures_are_off_until_their_reasons_are_recorded(
    kpis: str, purpose: str, basis: str, *, allowed: bool
) -> None:
    privacy = Privacy(personal_kpis=PersonalKpis(kpis), purpose=purpose, legal_basis=basis)
    assert privacy.allows_personal_kpis is allowed


def test_by_default_nothing_personal_is_shown() -> None:
    assert not Privacy().allows_personal_kpis
