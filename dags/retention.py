"""Remove delivered files that have been kept as long as was agreed.

**When**: Sundays at 03:15 UTC, and by hand.

**What**: an agreement's `privacy.keep_files` says how long the copies of delivered files are
kept. Those go whose every delivery, by whichever partner, is older than that; none goes that is
under a legal hold, waits for a decision, or was not answered yet. Each removal is put on record
first. What processes that died left in the stores, and nothing names, goes after a week.
Submissions, findings, stored rows and figures stay. `concord retention` lists what would go, and
why the rest stays.

**What follows**: nothing; `concord hold PARTNER` keeps files before the next run.

**When it is red**: the stores or the database are away; the log says which. Mend it, then clear
the run: it takes up what was left.
"""

from datetime import timedelta

from airflow.sdk import dag, task


@dag(
    schedule="15 3 * * 0",
    doc_md=__doc__,
    max_active_runs=1,
    default_args={"owner": "operations", "retries": 2, "retry_delay": timedelta(minutes=1)},
    tags=["concord", "retention"],
)
def retention() -> None:
    @task
    def remove_old_files() -> None:
        from datetime import UTC, datetime

        from concord.orchestration.retention import retention_round

        retention_round(datetime.now(UTC))

    remove_old_files()


retention()
