"""Aims: objectives, feedback and recognition, read strictly and kept."""

from datetime import date
from decimal import Decimal

import pytest

from concord.domain.quantity import parse_recurrence, parse_span
from concord.domain.relationship import FeedbackRound, Objective, Occasion, Recognition
from tests.agreement_texts import agreement_of, changed, findings_of
from tests.builders import at_least

OBJECTIVE = (
    "{id: faster, what: Answer more, kpis: [answer_rate], target: at least 90 %, by: 2027-12-31, "
    "from: 2027-01-01, start: 82 %, owner: ana}"
)
FEEDBACK = (
    "{id: mood, every: quarter, ask: [sponsor], questions: [How is it?], scale: 0-10, "
    "answer_within: 10 business days}"
)
RECOGNITION = (
    "{id: row, occasion: all_met, periods: 3, service_levels: [phone], words: Well done, "
    "to: [ana], released_by: kim}"
)


def aiming(key: str, text: str) -> str:
    """Return the valid agreement with an aim."""
    return changed("escalation: standard\n", f"{key}: {text}\n")


def test_aims_are_read_in_full_and_the_later_ones_wait_with_one_finding() -> None:
    text = aiming("objectives", f"[{OBJECTIVE}]\nfeedback: {FEEDBACK}\nrecognition: {RECOGNITION}")
    assert [found[1:] for found in findings_of(text)] == [
        ("not-yet", "feedback"),
        ("not-yet", "recognition"),
    ]
    kept = agreement_of(text).relationship
    assert kept.objectives == (
        Objective(
            id="faster",
            what="Answer more",
            kpis=("answer_rate",),
            target=at_least("90"),
            by=date(2027, 12, 31),
            since=date(2027, 1, 1),
            start=Decimal(82),
            owner="ana",
        ),
    )
    assert kept.feedback == (
        FeedbackRound(
            id="mood",
            rhythm=parse_recurrence("quarter"),
            ask=("sponsor",),
            questions=("How is it?",),
            scale="0-10",
            answer_within=parse_span("10 business days"),
        ),
    )
    assert kept.recognition == (
        Recognition(
            id="row",
            occasion=Occasion.ALL_MET,
            periods=3,
            service_levels=("phone",),
            words="Well done",
            to=("ana",),
            released_by="kim",
        ),
    )


def test_what_is_not_said_is_by_default() -> None:
    asked = agreement_of(aiming("feedback", "{id: mood, every: quarter, ask: sponsor}"))
    praised = agreement_of(aiming("recognition", "{id: row, occasion: anniversary}"))
    assert asked.relationship.feedback[0].scale == "1-5"
    assert praised.relationship.recognition[0].periods == 1


@pytest.mark.parametrize(
    ("key", "whole", "old", "new", "rule", "path"),
    [
        ("objectives", OBJECTIVE, "[answer_rate]", "[answer_rat]", "unknown-kpi", "kpis.0"),
        ("objectives", OBJECTIVE, "what: Answer more, ", "", "missing-key", "what"),
        ("objectives", OBJECTIVE, "by: 2027", "by: 2026", "upside-down", "by"),
        ("objectives", OBJECTIVE, "at least 90 %", "90 %", "not-a-quantity", "target"),
        ("objectives", OBJECTIVE, "at least 90 %", "at least 6 min", "not-a-quantity", "target"),
        ("objectives", OBJECTIVE, "start: 82 %", "start: low", "not-a-quantity", "start"),
        ("feedback", FEEDBACK, "every: quarter", "every: autumn", "not-a-quantity", "every"),
        ("feedback", FEEDBACK, "ask: [sponsor], ", "", "missing-key", "ask"),
        ("recognition", RECOGNITION, "all_met", "all_mett", "unknown-word", "occasion"),
        ("recognition", RECOGNITION, "periods: 3", "periods: 0", "not-a-quantity", "periods"),
        (
            "recognition",
            RECOGNITION,
            "released_by: kim",
            "released_by: kym",
            "unknown-person",
            "released_by",
        ),
    ],
)
def test_aims_are_read_strictly(
    key: str, whole: str, old: str, new: str, rule: str, path: str
) -> None:
    found = findings_of(aiming(key, whole.replace(old, new)))
    found = [each for each in found if each[1] != "not-yet"]
    assert [(f[0], f[1]) for f in found] == [("error", rule)]
    assert found[0][2] == f"{key}.{path}"
