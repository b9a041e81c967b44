"""The sample's agreements: templates in which only the dates depend on the day."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from string import Template

from concord.domain.period import add_months
from concord.sample_company.timeline import Timeline

NAMES = ("organisation", "northwind", "brightline", "castellan")
_NOTICE_IN = timedelta(days=25)
_NOTICE_PERIOD = timedelta(days=90)
_REVIEW_IN = timedelta(days=21)
_LAST_SAFE_DAY = 28


def write_agreements(folder: Path, timeline: Timeline) -> None:
    """Write the organisation file and one agreement a partner into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    templates = files("concord.sample_company") / "templates"
    dates = {name: value.isoformat() for name, value in contract_dates(timeline).items()}
    words = dates | {"effects_from": str(timeline.last_month)}
    for name in NAMES:
        template = Template((templates / f"{name}.yaml").read_text("utf-8"))
        (folder / f"{name}.yaml").write_text(template.substitute(words), "utf-8")


def contract_dates(timeline: Timeline) -> dict[str, date]:
    """Return the contracts' dates by their names in the templates.

    Northwind's notice date is 25 days ahead, Brightline's next review some three weeks; all
    else lies beyond the reach of the reminders.
    """
    today = timeline.today
    northwind_end = today + _NOTICE_IN + _NOTICE_PERIOD
    review = today + _REVIEW_IN
    review -= timedelta(days=max(0, review.day - _LAST_SAFE_DAY))
    brightline_start = add_months(review, -30)
    castellan_start = add_months(timeline.last_month.start, -28)
    return {
        "northwind_start": add_months(northwind_end, -36) + timedelta(days=1),
        "northwind_end": northwind_end,
        "brightline_start": brightline_start,
        "brightline_end": add_months(brightline_start, 60) - timedelta(days=1),
        "castellan_start": castellan_start,
        "castellan_end": add_months(castellan_start, 48) - timedelta(days=1),
    }
