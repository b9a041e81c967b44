"""Batches on record: by which one an attempt can be taken back, and until when."""

from datetime import timedelta

import pytest

from concord.adapters.mail.sendgrid_batch import Batch
from tests.adapters.mail.mails import NOON

BATCH = Batch(id="YjM0LTY=", send_at=NOON)


def test_a_batch_is_read_as_it_was_put_on_record() -> None:
    assert Batch.parse(BATCH.token) == BATCH


@pytest.mark.parametrize(
    "token",
    ["", "b-1", "b-1@", "@5", "b-1@soon", "b 1@5", "b-1@\u0665", "b-1@5\n", "b" * 201 + "@5"],
)
def test_what_is_no_token_is_no_batch(token: str) -> None:
    assert Batch.parse(token) is None


@pytest.mark.parametrize(
    ("seconds", "can"), [(631, True), (630, True), (629, False), (0, False), (-60, False)]
)
def test_ten_minutes_before_it_goes_out_it_is_too_late(seconds: int, *, can: bool) -> None:
    assert BATCH.can_be_taken_back(NOON - timedelta(seconds=seconds)) is can
