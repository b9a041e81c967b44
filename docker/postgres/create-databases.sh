#!/bin/bash
# One server, two databases, two owners: Airflow cannot read Concord's figures, nor the reverse.
set -euo pipefail

create() { # NAME PASSWORD
    psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
        --set name="$1" --set password="$2" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name" TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
}

create airflow "$AIRFLOW_DB_PASSWORD"
create concord "$CONCORD_DB_PASSWORD"
