"""Assess whether the service levels were met.

**When**: as soon as `collect` has new rows, for the partners and periods they belong to; daily at
04:40 UTC for everything, since time changes outcomes too; and by hand (the form takes a partner
and a period).

**What**: computes KPI values, outcomes of service levels, and service credits. A changed figure is
a new revision; the same rows under the same agreement give the same figures and no revision.

**What follows**: `escalate`, when figures have changed. Without any change `publish` is skipped.

**When it is red**: every partner that could be assessed was. The last lines of `name_failures` say
who could not be, why, and what to do. Mend it, then trigger this DAG.
"""

from datetime import timedelta

from airflow.sdk import (
    AssetOrTimeSchedule,
    CronTriggerTimetable,
    TriggerRule,
    dag,
    get_current_context,
    task,
)

from concord.orchestration.assets import OBSERVATIONS, OUTCOMES, announce, changed_pairs
from concord.orchestration.forms import partner_field, period_field


@dag(
    schedule=AssetOrTimeSchedule(
        timetable=CronTriggerTimetable("40 4 * * *", timezone="UTC"), assets=OBSERVATIONS
    ),
    doc_md=__doc__,
    params={"partner": partner_field(), "period": period_field("every period with deliveries")},
    max_active_runs=1,
    default_args={"owner": "operations", "retries": 2, "retry_delay": timedelta(minutes=1)},
    tags=["concord", "assess"],
)
def assess() -> None:
    @task
    def assess_partners() -> object:
        from datetime import UTC, datetime

        from concord.orchestration.rounds import assess_round, wanted_periods

        context = get_current_context()
        events = changed_pairs(context["triggering_asset_events"])
        form = context["params"]
        wanted = wanted_periods(events, form["partner"], form["period"])
        part = None if events else form["partner"] or form["period"]
        return [assess_round(wanted, part, datetime.now(UTC))]

    @task(outlets=[OUTCOMES])
    def publish(rounds: object) -> None:
        announce(OUTCOMES, rounds, get_current_context())

    @task(trigger_rule=TriggerRule.NONE_FAILED, retries=0)
    def name_failures(rounds: object) -> None:
        from concord.orchestration.rounds import name_unserved

        name_unserved(rounds, rounds)

    rounds = assess_partners()
    publish(rounds) >> name_failures(rounds)


assess()
