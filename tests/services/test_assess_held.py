"""Held effects: reported months keep their version's figures; all others take the new one."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from concord.domain.agreement import Agreement
from concord.domain.agreement_version import AgreementVersion, VersionEvent, VersionEventKind
from concord.domain.report import ReportVersion
from concord.services.assess import assess
from tests.builders import period, points_regime
from tests.services.test_assess import MODEL, NOW, Case

DEARER = replace(
    MODEL,
    version="b" * 64,
    credits=(
        points_regime(
            points={
                name: Decimal(10 * points)
                for points, name in enumerate(("minor", "serious", "severe", "threshold"), start=1)
            }
        ),
    ),
)
DEAREST = replace(
    DEARER, version="c" * 64, credits=(points_regime(points={"minor": Decimal(50)}),)
)
VERSIONS = {a.version: a for a in (MODEL, DEARER, DEAREST)}


class HeldCase(Case):
    """A partner whose versions are approved, held and released, and whose months are reported."""

    def __init__(self, *months: str) -> None:
        super().__init__(MODEL)
        self.approve(MODEL, VersionEventKind.APPROVED)
        for month in months:
            self.deliver(month, "98.5")
        self.again()

    def approve(self, agreed: Agreement, kind: VersionEventKind) -> None:
        self.agreed = agreed
        text = AgreementVersion(partner="northwind", version=agreed.version, content=b"", seen=NOW)
        event = VersionEvent(
            partner="northwind",
            version=agreed.version,
            kind=kind,
            by="kim",
            at=NOW,
            origin="command",
        )
        with self.store.transaction() as tx:
            tx.agreement_versions.add(text)
            tx.agreement_versions.log(event)

    def report(self, *months: str) -> None:
        with self.store.transaction() as tx:
            for month in months:
                tx.reports.add(
                    ReportVersion(
                        partner="northwind",
                        period=period(month),
                        version=1,
                        content_sha256="",
                        issued=NOW,
                    )
                )

    def again(self) -> list[str]:
        changed = assess(
            self.agreed,
            store=self.store,
            observations=self.observations,
            now=NOW,
            read=lambda kept: VERSIONS.get(kept.version),
        )
        return [str(p) for p in changed]

    def under(self) -> dict[str, str]:
        """Return for each month the version that its figures name, and its credits."""
        amounts = self.amounts()
        return {
            month: f"{a.agreement[0]} {' '.join(amounts[month])}"
            for month, a in self.found.items()
        }


def reported(months: Iterable[str], *delivered: str) -> HeldCase:
    case = HeldCase(*delivered)
    case.report(*months)
    return case


def test_without_held_effects_every_month_takes_the_new_version() -> None:
    case = reported(["2026-08"], "2026-08", "2026-09")
    case.approve(DEARER, VersionEventKind.APPROVED)
    case.again()
    assert case.under() == {"2026-08": "b 10000.00", "2026-09": "b 20000.00"}


def test_held_reported_months_stay_and_all_others_take_the_new_version() -> None:
    case = reported(["2026-08"], "2026-08", "2026-09")
    assert case.under() == {"2026-08": "a 1000.00", "2026-09": "a 2000.00"}
    case.approve(DEARER, VersionEventKind.APPROVED_HELD)
    assert case.again() == ["2026-09"]
    assert case.under() == {"2026-08": "a 1000.00", "2026-09": "b 20000.00"}
    assert case.again() == []


def test_a_held_month_is_restated_by_data_under_its_own_version() -> None:
    case = reported(["2026-08", "2026-09"], "2026-08", "2026-09")
    case.approve(DEARER, VersionEventKind.APPROVED_HELD)
    case.deliver("2026-08", "99.5", sent_as="corrected")
    assert case.again() == ["2026-08", "2026-09"]
    assert case.under() == {"2026-08": "a 0.00", "2026-09": "a 1000.00"}


def test_what_was_not_reported_before_a_held_month_changes_nothing_in_it() -> None:
    # 2026-08 earns more under the new version, and fails under both: the repeat stays.
    case = reported(["2026-09"], "2026-08", "2026-09")
    case.approve(DEARER, VersionEventKind.APPROVED_HELD)
    case.again()
    assert case.under() == {"2026-08": "b 10000.00", "2026-09": "a 2000.00"}


def test_what_is_released_restates_every_month() -> None:
    case = reported(["2026-08"], "2026-08", "2026-09")
    case.approve(DEARER, VersionEventKind.APPROVED_HELD)
    case.again()
    case.approve(DEARER, VersionEventKind.RELEASED)
    assert case.again() == ["2026-08"]
    assert case.under() == {"2026-08": "b 10000.00", "2026-09": "b 20000.00"}


def test_a_month_reported_under_a_held_version_keeps_that_one_under_the_next() -> None:
    case = reported(["2026-08"], "2026-08", "2026-09", "2026-10")
    case.approve(DEARER, VersionEventKind.APPROVED_HELD)
    case.again()
    case.report("2026-09")
    case.approve(DEAREST, VersionEventKind.APPROVED_HELD)
    case.again()
    assert case.under() == {
        "2026-08": "a 1000.00",
        "2026-09": "b 20000.00",
        "2026-10": "c 100000.00",
    }


@pytest.mark.parametrize("kind", [VersionEventKind.APPROVED, VersionEventKind.APPROVED_HELD])
def test_taking_a_held_version_back_leaves_what_was_reported(kind: VersionEventKind) -> None:
    case = reported(["2026-08"], "2026-08", "2026-09")
    case.approve(DEARER, VersionEventKind.APPROVED_HELD)
    case.again()
    case.approve(MODEL, kind)
    case.again()
    assert case.under() == {"2026-08": "a 1000.00", "2026-09": "a 2000.00"}
