"""What a workbook may hold beside its figures is named, with what to do about it."""

from concord.adapters.workbook.cautions import external_link, macros, password
from concord.domain.submission import Verdict, verdict_of


def test_macros_and_links_wait_for_a_person() -> None:
    assert verdict_of([macros()]) is Verdict.QUARANTINED
    assert verdict_of([external_link("xl/connections.xml")]) is Verdict.QUARANTINED


def test_the_name_of_a_part_never_comes_through_raw() -> None:
    assert external_link("xl/\u202ex").found == "'xl/\\u202ex'"


def test_a_password_is_never_asked_for() -> None:
    assert "Do not send the password" in password().message
