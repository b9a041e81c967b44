"""Read what values beyond a stretch target earn the partner."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from concord.adapters.agreement_files import quantities
from concord.adapters.agreement_files.credit_scene import Scene
from concord.adapters.agreement_files.nodes import Text
from concord.adapters.agreement_files.section import Section, as_text, read_text
from concord.domain.credit import Bonus


def read_bonuses(section: Section, service: str, scene: Scene) -> tuple[Bonus, ...]:
    """Return the bonuses of a regime for service levels of its service, none without any."""
    return tuple(_bonuses(section, service, scene))


def _bonuses(section: Section, service: str, scene: Scene) -> Iterator[Bonus]:
    table = section.table_of("bonus")
    for name, node in ({} if table is None else table.entries).items():
        place = section.place if table is None else table.key_places[name]
        is_known = _is_known(section, Text(place=place, text=name), service, scene)
        written = as_text(node, section.remarks)
        if written is None:
            continue
        if written.text.rstrip().endswith("%"):
            percent = read_text(written, quantities.share, section.remarks)
            amount: Decimal | None = None
        else:
            percent, amount = None, read_text(written, quantities.not_negative, section.remarks)
        if is_known and (percent is not None or amount is not None):
            yield Bonus(service_level=name, amount=amount, percent=percent)


def _is_known(section: Section, written: Text, service: str, scene: Scene) -> bool:
    """Say whether a bonus is for a level of the service; report one that cannot be reached."""
    level = scene.level(section, written)
    if level is None:
        return False
    if level.service != service:
        section.remarks.error(
            written.place,
            "does-not-fit",
            found=f"{level.id}, of {level.service}",
            expected=f"a service level of {service}",
        )
        return False
    if level.stretch is None:
        section.remarks.warning(
            written.place,
            "no-stretch",
            found=f"a bonus for {level.id}",
            expected=f"a `stretch` target of {level.id}, which the bonus is for",
        )
    return True
