"""Read landed files again by today's agreement.

**When**: by hand, as after a change of an agreement (the form takes partner, source and period).

**What**: reads the kept copy of each delivered file again. One that comes out otherwise is a
further reading beside the earlier ones; one that comes out as before leaves no trace: a repeat
changes nothing. The partner is not written to. Rows that count in a month whose report went out,
or whose delivery is final, stay as they were read: the log names the file. One that did not count
so far is held instead, and asked about by `quarantine`.

**What follows**: `assess`, for exactly the partners and periods that have other rows now. Without
any, `publish` is skipped.

**When it is red**: everything that could be read was. The last lines of `name_failures` name the
partners that could not be served, with what to do. Clear the run: it takes them up again.
"""

from datetime import timedelta

from airflow.sdk import TriggerRule, dag, get_current_context, task

from concord.orchestration.assets import OBSERVATIONS, announce
from concord.orchestration.forms import partner_field, period_field, source_field


@dag(
    schedule=None,
    doc_md=__doc__,
    params={
        "partner": partner_field(),
        "source": source_field(),
        "period": period_field("all that were delivered"),
    },
    max_active_runs=1,
    default_args={"owner": "operations", "retries": 2, "retry_delay": timedelta(minutes=1)},
    tags=["concord", "reprocess"],
)
def reprocess() -> None:
    @task
    def choose_partners() -> list[list[str]]:
        from concord.orchestration.rounds import partner_chunks

        return partner_chunks(get_current_context()["params"]["partner"])

    @task
    def read_again(partners: list[str]) -> object:
        from datetime import UTC, datetime

        from concord.orchestration.reprocessing import reprocess_round

        params = get_current_context()["params"]
        return reprocess_round(partners, params["source"], params["period"], datetime.now(UTC))

    @task(outlets=[OBSERVATIONS], trigger_rule=TriggerRule.ALL_DONE)
    def publish(rounds: object) -> None:
        announce(OBSERVATIONS, rounds, get_current_context())

    @task(trigger_rule=TriggerRule.ALL_DONE, retries=0)
    def name_failures(chunks: object, rounds: object) -> None:
        from concord.orchestration.rounds import name_unserved

        name_unserved(chunks, rounds)

    chunks = choose_partners()
    rounds = read_again.expand(partners=chunks)
    publish(rounds) >> name_failures(chunks, rounds)


reprocess()
