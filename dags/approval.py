"""Ask whether one version of an agreement shall act, until somebody decides.

**When**: started by `approve`, one run for each version. The run's configuration names the partner
and the version, by the content hash of its text.

**What**: a *Required Action* for the contract's owner, the backup and their deputies. It shows
what the version changes in months that were reported, in figures and money:

- **Approve**: the version acts from now on. Reported months keep their figures until somebody
  gives `concord release`.
- **Approve and release**: reported months are restated as well.
- **Reject**: the version does not act. A note with the reason is required.

Unanswered, it is looked at anew every day: what was decided elsewhere, or a file that says
something else by now, ends the run and says so. When the version changes other reported figures
than it did, this run ends, and another one asks with the new ones.

**What follows**: the partner is told which version binds, and asked to acknowledge it.

**When it is red**: every try failed; the task's last line says why. Clear the task: it asks again.
"""

from datetime import timedelta

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import Param, dag, get_current_context, task

from concord.orchestration.approvals import VersionApprovalOperator, note_field
from concord.orchestration.standing_question import runs_that_ask_anew


@dag(
    schedule=None,
    doc_md=__doc__,
    params={
        "partner": Param("", type="string", title="Partner", description="The partner's id."),
        "version": Param("", type="string", title="Version", description="Its content hash."),
    },
    max_active_runs=500,
    default_args={"owner": "operations", "retries": 100, "retry_delay": timedelta(seconds=10)},
    tags=["approval", "concord"],
)
def approval() -> None:
    @task
    def runs_to_ask_anew() -> list[dict[str, object]]:
        return runs_that_ask_anew(get_current_context(), "decide")

    ask_anew = TriggerDagRunOperator.partial(
        task_id="ask_anew", trigger_dag_id="approval", skip_when_already_exists=True
    )
    runs = runs_to_ask_anew()
    VersionApprovalOperator(task_id="decide", params=note_field()) >> runs
    ask_anew.expand_kwargs(runs)


approval()
