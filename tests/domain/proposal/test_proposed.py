"""What is proposed."""

from concord.domain.proposal.marks import guess
from concord.domain.proposal.proposed import ProposedKpi


def test_a_kpi_is_of_a_source_and_shown_by_its_dimensions() -> None:
    kpi = ProposedKpi(id="a", name="A", note=guess("seen")).of("daily", ("site",))
    assert (kpi.source, kpi.by, kpi.unit) == ("daily", ("site",), "percent")
