"""Values that need more than the domain's parsers."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.adapters.agreement_files import quantities
from concord.domain.period import CALENDAR_YEAR
from concord.domain.quantity import QuantityError


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (quantities.identifier, "a-1_b.c"),
        (quantities.column_name, "in_20s"),
        (quantities.mail_address, "o'neil+kpi@mail.example.com"),
        (quantities.language_tag, "pt-BR"),
        (quantities.unit_word, "GBP/contact"),
    ],
)
def test_these_are_taken_as_they_are(read: Callable[[str], str], text: str) -> None:
    assert read(text) == text


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (quantities.identifier, "../etc"),
        (quantities.identifier, "a|b"),
        (quantities.identifier, ""),
        (quantities.identifier, "a" * 65),
        (quantities.column_name, "20s"),
        (quantities.column_name, "_hidden"),
        (quantities.mail_address, "Ana <ana@x.example>"),
        (quantities.mail_address, "a@x..example"),
        (quantities.mail_address, "a@x.example\nBcc: b@y.example"),
        (quantities.mail_address, "ana"),
        (quantities.language_tag, "English"),
        (quantities.unit_word, "%"),
        (quantities.time_zone, "Europe/Londn"),
        (quantities.time_zone, "../../etc/passwd"),
        (quantities.time_zone, "Europe"),
        (quantities.day, "0001-01-01"),
        (quantities.day, "2026-02-30"),
        (quantities.period, "9999-12"),
        (quantities.period, "2026-13"),
        (quantities.period, "soon"),
        (quantities.period, "FY2026-Q2"),
        (quantities.period, "2026-10/P3M"),
        (quantities.span, "51 years"),
        (quantities.span, "99999999999 days"),
        (quantities.positive_span, "0 days"),
        (quantities.due_rule, "99999 days after period end"),
        (quantities.day_of_period, "93rd day"),
        (quantities.not_negative, "-1"),
        (quantities.share, "100.1 %"),
        (quantities.share, "-1 %"),
        (quantities.percentage, "-1 %"),
    ],
)
def test_these_are_refused(read: Callable[[str], object], text: str) -> None:
    with pytest.raises(QuantityError) as refused:
        read(text)
    assert refused.value.expected


def test_an_unknown_zone_is_answered_with_the_nearest() -> None:
    with pytest.raises(quantities.NotThatError) as refused:
        quantities.time_zone("Europe/Londn")
    assert refused.value.hint == "Europe/London"


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (quantities.time_zone, quantities.period, quantities.day, quantities.span):
        with suppress(QuantityError):
            assert read(text) is not None


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("monthly", "month"),
        ("Quarter", "quarter"),
        ("fiscal quarters", "fiscal quarter"),
        ("rolling three months", "rolling 3 months"),
        ("whenever", ""),
    ],
)
def test_a_period_that_is_none_shows_the_spellings_and_the_nearest(text: str, hint: str) -> None:
    with pytest.raises(quantities.NotThatError) as refused:
        quantities.period_rule(text, CALENDAR_YEAR)
    assert (refused.value.rule, refused.value.hint) == ("unknown-word", hint)
    assert "fiscal quarter" in refused.value.expected
