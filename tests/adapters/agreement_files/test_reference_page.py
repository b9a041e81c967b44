"""The reference page that is made from the model."""

from concord.adapters.agreement_files.model.agreement import AGREEMENT
from concord.adapters.agreement_files.model.organisation import ORGANISATION
from concord.adapters.agreement_files.reference_page import agreement_page


def test_every_key_of_both_files_is_on_the_page() -> None:
    page = agreement_page()
    for key in (*AGREEMENT.keys, *ORGANISATION.keys):
        assert f"| `{key.name}` |" in page


def test_required_keys_defaults_and_later_ones_are_marked() -> None:
    page = agreement_page()
    assert "| `reference` | text, `MSA-2024-017` | **required** | Its number. |" in page
    assert "| `encoding` | text | utf-8 | The encoding of a text file. |" in page
    assert "[a standard KPI](kpis.md)" in page
