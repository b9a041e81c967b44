"""Ask about one issue, level after level, until somebody answers.

**When**: started by `escalate`, one run for each opening of an issue. The run's configuration
names the issue by its key, `partner/service/kind/subject/period`.

**What**: each step asks the people of its level, by mail and as a *Required Action*:

- **Acknowledge**: you have seen it and take it on; the ladder stops.
- **Resolve**: it is settled.
- **Waive**: it need not be answered for. A note with the reason is required; without one the same
  question stands again.
- **Escalate now**: the next level is asked at once.

Nobody answers within the level's working hours: the next level is asked. The last level is asked
four times, then the issue stands as *unanswered*. A step that reaches nobody, and a step that was
asked before this run was cleared, is passed without waiting.

**What follows**: nothing; the issue itself is in Concord's database, this run is only the prompt.

**When it is red**: the task's last line says why. Clear the task: it asks again, mails nobody
twice and keeps the first clock.
"""

from datetime import timedelta

from airflow.sdk import Param, TriggerRule, chain, dag, task

from concord.orchestration.issue_ladder import IssueStepOperator, answer_fields

STEPS = 6
"""The steps of the standard policy: levels 1 and 2 once, level 3 four times."""


@dag(
    schedule=None,
    doc_md=__doc__,
    params={
        "key": Param("", type="string", title="Issue", description="The key of an open issue."),
        "opening": Param(1, type="integer", minimum=1, title="Opening"),
    },
    max_active_runs=500,
    max_active_tasks=500,
    default_args={"owner": "operations", "retries": 3, "retry_delay": timedelta(seconds=10)},
    tags=["concord", "issue"],
)
def issue() -> None:
    @task(trigger_rule=TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS)
    def close() -> None:
        """End the run: nobody is asked any more."""

    closed = close()
    steps = [
        IssueStepOperator(
            task_id=f"step_{number}",
            step=number - 1,
            next_step=f"step_{number + 1}" if number < STEPS else None,
            end="close",
            params=answer_fields(),
        )
        for number in range(1, STEPS + 1)
    ]
    chain(*steps)
    for step in steps:
        step >> closed


issue()
