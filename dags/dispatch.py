"""Send what waits in the outbox.

**When**: every minute, and by hand.

**What**: hands each waiting mail to the mail service of the connection `concord_mail`, or writes
it as a file without one. What became of every attempt is on record. A mail that nobody can be sure
about is *uncertain*: a reminder or a question is sent again after a while, a report waits for a
person. While delivery is held (`concord delivery`), only mails that a person let go leave; the log
of each run says so.

**When it is red**: the mail service refused us or a mail was refused for good; the task's last
line says which. Mails that could not go stay pending. Mend `concord_mail` or the address; the
next run sends what waits, so nothing needs to be cleared.
"""

from airflow.sdk import dag, get_current_context, task


@dag(
    schedule="* * * * *",
    doc_md=__doc__,
    max_active_runs=1,
    default_args={"owner": "operations", "retries": 0},
    tags=["concord", "dispatch"],
)
def dispatch() -> None:
    @task
    def send_mails() -> None:
        from concord.orchestration.mailing import send_waiting

        send_waiting(owner=get_current_context()["run_id"])

    send_mails()


dispatch()
