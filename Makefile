# One definition of every job, for laptops, pre-commit and CI.  `make` alone lists them.

PYTHON ?= python3
PINNED_UV := 0.13.9

VENV  := .venv
BIN   := $(VENV)/bin
STAMP := $(VENV)/.concord-setup
AUDIT := .venv-audit

# uv takes the index, the offline folder and the certificates that pip is set up with, unless its
# own variables are set: whoever has told pip need not tell anybody else.
define LIKE_PIP
from_pip() { \
  eval "value=\$${$$1:-\$${$$2:-}}"; \
  [ -n "$$value" ] || value=$$($(BIN)/python -m pip config get "global.$$3" 2>/dev/null || true); \
  [ -z "$$value" ] || export "$$1=$$value"; \
}; \
from_pip UV_DEFAULT_INDEX PIP_INDEX_URL index-url; \
from_pip UV_NO_INDEX PIP_NO_INDEX no-index; \
[ -z "$${UV_NO_INDEX:-}" ] || from_pip UV_FIND_LINKS PIP_FIND_LINKS find-links; \
from_pip SSL_CERT_FILE PIP_CERT cert
endef

COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo test check system docs bench audit sbom lock clean

help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-7s %s\n", $$1, $$2}' Makefile

setup: $(STAMP)  ## Build .venv from the locks (PYTHON=… names another interpreter)

# The bytecode is compiled once, here: otherwise every start of Airflow would compile it again.
$(STAMP): pyproject.toml requirements-dev.txt requirements-uv.txt $(BIN)/uv
	@echo "Installing the locked packages into $(VENV)"
	@$(LIKE_PIP); unset PYTHONDONTWRITEBYTECODE; set -e; \
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode \
	  requirements-dev.txt requirements-uv.txt; \
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(BIN)/uv: requirements-uv.txt
	@command -v "$(PYTHON)" >/dev/null || { echo "Concord needs Python 3.11 or newer, and there is no '$(PYTHON)' here. Name another: make setup PYTHON=…" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Concord needs Python 3.11 or newer, and '$(PYTHON)' is $$("$(PYTHON)" -V 2>&1). Name another: make setup PYTHON=…" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { echo "'$(PYTHON)' cannot make virtual environments. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || "$(PYTHON)" -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt
	@touch $@

demo: $(STAMP)  ## Run Concord with made-up partners (PORT=…; ONCE=1 stops after the first round)
	@exec $(BIN)/python -m concord.orchestration.demo

test: $(STAMP)  ## Run the tests, and hold coverage to its thresholds
	$(BIN)/pytest tests --ignore=tests/system --numprocesses=2 -m "not journey" --cov --cov-report=
	$(BIN)/coverage report --fail-under=90
	@echo "The figures that people pay by: domain and services, every branch"
	$(BIN)/coverage report --fail-under=100 \
	  --include='include/concord/domain/*,include/concord/services/*'
	@echo "Whole journeys, which coverage would only slow down"
	$(BIN)/pytest tests --ignore=tests/system --numprocesses=2 -m journey

check: $(STAMP)  ## Check style, types, allowed imports, locks and the compose file
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest tests/structure --quiet

system: $(STAMP)  ## Run the whole thing: real Airflow, real servers, faults (minutes)
	$(BIN)/pytest tests/system

docs: $(STAMP)  ## Write what is made from the model: the reference pages and the JSON Schemas
	@set -e; for page in agreement findings kpis; do $(BIN)/concord reference $$page > docs/reference/$$page.md; done; \
	for file in agreement organisation; do $(BIN)/concord schema $$file > include/agreements/$$file.schema.json; done
	$(BIN)/python -m tests.bad_inputs.page > docs/reference/bad-inputs.md
	$(BIN)/python -m tests.crash.page > docs/reference/crashes.md

bench: $(STAMP)  ## Measure the figures that docs and changelog quote
	$(BIN)/python -m bench

audit: $(AUDIT)/.installed  ## Ask whether a locked package is known to be vulnerable (needs PyPI)
	$(AUDIT)/bin/pip-audit --strict --require-hashes --disable-pip --requirement requirements.txt

sbom: $(AUDIT)/.installed  ## Write what is shipped as CycloneDX: build/sbom.cdx.json
	@mkdir -p build
	@PYTHONWARNINGS=ignore $(AUDIT)/bin/cyclonedx-py requirements --pyproject pyproject.toml \
	  --spec-version 1.6 --output-reproducible --validate --output-file build/sbom.cdx.json requirements.txt
	@echo "What is shipped is listed in build/sbom.cdx.json"

# Tools in an environment of their own: what they need must not change what is shipped or tested.
$(AUDIT)/.installed: requirements-audit.txt $(BIN)/uv
	@$(LIKE_PIP); set -e; \
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(AUDIT); \
	$(BIN)/uv pip sync --quiet --python $(AUDIT)/bin/python --require-hashes requirements-audit.txt
	@touch $@

lock: $(BIN)/uv  ## Bring the locks up to pyproject.toml (UPGRADE=1 takes newer releases)
	@$(LIKE_PIP); set -e; \
	$(COMPILE) pyproject.toml --output-file requirements.txt; \
	$(COMPILE) pyproject.toml --extra dev --constraints requirements.txt --output-file requirements-dev.txt; \
	printf 'cyclonedx-bom[validation]\npip-audit\n' | $(COMPILE) - --output-file requirements-audit.txt; \
	echo 'uv==$(PINNED_UV)' | $(COMPILE) - --no-annotate --output-file requirements-uv.txt

clean:  ## Remove what make has made, .venv included
	rm -rf $(VENV) $(AUDIT) build .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache \
	  .pytest_cache .ruff_cache include/*.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
