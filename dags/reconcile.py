"""Settle what became of mails that nobody can be sure about.

**When**: every five minutes, and by hand.

**What**: a mail is *uncertain* when its sender died, or when the mail service broke off before it
said yes or no. Whoever may have seen it on its way is asked first. Seen, it counts as sent. Not
seen, what happens after a grace time depends on what it is: a reminder or a question is sent
again, a report or a statement about money waits for a person. What the mail service can take back
is taken back, and sent again.

**What follows**: `uncertain_mail` asks a person, one run for each mail; see *Required Actions*.
Every attempt by which a copy may have gone out stands in the question, and in `concord outbox`.

**When it is red**: the database is away; the task's last line says what to do. The next run takes
it up.
"""

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import dag, task


@dag(
    schedule="*/5 * * * *",
    doc_md=__doc__,
    max_active_runs=1,
    default_args={"owner": "operations", "retries": 0},
    tags=["concord", "reconcile"],
)
def reconcile() -> None:
    @task
    def settle_uncertain_mails() -> list[dict[str, object]]:
        from concord.orchestration.uncertain_mails import reconcile_mails

        return reconcile_mails()

    TriggerDagRunOperator.partial(
        task_id="ask_about_mails", trigger_dag_id="uncertain_mail", skip_when_already_exists=True
    ).expand_kwargs(settle_uncertain_mails())


reconcile()
