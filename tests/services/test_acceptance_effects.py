"""What accepting a file would change: rows, figures and credits, shown and never kept."""

from dataclasses import replace

import pytest

from concord.domain.agreement_version import VersionEventKind
from concord.domain.submission import Standing, Submission, Verdict
from concord.domain.submission_decision import waiting_files
from concord.services.acceptance_effects import AcceptanceEffects, effects_of_acceptance
from tests.builders import moment, period, submission
from tests.services.test_assess import MODEL, NOW
from tests.services.test_assess_held import DEARER, VERSIONS, HeldCase
from tests.stored_places import day


def quarantine(case: HeldCase, month: str, answered: int) -> Submission:
    """Let a file arrive that waits for a person."""
    rows = [day(f"{month}-01", "cebu", 10_000, answered)]
    file = case.observations.add(MODEL.source("daily_ops"), period(month), rows)
    waits = submission(
        month,
        sha256="waits",
        observations=file.observations,
        arrived=moment("2026-11-12T08:00"),
        verdict=Verdict.QUARANTINED,
    )
    with case.store.transaction() as tx:
        tx.submissions.add(waits)
        assert waits in waiting_files(tx.submissions.of_partner("northwind"))
    return waits


def effects(case: HeldCase, waits: Submission) -> AcceptanceEffects:
    return effects_of_acceptance(
        case.agreed,
        waits,
        store=case.store,
        observations=case.observations,
        now=NOW,
        read=lambda kept: VERSIONS.get(kept.version),
    )


def credits_of(found: AcceptanceEffects) -> dict[str, tuple[int, int]]:
    return {
        str(effect.period): (int(before), int(after))
        for effect in found.months
        for _, before, after in effect.credits
    }


def test_a_first_file_for_a_month_brings_its_figures() -> None:
    case = HeldCase("2026-08")
    before = case.found
    found = effects(case, quarantine(case, "2026-09", 9_850))
    assert found.restatement is None
    assert credits_of(found) == {"2026-09": (0, 2000)}
    assert case.found == before


def test_a_correction_moves_its_month_and_every_one_that_depends_on_it() -> None:
    case = HeldCase("2026-08", "2026-09")
    found = effects(case, quarantine(case, "2026-08", 9_950))
    assert found.restatement is not None
    assert found.restatement.to_sha256 == "waits"
    assert credits_of(found) == {"2026-08": (1000, 0), "2026-09": (2000, 1000)}


def test_held_months_are_compared_in_their_own_terms() -> None:
    case = HeldCase("2026-08", "2026-09")
    case.report("2026-08")
    case.approve(DEARER, VersionEventKind.APPROVED_HELD)
    case.again()
    found = effects(case, quarantine(case, "2026-08", 9_950))
    assert credits_of(found) == {"2026-08": (1000, 0), "2026-09": (20_000, 10_000)}


def test_the_same_figures_change_nothing() -> None:
    case = HeldCase("2026-08")
    assert effects(case, quarantine(case, "2026-08", 9_850)).months == ()


@pytest.mark.parametrize("missing", ["observations", "period"])
def test_what_cannot_be_accepted_has_no_effects(missing: str) -> None:
    nothing = replace(submission(verdict=Verdict.QUARANTINED), **{missing: None})  # type: ignore[arg-type] # either field may be None
    assert effects(HeldCase(), nothing) == AcceptanceEffects()


def test_rows_of_a_source_that_is_agreed_no_more_are_compared_with_nothing() -> None:
    case = HeldCase("2026-08")
    held = replace(quarantine(case, "2026-08", 9_950), standing=Standing.AS_READ)
    case.agreed = replace(MODEL, sources=(), kpis=(), service_levels=())
    assert effects(case, held).restatement is None
