"""Find files that wait for a person.

**When**: at the end of a `collect` that brought one, hourly at 50 minutes past, and by hand (the
form takes one partner).

**What**: two kinds of file wait. One is in quarantine: it could be opened, but what it holds or
how it is laid out leaves a doubt that no rule can settle. The other is a correction of figures
that are settled: it arrived after the report for its period went out, or after the delivery was
final. This starts one run of `decision` for each. The run's id derives from the file, so that a
repeat starts nothing: its task is then *skipped*. Nobody is asked about history, which is what
lies before the agreement's `effects_from`: `concord files` lists it.

**What follows**: `decision` asks the contract's owner; see *Required Actions*.

**When it is red**: agreements could not be read or the database is away; the log says which. Mend
it; the next run takes it up.
"""

from datetime import timedelta

from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import dag, get_current_context, task

from concord.orchestration.forms import partner_field


@dag(
    schedule="50 * * * *",
    doc_md=__doc__,
    params={"partner": partner_field()},
    max_active_runs=1,
    default_args={"owner": "operations", "retries": 2, "retry_delay": timedelta(minutes=1)},
    tags=["concord", "quarantine"],
)
def quarantine() -> None:
    @task
    def find_waiting_files() -> list[dict[str, object]]:
        from concord.orchestration.submission_decisions import waiting_runs

        return waiting_runs(get_current_context()["params"]["partner"])

    TriggerDagRunOperator.partial(
        task_id="start_decision_runs", trigger_dag_id="decision", skip_when_already_exists=True
    ).expand_kwargs(find_waiting_files())


quarantine()
