"""Raise what must be answered for.

**When**: as soon as `assess` has new figures, every 30 minutes, and by hand (the form takes one
partner).

**What**: turns missed service levels, those that head for a miss, late and unusable files and
undecided contract dates into issues, and settles those that the facts have settled. Then it starts
one run of `issue` for each issue that nobody has been asked about yet. The run's id derives from
the issue, so that a repeat starts nothing: its task is then *skipped*.

**What follows**: `issue` asks level after level; see *Required Actions*.

**When it is red**: the issues of all other partners were raised. The last lines of `name_failures`
say whose could not be, why, and what to do. Mend it; the next run takes it up.
"""

from datetime import timedelta

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import (
    AssetOrTimeSchedule,
    CronTriggerTimetable,
    TriggerRule,
    dag,
    get_current_context,
    task,
)

from concord.orchestration.assets import OUTCOMES
from concord.orchestration.forms import partner_field


@dag(
    schedule=AssetOrTimeSchedule(
        timetable=CronTriggerTimetable("5,35 * * * *", timezone="UTC"), assets=OUTCOMES
    ),
    doc_md=__doc__,
    params={"partner": partner_field()},
    max_active_runs=1,
    default_args={"owner": "operations", "retries": 2, "retry_delay": timedelta(minutes=1)},
    tags=["concord", "escalate"],
)
def escalate() -> None:
    @task
    def raise_issues() -> list[dict[str, object]]:
        from datetime import UTC, datetime

        from concord.orchestration.rounds import escalate_round

        context = get_current_context()
        issues, result = escalate_round(context["params"]["partner"], datetime.now(UTC))
        context["ti"].xcom_push(key="rounds", value=[result])
        return [
            {
                "trigger_run_id": issue.run_id,
                "conf": {"key": str(issue.key), "opening": issue.opening},
            }
            for issue in issues
        ]

    @task(trigger_rule=TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS, retries=0)
    def name_failures() -> None:
        from concord.orchestration.rounds import name_unserved

        rounds = get_current_context()["ti"].xcom_pull(task_ids="raise_issues", key="rounds")
        name_unserved(rounds, rounds)

    issues = raise_issues()
    start_runs = TriggerDagRunOperator.partial(
        task_id="start_issue_runs", trigger_dag_id="issue", skip_when_already_exists=True
    ).expand_kwargs(issues)
    [issues, start_runs] >> name_failures()


escalate()
