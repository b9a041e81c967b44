"""Watch Concord itself.

**When**: every five minutes, and by hand.

**What**: looks for what stands still although it should go on: mails that wait too long, are
uncertain or were refused, delivery on hold, files that wait for a person, drives that were not
looked at, and DAGs of which no run came to its end. People are told by the connection
`concord_alarm`, which goes by none of what is watched: when it begins, again every four hours,
and when it has ended. Then the address of `concord_heartbeat` is called: a service outside that
calls people when it hears nothing. The same figures go to Airflow's metrics.

**What follows**: nothing in Airflow. `concord watch` prints the same.

**When it is red**: the last line names alarms that nobody was told of, as there is no
`concord_alarm`, or the way to people that failed. The database may be away. The next run looks
again.
"""

from airflow.sdk import dag, task


@dag(
    schedule="*/5 * * * *",
    doc_md=__doc__,
    max_active_runs=1,
    default_args={"owner": "operations", "retries": 0},
    tags=["concord", "watch"],
)
def watch() -> None:
    @task
    def tell_what_stands_still() -> None:
        from concord.orchestration.watching import watch_round

        watch_round()

    tell_what_stands_still()


watch()
