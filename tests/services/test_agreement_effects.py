"""Effects of a version, worked out over the stored rows: shown, and never kept."""

from dataclasses import replace

from concord.domain.agreement import Agreement
from concord.domain.agreement_effects import PeriodEffect
from concord.domain.agreement_version import AgreementVersion, VersionEventKind
from concord.domain.people import Side
from concord.services.agreement_effects import (
    effects_on_reported,
    figure_terms,
    reporting_terms,
    telling_terms,
)
from tests import builders
from tests.builders import period
from tests.services.test_assess import MODEL, NOW
from tests.services.test_assess_held import DEARER, VERSIONS, HeldCase, reported

APPROVED = VersionEventKind.APPROVED
HELD = VersionEventKind.APPROVED_HELD


def read(kept: AgreementVersion) -> Agreement | None:
    return VERSIONS.get(kept.version)


def effects(case: HeldCase, candidate: Agreement) -> tuple[PeriodEffect, ...]:
    return effects_on_reported(
        case.agreed,
        candidate,
        store=case.store,
        observations=case.observations,
        now=NOW,
        read=read,
    )


def credits_of(found: tuple[PeriodEffect, ...]) -> dict[str, tuple[int, int]]:
    return {
        str(effect.period): (int(before), int(after))
        for effect in found
        for _, before, after in effect.credits
    }


def test_only_reported_months_are_shown_with_their_credits_before_and_after() -> None:
    case = reported(["2026-08"], "2026-08", "2026-09")
    before = case.found
    assert credits_of(effects(case, DEARER)) == {"2026-08": (1000, 10_000)}
    assert case.found == before


def test_where_nothing_was_reported_nothing_is_computed() -> None:
    case = reported([], "2026-08")
    case.observations.asked.clear()
    assert effects(case, DEARER) == ()
    assert case.observations.asked == []


def test_what_no_figure_depends_on_has_no_effect() -> None:
    case = reported(["2026-08", "2026-09"], "2026-08", "2026-09")
    assert effects(case, replace(MODEL, version="d" * 64, people=())) == ()


def test_months_that_are_held_are_compared_in_their_own_terms() -> None:
    case = reported(["2026-08"], "2026-08", "2026-09")
    case.approve(DEARER, HELD)
    case.again()
    case.report("2026-09")
    assert credits_of(effects(case, DEARER)) == {"2026-08": (1000, 10_000)}
    assert credits_of(effects(case, MODEL)) == {"2026-09": (20_000, 2000)}


def terms(case: HeldCase, month: str) -> Agreement:
    return reporting_terms(case.agreed, period(month), store=case.store, read=read)


def test_a_reported_month_is_reported_again_in_the_terms_it_names() -> None:
    case = reported(["2026-08"], "2026-08", "2026-09")
    case.approve(replace(DEARER, name="New name"), HELD)
    case.again()
    held = terms(case, "2026-08")
    assert (held.version, held.credits, held.name) == (MODEL.version, MODEL.credits, "New name")
    assert terms(case, "2026-09") == case.agreed


def test_a_figure_is_explained_by_the_version_it_names() -> None:
    case = reported(["2026-08"], "2026-08", "2026-09")
    case.approve(DEARER, HELD)
    for month in ("2026-08", "2026-09"):
        found = figure_terms(case.agreed, period(month), store=case.store, read=read)
        assert found.version == MODEL.version
    case.again()
    found = figure_terms(case.agreed, period("2026-09"), store=case.store, read=read)
    assert found == DEARER


def test_until_it_is_assessed_anew_a_released_month_stays_as_it_was_reported() -> None:
    case = reported(["2026-08"], "2026-08")
    case.approve(DEARER, APPROVED)
    assert terms(case, "2026-08").version == MODEL.version
    case.again()
    assert terms(case, "2026-08") == DEARER


def test_a_text_that_was_not_kept_leaves_todays_terms() -> None:
    case = reported(["2026-08"], "2026-08")
    case.agreed = replace(DEARER, version="z" * 64)
    case.store.tables.versions.clear()
    assert terms(case, "2026-08") == case.agreed


def test_what_only_earlier_terms_measure_keeps_its_name() -> None:
    case = reported(["2026-08"], "2026-08")
    other = builders.kpi(id="other", name="Other")
    case.agreed = replace(DEARER, kpis=(other,))
    told = telling_terms(case.agreed, store=case.store, read=read)
    assert [kpi.id for kpi in told.kpis] == ["other", "answer_rate"]
    assert told.side(Side.CLIENT) == case.agreed.side(Side.CLIENT)
    case.agreed = MODEL
    assert telling_terms(MODEL, store=case.store, read=read) == MODEL
