# Concord and the Airflow it runs in, in one image: DAGs and package cannot drift apart.
#
# This file has been checked by reading and by its parts (locks, wheel, entrypoint), not by building
# it: no container engine was at hand.  Treat the first build as part of your acceptance.

# Name a digest here for production: --build-arg PYTHON_IMAGE=python@sha256:…
ARG PYTHON_IMAGE=python:3.11-slim-bookworm

FROM ${PYTHON_IMAGE} AS build
WORKDIR /src
COPY requirements-uv.txt ./
RUN python -m venv /opt/uv \
 && /opt/uv/bin/pip install --no-cache-dir --require-hashes -r requirements-uv.txt

# The packages change seldom, the code often: two layers.
COPY requirements.txt ./
RUN python -m venv --without-pip /opt/venv \
 && /opt/uv/bin/uv pip sync --no-cache --python /opt/venv/bin/python \
      --require-hashes --compile-bytecode requirements.txt \
 && find /opt/venv -path '*/googleapiclient/discovery_cache/documents/*' -type f \
      ! -name 'drive.v3.json' ! -name 'calendar.v3.json' ! -name 'sheets.v4.json' -delete

COPY pyproject.toml requirements-dev.txt ./
COPY include/concord include/concord
RUN /opt/uv/bin/uv build --no-cache --wheel --out-dir /dist \
      --build-constraints requirements-dev.txt --require-hashes \
 && /opt/uv/bin/uv pip install --no-cache --python /opt/venv/bin/python \
      --no-deps --compile-bytecode /dist/*.whl
COPY dags /opt/concord/dags
COPY plugins /opt/concord/plugins
COPY include/agreements /opt/concord/agreements
RUN python -m compileall -q /opt/concord

FROM ${PYTHON_IMAGE}
# Group 0 with group rights, so that platforms which choose the user id themselves can run it too.
RUN useradd --uid 50000 --gid 0 --no-create-home --home-dir /var/lib/airflow concord \
 && install -d -o 50000 -g 0 -m 0770 /var/lib/airflow /var/lib/concord /var/log/airflow
COPY --from=build /opt/venv /opt/venv
COPY --from=build /opt/concord /opt/concord
COPY --chmod=0755 docker/entrypoint /usr/local/bin/entrypoint

ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    AIRFLOW_HOME=/var/lib/airflow \
    AIRFLOW__CORE__DAGS_FOLDER=/opt/concord/dags \
    AIRFLOW__CORE__PLUGINS_FOLDER=/opt/concord/plugins \
    AIRFLOW__LOGGING__BASE_LOG_FOLDER=/var/log/airflow \
    AIRFLOW__CORE__LOAD_EXAMPLES=False \
    CONCORD_AGREEMENTS=/opt/concord/agreements \
    CONCORD_HOME=/var/lib/concord
WORKDIR /var/lib/airflow
USER 50000:0
ENTRYPOINT ["entrypoint"]
CMD ["airflow", "version"]
