"""Settlement: what holds where the contract says nothing."""

from concord.domain.settlement import SettledBy, Settlement, Silence


def test_silence_is_no_consent_unless_the_contract_says_so() -> None:
    settlement = Settlement()
    assert settlement.silence is Silence.OPEN
    assert settlement.settled_by is SettledBy.CREDIT_NOTE
    assert str(settlement.dispute_window) == "10 business days"
    assert (settlement.within, settlement.four_eyes_above) == (None, None)
