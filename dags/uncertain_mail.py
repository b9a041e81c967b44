"""Ask whether one mail arrived, of which nobody can tell whether it went out.

**When**: started by `reconcile`, one run for each attempt in doubt. The run's configuration names
the mail by its key in the outbox, and the attempt.

**What**: a *Required Action* for everybody who may work in Airflow. It shows the mail's subject,
its readers, its Message-ID, and every copy that may have gone out:

- **It arrived**: it counts as sent. Look in a reader's inbox or in the mail provider's log, by the
  Message-ID.
- **Send it again**: `dispatch` sends it. Whoever has it already gets a copy, with the same
  Message-ID and date.
- **Give it up**: nobody gets it any more.

A note is required: how you know, or why. Unanswered, it is looked at anew every day: proof that
came meanwhile ends the run, and so does a decision by `concord outbox`. When more is known about
the attempts than it shows, this run ends, and another one asks with that.

**When it is red**: every try failed; the task's last line says why. Clear the task: it asks again.
"""

from datetime import timedelta

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import dag, get_current_context, task

from concord.orchestration.standing_question import runs_that_ask_anew
from concord.orchestration.uncertain_mails import UncertainMailOperator, mail_fields, note_field


@dag(
    schedule=None,
    doc_md=__doc__,
    params=mail_fields(),
    max_active_runs=500,
    default_args={"owner": "operations", "retries": 100, "retry_delay": timedelta(seconds=10)},
    tags=["concord", "uncertain_mail"],
)
def uncertain_mail() -> None:
    @task
    def runs_to_ask_anew() -> list[dict[str, object]]:
        return runs_that_ask_anew(get_current_context(), "ask")

    ask_anew = TriggerDagRunOperator.partial(
        task_id="ask_anew", trigger_dag_id="uncertain_mail", skip_when_already_exists=True
    )
    runs = runs_to_ask_anew()
    UncertainMailOperator(task_id="ask", params=note_field()) >> runs
    ask_anew.expand_kwargs(runs)


uncertain_mail()
