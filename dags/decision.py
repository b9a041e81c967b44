"""Ask what shall become of one file that waits, until somebody decides.

**When**: started by `quarantine`, one run for each file. The run's configuration names the
partner, the delivery and the file, by its content hash.

**What**: a *Required Action* for the contract's owner, the backup, the service's owner and their
deputies. It shows what was found, the rows concerned, and what accepting the file changes in
figures and money:

- **Accept as it is**: the rows that could be read count. Of a correction that came after the
  report, this is the approval. A note with the reason is required.
- **Reject**: what counts today stays. A note with the reason is required.
- **Ask again**: the same, and the partner is asked for a corrected file.

Unanswered, it is looked at anew every day: a decision by `concord decide-file`, or a later file
that counts, ends the run and says so. No answer never accepts anything; the issue about the file
goes up its levels meanwhile. When accepting would change other figures than it did, this run ends,
and another one asks with the new ones.

**What follows**: the partner is told at once. `assess` runs for the one period whose figures
moved; where none did, `publish` is skipped.

**When it is red**: every try failed; the task's last line says why. Clear the task: it asks again.
"""

from datetime import timedelta

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import dag, get_current_context, task

from concord.orchestration.assets import CHANGED, OBSERVATIONS, announce
from concord.orchestration.standing_question import runs_that_ask_anew
from concord.orchestration.submission_decisions import (
    FileDecisionOperator,
    reading_fields,
    reason_field,
)


@dag(
    schedule=None,
    doc_md=__doc__,
    params=reading_fields(),
    max_active_runs=500,
    default_args={"owner": "operations", "retries": 100, "retry_delay": timedelta(seconds=10)},
    tags=["concord", "decision"],
)
def decision() -> None:
    @task(outlets=[OBSERVATIONS])
    def publish() -> None:
        context = get_current_context()
        moved = context["ti"].xcom_pull(task_ids="decide", key=CHANGED)
        announce(OBSERVATIONS, [{CHANGED: moved}], context)

    @task
    def runs_to_ask_anew() -> list[dict[str, object]]:
        return runs_that_ask_anew(get_current_context(), "decide")

    ask_anew = TriggerDagRunOperator.partial(
        task_id="ask_anew", trigger_dag_id="decision", skip_when_already_exists=True
    )
    runs = runs_to_ask_anew()
    FileDecisionOperator(task_id="decide", params=reason_field()) >> [publish(), runs]
    ask_anew.expand_kwargs(runs)


decision()
