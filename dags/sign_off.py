"""Ask both sides to sign off a month's service credits, until they have.

**When**: started by `statements`, one run for each service and month whose statement is out. The
run's configuration names them.

**What**: a *Required Action* for the contract's owner, the backup, the service's owner and their
deputies, and for whoever answers for the partner and has a login. It shows the statement, whose
signature lacks, and until when it may be disputed:

- **Sign off**: you sign for your side. Above an agreed amount two people of ours must; nobody
  signs above their limit.
- **Record the partner's acceptance**: for one of ours; the note says how it was given.
- **Record a dispute**: the amount in dispute goes into its field, the reason into the note. The
  undisputed rest goes ahead.

Once both sides have signed, the undisputed amounts are confirmed and the month is locked. An
answer that does not count, and why, stands in the log; the question goes on. When something was
posted since it was asked, or one side has signed, this run ends, and another one asks with the
new statement.

**What follows**: credit notes are matched with what was confirmed, see `concord settlement`.

**When it is red**: every try failed; the task's last line says why. Clear the task: it asks again.
"""

from datetime import timedelta

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import dag, get_current_context, task

from concord.orchestration.sign_offs import SignOffOperator, answer_fields, month_fields
from concord.orchestration.standing_question import runs_that_ask_anew


@dag(
    schedule=None,
    doc_md=__doc__,
    params=month_fields(),
    max_active_runs=500,
    default_args={"owner": "operations", "retries": 100, "retry_delay": timedelta(seconds=10)},
    tags=["concord", "sign_off"],
)
def sign_off() -> None:
    @task
    def runs_to_ask_anew() -> list[dict[str, object]]:
        return runs_that_ask_anew(get_current_context(), "sign")

    ask_anew = TriggerDagRunOperator.partial(
        task_id="ask_anew", trigger_dag_id="sign_off", skip_when_already_exists=True
    )
    runs = runs_to_ask_anew()
    SignOffOperator(task_id="sign", params=answer_fields()) >> runs
    ask_anew.expand_kwargs(runs)


sign_off()
