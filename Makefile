# One definition of every job, for laptops, pre-commit and CI.  `make` alone lists them.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.concord-setup
LOCKS  := requirements.txt requirements-dev.txt requirements-uv.txt
SRC    := $(wildcard include dags plugins tests bench)

# uv takes the package index, the certificates and the offline folder that pip is set up with,
# unless its own variables are set: whoever has told pip need not tell anybody else.
define LIKE_PIP
pip_setting() { $(BIN)/python -m pip config get "global.$$1" 2>/dev/null || true; }; \
set_from_pip() { eval "value=\$${$$1:-\$${$$2:-}}"; [ -n "$$value" ] || value=$$(pip_setting "$$3"); \
  [ -z "$$value" ] || export "$$1=$$value"; }; \
set_from_pip UV_DEFAULT_INDEX PIP_INDEX_URL index-url; \
set_from_pip SSL_CERT_FILE PIP_CERT cert
endef

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help:  ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

.PHONY: setup
setup: $(STAMP)  ## Create .venv with everything in it (PYTHON=... chooses the interpreter)

$(STAMP): pyproject.toml $(LOCKS)
	@command -v $(PYTHON) >/dev/null || { echo "Concord needs Python 3.11 or newer: '$(PYTHON)' was not found. Name another with PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Concord needs Python 3.11 or newer: $(PYTHON) is $$($(PYTHON) -V 2>&1). Name another with PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) has no venv module. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt
	@$(LIKE_PIP); set -ex; \
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode requirements-dev.txt requirements-uv.txt; \
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@
