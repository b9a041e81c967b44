"""Find agreement versions that wait for approval.

**When**: hourly at 25 minutes past, and by hand (the form takes one partner).

**What**: a live partner's agreement goes on as it was approved when somebody edits its file. This
looks for files that say something else, and starts one run of `approval` for each such version.
The run's id derives from partner and version, so that a repeat starts nothing: its task is then
*skipped*. A version that was asked about before and comes back into the file is asked about again
when its old run is cleared.

**What follows**: `approval` asks the contract's owner; see *Required Actions*.

**When it is red**: agreements could not be read or the database is away; the log says which. Files
with errors do not make it red: `concord check` names these. Mend it; the next run takes it up.
"""

from datetime import timedelta

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import dag, get_current_context, task

from concord.orchestration.forms import partner_field


@dag(
    schedule="25 * * * *",
    doc_md=__doc__,
    params={"partner": partner_field()},
    max_active_runs=1,
    default_args={"owner": "operations", "retries": 2, "retry_delay": timedelta(minutes=1)},
    tags=["concord", "approve"],
)
def approve() -> None:
    @task
    def find_pending_versions() -> list[dict[str, object]]:
        from concord.orchestration.approvals import pending_runs

        return pending_runs(get_current_context()["params"]["partner"])

    TriggerDagRunOperator.partial(
        task_id="start_approval_runs", trigger_dag_id="approval", skip_when_already_exists=True
    ).expand_kwargs(find_pending_versions())


approve()
