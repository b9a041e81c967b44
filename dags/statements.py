"""Send the statements of service credits, and ask both sides to sign them.

**When**: daily at 05:35 UTC, after the figures of the night, and by hand (the form takes one
partner).

**What**: on the day of the monthly report, the statement of each service and month goes to
whoever answers for the partner, with a workbook; the time to object to it begins. A month to which
something was posted since is stated anew. Where the agreement takes silence for consent, what we
have signed is signed off once that time is over. Then one run of `sign_off` is started for each
month that waits for signatures. The run's id derives from partner, service and month, so that a
repeat starts nothing: its task is then *skipped*. Partners in their shadow time have no ledger.

Changes of credits that wait for approval are looked for as well: one run of `credit_change` is
started for each.

**What follows**: `sign_off` asks both sides, `credit_change` our own; see *Required Actions*.

**When it is red**: agreements could not be read or the database is away; the log says which. Mend
it; the next run takes it up, and no statement goes out twice.
"""

from datetime import timedelta

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import dag, get_current_context, task

from concord.orchestration.forms import partner_field


@dag(
    schedule="35 5 * * *",
    doc_md=__doc__,
    params={"partner": partner_field()},
    max_active_runs=1,
    default_args={"owner": "operations", "retries": 2, "retry_delay": timedelta(minutes=1)},
    tags=["concord", "statements"],
)
def statements() -> None:
    @task
    def send_due_statements() -> list[dict[str, object]]:
        from datetime import UTC, datetime

        from concord.orchestration.sign_offs import send_statements

        partner = get_current_context()["params"]["partner"]
        return send_statements(partner, datetime.now(UTC))

    TriggerDagRunOperator.partial(
        task_id="start_sign_off_runs", trigger_dag_id="sign_off", skip_when_already_exists=True
    ).expand_kwargs(send_due_statements())

    @task
    def find_waiting_changes() -> list[dict[str, object]]:
        from concord.orchestration.credit_changes import waiting_change_runs

        return waiting_change_runs(get_current_context()["params"]["partner"])

    TriggerDagRunOperator.partial(
        task_id="start_credit_change_runs",
        trigger_dag_id="credit_change",
        skip_when_already_exists=True,
    ).expand_kwargs(find_waiting_changes())


statements()
