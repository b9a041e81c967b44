"""What is named in service levels, readable or not."""

from concord.adapters.agreement_files.declared_levels import declared_bands, declared_levels
from concord.adapters.agreement_files.document import compose
from concord.adapters.agreement_files.remarks import Remarks
from concord.adapters.agreement_files.section import Section

TEXT = """\
service_levels:
  - {id: phone, kpi: answer_rate, target: rubbish, bands: {minor: x, worst: beyond}}
  - {kpi: aht, revisions: [{bands: {other: 3}}], bands: none}
  - {target: at least 80 %}
"""


def root() -> Section:
    remarks = Remarks("acme.yaml")
    table = compose(TEXT, remarks)
    assert table is not None
    return Section.unchecked(table, remarks)


def test_every_band_that_is_named_is_known() -> None:
    assert declared_bands(root()) == {"minor", "worst", "other"}


def test_every_service_level_is_known_by_its_id_or_its_kpi() -> None:
    assert declared_levels(root()) == {"phone", "aht"}
