"""Ask whether a change of a service credit that waits shall be posted, until somebody decides.

**When**: started by `statements`, one run for each change. The run's configuration names the
partner and the change by its number.

**What**: a change of a credit waits where the agreement wants one of its size approved, or where
the month was final. A *Required Action* for the contract's owner, the backup and their deputies
shows what the ledger holds, what the change would make of it, and why:

- **Release**: it is posted as it stands. Above an agreed amount two people must release it, and
  nobody releases more than their limit.
- **Refuse**: it is not posted as it is. A note with the reason is required.

An answer that does not count, and why, stands in the log; the question goes on. When the figures
come out otherwise meanwhile, this change is withdrawn, the run ends, and the new one has a run of
its own.

**What follows**: what was posted stands in the next statement.

**When it is red**: every try failed; the task's last line says why. Clear the task: it asks again.
"""

from datetime import timedelta

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import dag, get_current_context, task

from concord.orchestration.credit_changes import CreditChangeOperator, change_fields, note_field
from concord.orchestration.standing_question import runs_that_ask_anew


@dag(
    schedule=None,
    doc_md=__doc__,
    params=change_fields(),
    max_active_runs=500,
    default_args={"owner": "operations", "retries": 100, "retry_delay": timedelta(seconds=10)},
    tags=["concord", "credit_change"],
)
def credit_change() -> None:
    @task
    def runs_to_ask_anew() -> list[dict[str, object]]:
        return runs_that_ask_anew(get_current_context(), "decide")

    ask_anew = TriggerDagRunOperator.partial(
        task_id="ask_anew", trigger_dag_id="credit_change", skip_when_already_exists=True
    )
    runs = runs_to_ask_anew()
    CreditChangeOperator(task_id="decide", params=note_field()) >> runs
    ask_anew.expand_kwargs(runs)


credit_change()
