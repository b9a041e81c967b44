"""The only part that knows Airflow: what its DAGs need, and a whole Airflow on one machine."""
