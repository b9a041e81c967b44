"""Issue the monthly reports.

**When**: daily at 05:30 UTC, and by hand (the form takes a partner and a period).

**What**: issues each monthly report whose day has come, by mail with a workbook, once its data is
whole. While data is missing, the contract's owner alone is told what, from whom, since when. A
report whose figures have changed goes out as the next version and says what changed; one whose
figures have not is not sent again.

**What follows**: the mails wait in the outbox; `dispatch` sends them.

**When it is red**: the reports of all other partners were made. The task's last lines say whose
could not be, why, and what to do. Mend it, then trigger this DAG.
"""

from datetime import timedelta

from airflow.sdk import dag, get_current_context, task

from concord.orchestration.forms import partner_field, period_field


@dag(
    schedule="30 5 * * *",
    doc_md=__doc__,
    params={"partner": partner_field(), "period": period_field("every report that is due")},
    max_active_runs=1,
    default_args={"owner": "operations", "retries": 2, "retry_delay": timedelta(minutes=1)},
    tags=["concord", "report"],
)
def report() -> None:
    @task
    def compile_reports() -> None:
        from datetime import UTC, datetime

        from concord.orchestration.rounds import name_unserved, report_round

        params = get_current_context()["params"]
        rounds = [report_round(params["partner"], params["period"], datetime.now(UTC))]
        name_unserved(rounds, rounds)

    compile_reports()


report()
