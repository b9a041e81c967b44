"""The letters about deliveries: all of them in one table, in words, nothing raw."""

from concord.domain.delivery_letter import chase_letter, owner_letter, reminder_letter
from concord.domain.delivery_reminders import DeliveryNotice
from concord.domain.delivery_rungs import Rung
from concord.domain.letter import Tone
from concord.domain.submission import Verdict
from tests.builders import agreement, moment, period, submission

DUE = moment("2026-11-04T17:00")
RUNG = Rung(number=1, words="4 hours after", moment=moment("2026-11-04T21:00"))
DAILY = DeliveryNotice(source="daily_ops", period=period(), due=DUE, rung=RUNG)
REFUSED = DeliveryNotice(
    source="quality",
    period=period(),
    due=DUE,
    rung=RUNG,
    came=submission(file="bad\x1b[31m.xlsx", verdict=Verdict.REJECTED),
)
PROMISED = DeliveryNotice(
    source="staff", period=period(), due=DUE, rung=RUNG, promised=moment("2026-11-09T17:00")
)


def test_a_reminder_lists_what_is_due_with_its_time() -> None:
    letter = reminder_letter(agreement(), [DAILY])
    assert letter.title == (
        "Northwind Support Services: 1 file is due soon, daily ops for October 2026"
    )
    assert letter.tone is Tone.NEUTRAL
    [table] = letter.tables
    assert table.rows == (("daily ops", "October 2026", "4 Nov 2026 17:00", "nothing came"),)
    assert ("Times are in", "Europe/London") in letter.facts


def test_a_chase_says_of_each_delivery_what_is_known() -> None:
    letter = chase_letter(agreement(), [DAILY, REFUSED, PROMISED], [])
    assert letter.title.endswith("3 files have not arrived, daily ops for October 2026 and 2 more")
    [table] = letter.tables
    nothing, refused, promised = (row[3] for row in table.rows)
    assert nothing == "nothing came"
    assert "\x1b" not in refused
    assert refused.endswith("came on 2 Nov 2026 08:00 and cannot be used")
    assert promised == "nothing came; it was promised for 9 Nov 2026 17:00"


def test_a_chase_notes_what_came_and_waits() -> None:
    waits = submission(verdict=Verdict.QUARANTINED)
    unknown = submission(verdict=Verdict.QUARANTINED, period=None)
    letter = chase_letter(agreement(), [DAILY], [waits, unknown])
    assert letter.tables[1].caption == "What came and waits for a decision or a correction"
    assert letter.tables[1].rows == (
        ("daily ops", "October 2026", "2 Nov 2026 08:00", "NW_daily_2026-10.xlsx"),
        ("daily ops", "", "2 Nov 2026 08:00", "NW_daily_2026-10.xlsx"),
    )


def test_the_owner_reads_what_was_asked_for_again_and_why_it_is_told() -> None:
    letter = owner_letter(agreement(), [DAILY])
    assert "1 file was asked for again" in letter.title
    assert letter.why.startswith("You get this because you own the contract")


def test_a_letter_says_nothing_that_changes_from_round_to_round() -> None:
    assert chase_letter(agreement(), [DAILY], []) == chase_letter(agreement(), [DAILY], [])
