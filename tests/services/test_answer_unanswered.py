"""Answering: once for all that came, whoever else is at it, and whatever died before."""

from datetime import timedelta

from concord.domain.message import MessageKind
from concord.domain.period import MeasurementPeriod
from concord.ports import Step
from tests.services.test_collect import ARRIVED, House, agreement


def house(*names: str) -> House:
    room = House()
    for number, name in enumerate(names):
        content = f"rows of {name}".encode()
        room.drive.put(name, content, ARRIVED + timedelta(minutes=number))
    return room


def test_all_files_of_a_round_are_answered_in_one_mail() -> None:
    room = house("NW_2026-09.csv", "NW_2026-10.csv")
    room.collect(agreement())
    with room.store.transaction() as tx:
        (entry,) = tx.outbox.entries()
        assert tx.submissions.unanswered("northwind") == ()
    assert entry.mail.kind is MessageKind.SUBMISSION_VERDICT
    assert entry.mail.subject == "Northwind: 2 files accepted"


def test_history_is_noted_as_answered_and_nobody_is_told() -> None:
    room = house("NW_2026-10.csv")
    room.collect(agreement(effects_from=MeasurementPeriod.parse("2026-11")))
    assert room.mails() == []
    with room.store.transaction() as tx:
        assert tx.submissions.unanswered("northwind") == ()


def test_who_comes_between_has_answered() -> None:
    room = house("NW_2026-10.csv")
    other = House()
    other.drive, other.store = room.drive, room.store

    def overtaken(step: Step, what: str) -> None:
        del what
        if step is Step.PREPARED_ANSWER:
            other.collect(agreement())

    room.progress = overtaken
    room.collect(agreement())
    assert room.mails() == ["Northwind: NW_2026-10.csv accepted"]


def test_a_round_without_new_files_answers_nothing() -> None:
    room = house()
    steps: list[Step] = []
    room.progress = lambda step, _: steps.append(step)
    room.collect(agreement())
    assert steps == [Step.LISTED, Step.COLLECTED]
