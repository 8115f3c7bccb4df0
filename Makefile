# `make demo` shows the site, `make test` runs every test, `make check` every other check.
PYTHON ?= python3.11
PORT ?= 8000
SIZES ?= 3000 20000
# One more than there are processors: a third of the tests' time is spent waiting for browsers and servers.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
VENV := .venv
BIN := $(VENV)/bin
# A process that has run out of tests takes over half of another one's.
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal
BENCH := $(BIN)/python manage.py search_bench --figures var/bench/figures.jsonl

.DEFAULT_GOAL := help
.PHONY: help demo test test-sqlite test-postgresql check fix messages requirements bench clean

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

$(VENV)/runtime: requirements.txt
	@test -x $(BIN)/python || { $(PYTHON) -m venv $(VENV) 2>/dev/null || python3 -m venv $(VENV); }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/development: $(VENV)/runtime requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

demo: $(VENV)/runtime ## Load the real cases and demo accounts, index, serve (PORT=8000)
	@$(BIN)/python manage.py demo --port $(PORT)

test: test-sqlite $(if $(CI),test-postgresql) ## Run all tests on SQLite; where CI is set, on PostgreSQL too

# Tests start Python dozens of times; where an environment keeps no bytecode each start compiles the project anew.
test-sqlite test-postgresql: export PYTHONDONTWRITEBYTECODE :=

test-sqlite: $(VENV)/development
	@scripts/system-packages chromium gettext maven
	$(PYTEST) $(ARGS)

test-postgresql: $(VENV)/development ## Run all tests that ask for a database on PostgreSQL
	@scripts/system-packages chromium gettext postgresql maven
	scripts/with-postgresql $(PYTEST) $(ARGS)

check: $(VENV)/development ## Lint, types, room directions, templates, migrations, catalogues, dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/python manage.py makemigrations --check --dry-run
	@scripts/system-packages gettext
	$(BIN)/python manage.py check_catalogue
	@scripts/audit

fix: $(VENV)/development ## Format and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(VENV)/development ## Bring the Indonesian catalogue up to date with the code
	$(BIN)/python manage.py makemessages -l id --no-location --no-obsolete --ignore=.venv --ignore=var --ignore=tests
	$(BIN)/python manage.py compilemessages -l id --ignore=.venv

requirements: $(VENV)/development ## Pin the direct and indirect dependencies again
	$(BIN)/uv pip compile --quiet --upgrade --no-header --no-emit-index-url requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --upgrade --no-header --no-emit-index-url requirements-dev.in -o requirements-dev.txt

bench: export DEBUG := 0
bench: $(VENV)/runtime ## Compare search with raw engines and Wagtail's own (SIZES="3000 20000", 100000 on demand)
	@scripts/system-packages postgresql maven
	rm -rf var/bench
	JIPP_DATA_DIR=var/bench/sqlite $(BENCH) --sizes $(firstword $(SIZES))
	JIPP_DATA_DIR=var/bench/postgresql scripts/with-elasticsearch scripts/with-postgresql $(BENCH) --sizes $(SIZES)

clean: ## Remove the environment and caches; run-time data in var/ stays
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache
