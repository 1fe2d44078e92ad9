# `make run` and `make test` need Python 3.11 or newer with venv, and nothing else. `make help` lists the rest.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help run test check format torture verify backup restore lock clean

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

.venv/site.stamp: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/site.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

run: .venv/site.stamp  ## the site with demonstration content on SQLite, at http://127.0.0.1:8000
	$(BIN)/python manage.py migrate --verbosity 0
	@echo "Loading the demonstration: about two hundred pages go through the whole life cycle, once (half a minute)."
	$(BIN)/python manage.py load_demo
	@nice -n 19 $(BIN)/python manage.py make_printouts --beside & \
	echo "Open http://127.0.0.1:$(PORT)/ – the desk is at http://127.0.0.1:$(PORT)/admin/ – Ctrl+C stops."; \
	exec $(BIN)/python manage.py runserver --verbosity 0 127.0.0.1:$(PORT)

test: .venv/dev.stamp  ## the whole suite, on SQLite and on a throw-away PostgreSQL
	$(BIN)/python -m tests.engines -n 3 --dist loadfile --no-loadscope-reorder

check: .venv/dev.stamp  ## style, migrations, deployment checks, import arrows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m tests.production manage.py check --deploy --fail-level WARNING
	$(BIN)/python -m tests.arrows

format: .venv/dev.stamp  ## rewrite the code in the project's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

TORTURE ?= tests/editions/test_state_machine.py tests/editions/test_races.py tests/editions/test_kills.py
# Texts, files and forms made up by chance: which database is below makes no difference to them.
FUZZED := tests/markup tests/glossary/test_linking_properties.py tests/glossary/test_spreadsheet.py \
	tests/videos/test_holders.py tests/videos/test_transcript.py tests/videos/test_webvtt.py \
	tests/questions/test_asking_fuzz.py
torture: .venv/dev.stamp  ## the full counts of the slow tests (over an hour; ONLY="--only sqlite" for one engine)
	TORTURE=1 $(BIN)/python -m tests.engines $(ONLY) -s $(TORTURE)
	TORTURE=1 $(BIN)/python -m tests.engines --only sqlite -s $(FUZZED)

verify: .venv/site.stamp  ## guards, seals, countersignatures, addresses and files of the development database
	$(BIN)/python manage.py verify

backup: .venv/site.stamp  ## database and uploaded files into one file in BACKUP_DIR (or FILE=…)
	$(BIN)/python manage.py backup $(if $(FILE),--output "$(FILE)")

restore: .venv/site.stamp  ## put a backup in their place: make restore FILE=…; ends with verify
	$(if $(FILE),,$(error Say which backup: make restore FILE=…))
	$(BIN)/python manage.py restore "$(FILE)"

lock: .venv/dev.stamp  ## pin requirements.in and requirements-dev.in anew, with hashes
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url requirements-dev.in -o requirements-dev.txt

clean:  ## remove the virtual environment and the development database
	rm -rf .venv var
