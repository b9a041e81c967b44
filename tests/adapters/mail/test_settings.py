"""Options of a connection, as JSON or as the text of a URI gives them."""

import pytest

from concord.adapters.mail.settings import flag, seconds
from concord.ports import ConnectionSettings


def settings(**extra: object) -> ConnectionSettings:
    return ConnectionSettings(id="concord_mail", type="smtp", extra=extra)


@pytest.mark.parametrize(
    ("written", "means"),
    [
        (True, True),
        (" true ", True),
        ("TRUE", True),
        ("yes", True),
        (1, True),
        (False, False),
        ("FALSE", False),
        ("no", False),
        ("0", False),
        ("perhaps", None),
        (None, None),
    ],
)
def test_a_flag_is_yes_no_or_not_said(written: object, means: bool | None) -> None:  # noqa: FBT001 - the table's own value
    assert flag(settings(disable_tls=written), "disable_tls") is means


def test_a_flag_that_is_absent_was_not_said() -> None:
    assert flag(settings(), "disable_tls") is None


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        (5, 5),
        ("0.5", 0.5),
        (20, 20),
        (21, 20),
        (0, 20),
        (-1, 20),
        ("nan", 20),
        ("inf", 20),
        ("soon", 20),
        (None, 20),
    ],
)
def test_a_time_out_shortens_the_default_and_never_exceeds_it(
    written: object, taken: float
) -> None:
    assert seconds(settings(timeout=written), "timeout", 20.0) == taken
