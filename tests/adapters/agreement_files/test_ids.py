"""Names of an author's choice that become ids."""

import pytest

from tests.agreement_texts import VALID, findings_of


@pytest.mark.parametrize("section", ["sources", "kpis", "services"])
def test_a_name_that_cannot_be_an_id_is_an_error_at_its_place(section: str) -> None:
    first = VALID.split(f"\n{section}:\n  ")[1].split(":")[0]
    text = VALID.replace(f"\n{section}:\n  {first}:", f'\n{section}:\n  "a|b":')
    assert ("error", "not-an-id", f"{section}.a|b") in findings_of(text)
