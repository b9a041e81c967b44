"""What the sections of a relationship refer to."""

import pytest

from concord.adapters.agreement_files.document import compose
from concord.adapters.agreement_files.known_names import KnownNames
from concord.adapters.agreement_files.remarks import Remarks
from concord.adapters.agreement_files.section import Section

KNOWN = KnownNames(
    people=["kim"],
    services=["voice"],
    sites=["manila"],
    kpis=["aht"],
    service_levels=["phone"],
)
TEXT = "services: {0}\nsites: {1}\nkpis: {2}\nservice_levels: {3}\n"


def names_of(known: KnownNames, *written: str) -> tuple[list[tuple[str, ...]], list[str]]:
    table = compose(TEXT.format(*written), remarks := Remarks("a.yaml"))
    assert table is not None
    section = Section.unchecked(table, remarks)
    read = [
        known.services_of(section),
        known.sites_of(section),
        known.kpis_of(section),
        known.levels_of(section),
    ]
    return read, [finding.rule for finding in remarks.findings]


def test_what_is_declared_is_known() -> None:
    read, found = names_of(KNOWN, "voice", "[manila]", "aht", "phone")
    assert read == [("voice",), ("manila",), ("aht",), ("phone",)]
    assert found == []


@pytest.mark.parametrize("known", [KNOWN, KnownNames(people=())])
def test_what_is_not_declared_is_an_error(known: KnownNames) -> None:
    read, found = names_of(known, "voise", "manilla", "ath", "fone")
    assert read == [(), (), (), ()]
    assert found == ["unknown-service", "unknown-site", "unknown-kpi", "unknown-service-level"]
