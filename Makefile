# make run     set up and serve at http://127.0.0.1:8000 (PORT=… for another port), with a worker
# make setup   the same without serving
# make test    lint, types and all tests, on SQLite and on PostgreSQL
# make help    the rest
#
# Needed: Python 3.11 or newer with venv, make and git. All else goes into .venv/ and var/.

PYTHON ?= python3
PORT ?= 8000
export PORT

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
# Where the site writes, as settings.py has it.
VAR := $(or $(FACTCHECK_VAR),$(CURDIR)/var)
SITE := $(or $(PUBLIC_URL),http://127.0.0.1:$(PORT))

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup run test check pytest pytest-postgresql bench format messages lock clean

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile
	@echo 'make check      lint and types alone'
	@echo 'make bench      how claims come through edits, what following them costs, and other ratios'
	@echo 'make format     let ruff put the code in order'
	@echo 'make messages   collect the texts to translate, and compile the translations'
	@echo 'make lock       choose package versions anew (needs uv)'
	@echo 'make clean      remove .venv and caches; var/, where the data are, stays'

# --- The environment. A stamp is as new as the lock that it was installed from, so that a second
# --- run installs nothing.

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("factcheck needs Python 3.11 or newer, and $(PYTHON) is %d.%d; try: make $(MAKECMDGOALS) PYTHON=python3.11" % sys.version_info[:2])'
	@echo 'Making .venv'
	@$(PYTHON) -m venv .venv

.venv/.runtime: requirements/runtime.txt | .venv/bin/python
	@echo 'Installing packages'
	@$(PIP) -r $<
	@touch $@

.venv/.dev: requirements/dev.txt | .venv/bin/python
	@echo 'Installing packages for development'
	@$(PIP) -r $<
	@touch $@ .venv/.runtime

# --- The site. Each step finds out for itself whether it has been done, but for the static files:
# --- naming and compressing them takes seconds, so their list of names stands for them.

STATIC_NAMES := $(VAR)/static/staticfiles.json

$(STATIC_NAMES): .venv/.runtime $(shell find factcheck/static -type f)
	@$(MANAGE) collectstatic --no-input --verbosity 0

setup: .venv/.runtime $(STATIC_NAMES)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) createcachetable --verbosity 0
	@$(MANAGE) demo_accounts
	@$(MANAGE) load_seeds

# One process with four threads: SQLite lets one connection write at a time, so more processes would
# wait for each other; threads overlap the reading, and share one set of caches. The worker is a
# child of the shell that becomes the server, and ends when that process has ended, however it did.
run: setup
	@$(BIN)/python -c 'import socket; socket.create_server(("127.0.0.1", $(PORT)))' 2>/dev/null || \
		{ echo 'Something else uses port $(PORT); try: make run PORT=8001'; exit 1; }
	@echo
	@echo '  What readers see   $(SITE)/'
	@echo '  The desk           $(SITE)/desk/'
	@echo '  The admin          $(SITE)/admin/'
	@echo '  Demo accounts      $(VAR)/demo-accounts.txt'
	@echo '  Stop with Ctrl-C.'
	@echo
	@$(MANAGE) work --beside $$$$ & \
	exec $(BIN)/granian --interface wsgi --host 127.0.0.1 --port $(PORT) --workers 1 \
		--blocking-threads 4 --no-ws --log-level warning factcheck.wsgi:application

# --- The tests. They write to temporary directories, never to var/.

test: check pytest pytest-postgresql

check: export FACTCHECK_VAR = $(CURDIR)/.cache/check
check pytest: export DATABASE_URL =
check: .venv/.dev
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(MANAGE) makemigrations --check --dry-run

# Two at a time; in the browser one file each, since a file's tests share a site.
pytest: .venv/.dev
	@echo '--- On SQLite'
	@$(BIN)/python -m pytest -m 'not browser' --numprocesses 2
	@echo '--- In a browser'
	@$(BIN)/python -m pytest -m browser --numprocesses 2 --dist loadfile

# Of the browser tests only the journey: the others see pages, which don't know the database; nor
# do the tests that ask for every page there is, the domain, the client and the tests of the house
# itself. Two at a time, in their order: what empties the database, and the browser, come last.
pytest-postgresql: .venv/.dev
	@echo '--- On PostgreSQL'
	@$(BIN)/python -m tests.postgres $(BIN)/python -m pytest -m 'not browser or journey' \
		--numprocesses 2 \
		--ignore tests/domain --ignore tests/fetching --ignore tests/test_architecture.py \
		--ignore tests/test_messages.py --ignore tests/test_settings.py \
		--ignore tests/test_seals_leak.py --ignore tests/test_crawl.py

BENCHES := anchors_on_real_edits anchors_on_made_edits cost_of_mapping recording as_it_stood \
	hostile_html copies search_claims pages

bench: .venv/.dev
	@for bench in $(BENCHES); do echo "--- $$bench"; $(BIN)/python -m tests.bench.$$bench || exit 1; done

format: .venv/.dev
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

messages: .venv/.dev
	@$(BIN)/python -m tests.messages

UV_COMPILE = uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml

lock:
	@$(UV_COMPILE) -o requirements/runtime.txt
	@$(UV_COMPILE) --group dev -c requirements/runtime.txt -o requirements/dev.txt

clean:
	rm -rf .venv .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
