"""Parse a folder of DAG files, and print as JSON what they hold and what that has imported."""

import json
import sys
from pathlib import Path
from typing import Any

from airflow.dag_processing.dagbag import DagBag


def described(dag: Any) -> dict[str, Any]:  # noqa: ANN401 -- Airflow's own, in whatever class
    """Return what the tests ask about a DAG."""
    return {
        "schedule": schedule(dag.timetable),
        "doc": dag.doc_md or "",
        "tags": sorted(dag.tags),
        "owner": dag.owner,
        "max_active_runs": dag.max_active_runs,
        "fields": sorted(dag.params),
        "retries": {task.task_id: task.retries for task in dag.tasks},
        "downstream": {task.task_id: sorted(task.downstream_task_ids) for task in dag.tasks},
    }


def schedule(timetable: Any) -> str | None:  # noqa: ANN401 -- as above
    """Return a schedule in words: a cron line, assets, or nothing."""
    if (asset := timetable.asset_condition) is not None:
        return f"{asset.uri.rstrip('/')} or {schedule(timetable.timetable)}"
    expression: str | None = getattr(timetable, "expression", None)
    return expression


def main(folder: Path) -> None:
    """Parse and print."""
    bag = DagBag(dag_folder=folder)
    result = {
        "errors": bag.import_errors,
        "dags": {dag_id: described(dag) for dag_id, dag in bag.dags.items()},
        "modules": sorted(sys.modules),
    }
    sys.stdout.write(f"\n{json.dumps(result)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
