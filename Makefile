# Two commands: `make demo` shows Kwis on http://localhost:8000, `make test` proves it.

PYTHON ?= python3
BIN := .venv/bin
# the embedded database that a run starts is stopped after it
WITH_DATABASE := $(BIN)/python -m kwis.config.with_database
DJANGO := $(BIN)/python manage.py
# what reads the settings only would start an embedded database too, and nobody would stop it
WITHOUT_DATABASE := DATABASE_URL=postgresql://nobody@localhost/none

.PHONY: help demo ready ready-to-test test check smoke proof bench
.NOTPARALLEL:

help:
	@echo "make demo    start Kwis with a demo organisation (PORT=8123 for another port)"
	@echo "make test    the whole test suite, browser journeys included"
	@echo "make check   style, types, layers, translations, templates, migrations"
	@echo "make smoke   start the demo, open five pages, stop it, twice"
	@echo "make proof   the long proofs"
	@echo "make bench   speed and memory (TICKETS=1000000 for more calls)"

demo: ready
	@exec $(BIN)/kwis demo

ready:
	@$(PYTHON) tools/set_up.py

ready-to-test:
	@$(PYTHON) tools/set_up.py --tests

test: ready-to-test
	$(WITH_DATABASE) $(BIN)/python -m pytest -m "not proof" -n 2 --dist loadgroup --durations=15 --cov --cov-report=term:skip-covered $(TESTS)

check: ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(WITHOUT_DATABASE) $(BIN)/mypy src
	$(BIN)/lint-imports
	$(BIN)/djlint --lint src --quiet
	$(BIN)/python -m kwis.config.translating missing
	$(WITH_DATABASE) sh -c "KWIS_BASE_URL=https://kwis.example $(DJANGO) check --deploy --fail-level WARNING && $(DJANGO) makemigrations --check --dry-run"

smoke: ready
	$(BIN)/python tools/smoke.py

proof: ready-to-test
	$(WITH_DATABASE) $(BIN)/python -m pytest -m proof $(TESTS)

bench: ready
	$(WITH_DATABASE) $(BIN)/python -m bench
