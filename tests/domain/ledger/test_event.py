"""Events: what there can be, and that each says who and when."""

from concord.domain.ledger import LedgerEventKind
from tests.builders_ledger import event


def test_an_event_names_who_did_what_when() -> None:
    told = event(LedgerEventKind.CONSENTED)
    assert (told.kind, told.by, told.origin) == ("consented", "kim", "command")
    assert (told.amount, told.owner, told.due) == (None, "", None)
