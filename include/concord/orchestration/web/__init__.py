"""Our pages in Airflow's UI: each app of them is made by `guarded_app`, and by nothing else."""
