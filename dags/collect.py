"""Collect what the partners delivered.

**When**: every 15 minutes, and by hand (the form takes one partner).

**What**: looks at every drive that an agreement names, keeps a copy of each new file as evidence,
reads and judges it, stores the rows that count, and answers the partner by mail with each wrong
cell. A file that is known already is left alone: a repeated run changes nothing and mails nobody.
Then it reminds of files that are due soon, and asks for those that have not come, by one mail to
each partner; a drive that could not be looked at is held against nobody.

**What follows**: `assess`, for exactly the partners and periods that have new rows, and
`quarantine` for files that wait for a person. Without any, `publish` or `ask_about_files` is
skipped.

**When it is red**: everything that could be collected was. The last lines of `name_failures` and
`chase_deliveries` name each source that could not be served, and each agreement with errors, with
what to do. Mend it; the next run takes it up.
"""

from datetime import timedelta

from airflow.sdk import TriggerRule, dag, get_current_context, task

from concord.orchestration.ask_about_files import AskAboutFiles
from concord.orchestration.assets import OBSERVATIONS, announce
from concord.orchestration.forms import partner_field


@dag(
    schedule="*/15 * * * *",
    doc_md=__doc__,
    params={"partner": partner_field()},
    max_active_runs=1,
    default_args={"owner": "operations", "retries": 2, "retry_delay": timedelta(minutes=1)},
    tags=["concord", "collect"],
)
def collect() -> None:
    @task
    def choose_partners() -> list[list[str]]:
        from concord.orchestration.rounds import partner_chunks

        return partner_chunks(get_current_context()["params"]["partner"])

    @task
    def collect_partners(partners: list[str]) -> object:
        from datetime import UTC, datetime

        from concord.orchestration.rounds import collect_round

        return collect_round(partners, datetime.now(UTC))

    @task(outlets=[OBSERVATIONS], trigger_rule=TriggerRule.ALL_DONE)
    def publish(rounds: object) -> None:
        announce(OBSERVATIONS, rounds, get_current_context())

    @task(trigger_rule=TriggerRule.ALL_DONE, retries=0)
    def chase_deliveries(chunks: object) -> None:
        from datetime import UTC, datetime

        from concord.orchestration.rounds import chase_round, name_unserved

        part = get_current_context()["params"]["partner"]
        rounds = [chase_round(chunks, part, datetime.now(UTC))]
        name_unserved(rounds, rounds)

    @task(trigger_rule=TriggerRule.ALL_DONE, retries=0)
    def name_failures(chunks: object, rounds: object) -> None:
        from concord.orchestration.rounds import name_unserved

        name_unserved(chunks, rounds)

    chunks = choose_partners()
    rounds = collect_partners.expand(partners=chunks)
    AskAboutFiles(task_id="ask_about_files", rounds=rounds, trigger_rule=TriggerRule.ALL_DONE)
    publish(rounds) >> name_failures(chunks, rounds)
    rounds >> chase_deliveries(chunks)


collect()
