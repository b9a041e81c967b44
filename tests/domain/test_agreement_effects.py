"""Effects of a version on what was reported: figures and money, before and after."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from concord.domain.agreement_effects import (
    FigureChange,
    PeriodEffect,
    effect_on,
    effect_words,
    reported_as,
)
from concord.domain.assessment import Assessment
from concord.domain.report_changes import NOTHING_VISIBLE
from tests import builders
from tests.builders_report import OCTOBER, a_year, an_agreement

BEFORE = reported_as(an_agreement(), a_year(), OCTOBER)


def with_october(**changes: object) -> tuple[Assessment, ...]:
    *earlier, october = a_year()
    return (*earlier, replace(october, **changes))  # type: ignore[arg-type] # the test's own names


def test_equal_figures_are_no_effect_whatever_the_version_is_called() -> None:
    renamed = replace(an_agreement(), version="other", people=())
    assert effect_on(BEFORE, reported_as(renamed, a_year(), OCTOBER)) is None


def test_a_changed_outcome_and_its_credit_are_shown_before_and_after() -> None:
    october = a_year()[-1]
    credit = replace(october.credits[0], amount=Decimal("99.50"))
    outcomes = tuple(replace(o, value=Fraction(90)) for o in october.outcomes[:1])
    after = with_october(outcomes=(*outcomes, *october.outcomes[1:]), credits=(credit,))
    effect = effect_on(BEFORE, reported_as(an_agreement(), after, OCTOBER))
    assert effect is not None
    assert effect.period == OCTOBER
    assert effect.credits == (("GBP", october.credits[0].amount, Decimal("99.50")),)
    labels = [change.label for change in effect.figures]
    assert any("Calls answered" in label for label in labels)
    money = next(change for change in effect.figures if "credit" in change.label)
    assert money.after == "GBP 99.50"
    assert money.before != money.after


def test_what_comes_and_goes_has_a_dash_in_its_place() -> None:
    gone = effect_on(BEFORE, reported_as(an_agreement(), with_october(credits=()), OCTOBER))
    assert gone is not None
    assert gone.figures[-1].after == "–"
    assert gone.credits[0][2] == 0
    back = effect_on(reported_as(an_agreement(), with_october(credits=()), OCTOBER), BEFORE)
    assert back is not None
    assert back.figures[-1].before == "–"
    assert back.credits[0][1] == 0


def test_less_than_the_digits_shown_is_an_effect_all_the_same() -> None:
    october = a_year()[-1]
    value = october.outcomes[0].value
    assert value is not None
    nearly = replace(october.outcomes[0], value=value + Fraction(1, 10**9))
    after = with_october(outcomes=(nearly, *october.outcomes[1:]))
    effect = effect_on(BEFORE, reported_as(an_agreement(), after, OCTOBER))
    assert effect is not None
    assert [change.label for change in effect.figures] == [NOTHING_VISIBLE]
    assert effect.credits == ()


def test_effects_in_a_sentence() -> None:
    figures = (FigureChange(label="x", before="1", after="2"),)
    one = PeriodEffect(period=OCTOBER, figures=figures)
    two = PeriodEffect(
        period=builders.period("2026-09"),
        figures=figures,
        credits=(("GBP", Decimal(1000), Decimal(2000)),),
    )
    assert effect_words(()) == "Nothing that was reported changes."
    assert effect_words((one,)) == "1 reported month changes."
    assert effect_words((two, one)) == (
        "2 reported months change; service credit of September 2026 GBP 1,000.00 becomes "
        "GBP 2,000.00."
    )
