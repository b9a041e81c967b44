"""What was left out of outcomes, and what they were made of, for people."""

from __future__ import annotations

from rich.table import Table

from concord.cli.output import table
from concord.domain.agreement import Agreement
from concord.domain.figure_text import dimension_text
from concord.domain.notation import shown
from concord.domain.outcome_words import basis_words
from concord.services.try_agreement import Trial


def basis_table(agreement: Agreement | None, trial: Trial) -> Table:
    """Return a sentence a row; no rows where all outcomes are plain."""
    units = {} if agreement is None else {kpi.id: kpi.unit for kpi in agreement.kpis}
    found = [outcome for each in trial.assessments for outcome in each.outcomes]
    found.sort(key=lambda o: (o.service_level, o.period, o.dimension))
    rows = [
        (o.service_level, str(o.period), shown(dimension_text(o.dimension)), sentence)
        for o in found
        for sentence in basis_words(o, units.get(o.kpi, ""))
    ]
    header = ("service level", "period", "for", "what counts")
    return table("Relief, and how figures were counted", header, rows)
