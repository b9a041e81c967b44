"""Remind of contract dates.

**When**: daily at 05:00 UTC, and by hand (the form takes one partner).

**What**: reminds of notice dates, term ends and reviews, more urgently the closer they are, by
mail with a calendar entry. It stops when a decision is recorded: `concord decide`. Each reminder
goes out once, however often this runs.

**What follows**: the mails wait in the outbox; `dispatch` sends them.

**When it is red**: all other partners' reminders were made. The task's last lines say whose could
not be, why, and what to do. Mend it, then trigger this DAG.
"""

from datetime import timedelta

from airflow.sdk import dag, get_current_context, task

from concord.orchestration.forms import partner_field


@dag(
    schedule="0 5 * * *",
    doc_md=__doc__,
    params={"partner": partner_field()},
    max_active_runs=1,
    default_args={"owner": "operations", "retries": 2, "retry_delay": timedelta(minutes=1)},
    tags=["concord", "remind"],
)
def remind() -> None:
    @task
    def send_reminders() -> None:
        from datetime import UTC, datetime

        from concord.orchestration.rounds import name_unserved, remind_round

        params = get_current_context()["params"]
        rounds = [remind_round(params["partner"], datetime.now(UTC))]
        name_unserved(rounds, rounds)

    send_reminders()


remind()
