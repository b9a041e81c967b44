"""From where mail goes out, examined: that nobody is named is worth a warning."""

import pytest

from concord.domain.examination import Health
from concord.domain.mail_delivery import MailDelivery
from concord.services.examine_delivery import examine_delivery

NAMED = MailDelivery(installation="production", only_to=("acme.example", "client.example"))
STAGING = MailDelivery(installation="production", redirect_to="s@acme.example")


@pytest.mark.parametrize(
    ("delivery", "installation", "health", "found"),
    [
        (
            MailDelivery(),
            "concord",
            Health.WARNING,
            "every installation writes to people, at any domain",
        ),
        (
            NAMED,
            "production",
            Health.OK,
            "'production' alone writes to people, at acme.example, client.example",
        ),
        (NAMED, "staging", Health.WARNING, NAMED.waits("staging")),
        (STAGING, "staging", Health.OK, "'staging' writes to s@acme.example alone"),
    ],
)
def test_it_is_said_who_writes_to_whom(
    delivery: MailDelivery, installation: str, health: Health, found: str
) -> None:
    examined = examine_delivery("delivery", delivery, installation)
    assert (examined.health, examined.found) == (health, found)
    assert bool(examined.remedy) is (health is not Health.OK)


def test_the_remedy_says_what_to_write() -> None:
    examined = examine_delivery("delivery", MailDelivery(), "concord")
    assert "`delivery: {installation: concord}`" in examined.remedy
