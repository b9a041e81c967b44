"""Services: what holds where the agreement says nothing of them."""

from concord.domain.service import DEFAULT_SERVICE, Service


def test_a_service_of_which_nothing_is_said_has_no_hours_currency_or_charges() -> None:
    service = Service(id=DEFAULT_SERVICE, name="Customer care")
    assert (service.hours, service.currency, service.owner) == (None, None, None)
    assert (service.charges.rates, service.charges.counted) == ((), None)
