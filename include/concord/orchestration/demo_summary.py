"""What the demo prints in the end: what came in, what it was found to be, and what went out."""

from __future__ import annotations

from collections.abc import Iterable
from email import message_from_bytes, policy
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from concord.domain.agreement import Agreement
from concord.domain.figure_text import dimension_text, target_text, value_text
from concord.domain.finding import Severity, visible
from concord.domain.outbox import OutboxEntry
from concord.domain.period import MeasurementPeriod
from concord.domain.submission import Submission, Verdict
from concord.ports import Transaction
from concord.wiring import Deployment

_SHOWN_FINDINGS = 3
_ATTENTION = "bold red"


def print_summary(
    console: Console,
    deployment: Deployment,
    month: MeasurementPeriod,
    actions: Iterable[dict[str, dict[str, str]]],
    url: str,
) -> None:
    """Print everything that the records say happened, problems first."""
    agreements = tuple(deployment.agreements.values())
    with deployment.store.transaction() as tx:
        console.print(_submissions(agreements, tx))
        console.print(_outcomes(agreements, tx, month))
        _print_credits(console, agreements, tx, month)
        entries = tx.outbox.entries()
    _print_required_actions(console, actions, url)
    _print_mails(console, entries, deployment.outbox_folder)
    workbooks = extract_workbooks(entries, deployment.settings.home / "reports")
    console.print("\n[bold]Report workbooks[/bold]")
    for workbook in workbooks:
        console.print(f"  {escape(str(workbook))}", soft_wrap=True)


def _submissions(agreements: Iterable[Agreement], tx: Transaction) -> Table:
    table = _table("Submissions", "Partner", "Verdict", "File", "Findings")
    for agreement in agreements:
        submissions = tx.submissions.of_partner(agreement.partner)
        for submission in submissions:
            if submission.verdict is not Verdict.ACCEPTED:
                found = "\n".join(_findings(submission))
                table.add_row(
                    agreement.name,
                    f"[{_ATTENTION}]{submission.verdict.replace('_', ' ')}[/]",
                    escape(visible(submission.file)),
                    found,
                )
    for agreement in agreements:
        submissions = tx.submissions.of_partner(agreement.partner)
        accepted = sum(s.verdict is Verdict.ACCEPTED for s in submissions)
        rows = sum(s.rows_accepted for s in submissions)
        table.add_row(agreement.name, "accepted", f"{accepted} files", f"{rows:,} rows in use")
    return table


def _findings(submission: Submission) -> Iterable[str]:
    serious = [f for f in submission.findings if f.severity is not Severity.INFO]
    for finding in serious[:_SHOWN_FINDINGS]:
        where = f"[bold]{escape(finding.where)}[/bold] " if finding.where else ""
        yield f"{where}{escape(finding.message)}"
    if len(serious) > _SHOWN_FINDINGS:
        yield f"… and {len(serious) - _SHOWN_FINDINGS} more"


def _outcomes(agreements: Iterable[Agreement], tx: Transaction, month: MeasurementPeriod) -> Table:
    table = _table(
        f"Outcomes of {month}", "Partner", "Service level", "Figure", "Agreed", "Outcome"
    )
    rows = []
    for agreement in agreements:
        for assessment in tx.assessments.of_partner(agreement.partner):
            if assessment.period != month:
                continue
            for outcome in assessment.outcomes:
                kpi = agreement.kpi(outcome.kpi)
                unit = outcome.unit(kpi.unit)
                good = not outcome.kind.is_failure and outcome.kind.is_rated
                words = str(outcome.kind).replace("_", " ")
                band = f" ({outcome.band})" if outcome.band else ""
                cells = (
                    agreement.name,
                    f"{kpi.name}, {dimension_text(outcome.dimension)}",
                    value_text(outcome.compared_value, unit),
                    "" if outcome.target is None else target_text(outcome.target, unit),
                    f"[green]{words}[/]" if good else f"[{_ATTENTION}]{words}{band}[/]",
                )
                rows.append((good, cells))
    for _, cells in sorted(rows, key=lambda row: row[0]):
        table.add_row(*cells)
    return table


def _print_credits(
    console: Console,
    agreements: Iterable[Agreement],
    tx: Transaction,
    month: MeasurementPeriod,
) -> None:
    console.print(f"\n[bold]Service credits of {month}[/bold]")
    for agreement in agreements:
        for assessment in tx.assessments.of_partner(agreement.partner):
            if assessment.period == month:
                for credit in assessment.credits:
                    console.print(f"  {agreement.name}: {credit.amount:,} {credit.currency}")


def _print_required_actions(
    console: Console, actions: Iterable[dict[str, dict[str, str]]], url: str
) -> None:
    console.print("\n[bold]Required Actions that wait for an answer[/bold]")
    for action in actions:
        task = action["task_instance"]
        path = f"dags/{task['dag_id']}/runs/{task['dag_run_id']}/tasks/{task['task_id']}"
        _print_line(console, str(action["subject"]), f"{url}/{path}/required_actions")


def _print_mails(console: Console, entries: Iterable[OutboxEntry], folder: Path) -> None:
    console.print("\n[bold]Mails[/bold]")
    for entry in entries:
        file = folder / f"{entry.mail.key}.eml"
        where = str(file) if file.exists() else "handed to the mail service"
        _print_line(console, entry.mail.subject, f"to {', '.join(entry.mail.to)}", where)


def _print_line(console: Console, text: str, *details: str) -> None:
    """Print a text and its details, each on a line of its own that no width breaks."""
    console.print(f"  {escape(text)}", soft_wrap=True)
    for detail in details:
        console.print(f"    [dim]{escape(detail)}[/dim]", soft_wrap=True)


def extract_workbooks(entries: Iterable[OutboxEntry], folder: Path) -> list[Path]:
    """Write the workbooks that mails carry as files into `folder`; return their paths."""
    written: dict[Path, None] = {}
    for entry in entries:
        for part in message_from_bytes(entry.mail.payload, policy=policy.default).walk():
            name = Path(part.get_filename() or "").name
            if name.endswith(".xlsx"):
                side = entry.mail.to[0].partition("@")[2] if entry.mail.to else "nobody"
                folder.mkdir(parents=True, exist_ok=True)
                file = folder / f"{Path(name).stem} ({Path(side).name}).xlsx"
                file.write_bytes(part.get_content())
                written[file] = None
    return list(written)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", expand=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
