# The doors: each does the whole of what it says on a fresh machine with Python 3.11 and make.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
# Programs that share the tests; they wait often, so that one more than there are cores pays.
WORKERS ?= 3
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# Tests start hundreds of programs: each finds the code compiled, whatever the shell says of that.
test test-browser faults: export PYTHONDONTWRITEBYTECODE :=

.PHONY: env run test test-browser faults bench check format words migration lock clean
.DEFAULT_GOAL := run

env: .venv/.dev  ## everything that running, testing and checking need

run: .venv/.run  ## talk to Telegram; without a token, start the playground
	@$(BIN)/python -m bot run

test: .venv/.dev  ## the whole suite, on SQLite and on a real PostgreSQL
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

test-browser: .venv/.dev .venv/.browser  ## the playground's page, in a real Chromium
	$(BIN)/python -m pytest tests/browser

faults: .venv/.dev  ## every fault at its full extent: kills, storms, ten thousand random updates, new draws
	FAULTS=full $(BIN)/python -m pytest -s tests/faults tests/conversation/test_anything_said.py tests/coaching/test_promises.py

bench: .venv/.dev .venv/.bench  ## what one step costs, against bare echoes in the same run
	@$(BIN)/python -W ignore -m bench

check: .venv/.dev  ## lint, format, types, import layers, catalogues, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -q tests/language/test_catalogues.py tests/storage/test_migrations.py

format: .venv/.dev
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .

words: .venv/.dev  ## bring the catalogues up to date with the code; then fill in what is empty
	$(BIN)/pybabel -q extract -F babel.cfg -k _ -k n_:1,2 --no-location --omit-header -o .venv/mitra.pot .
	$(BIN)/pybabel -q update -N -w 100 -D mitra -d locales -i .venv/mitra.pot
	@sed -i -E '/^"(Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By):/d' locales/*/LC_MESSAGES/mitra.po
	$(BIN)/python -m pytest -q tests/language/test_catalogues.py

migration: .venv/.dev  ## write a migration for what changed in the models: make migration name="what"
	$(BIN)/python -m bot.storage.migrations.write "$(name)"

lock: .venv/.dev  ## choose the newest versions that fit and write them down
	$(BIN)/uv -q pip compile --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml --group dev -o requirements/dev.txt
	$(BIN)/uv -q pip compile --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml -c requirements/dev.txt -o requirements/run.txt
	@echo playwright | $(BIN)/uv -q pip compile --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links - \
	  -c requirements/dev.txt -o requirements/browser.txt
	@printf 'aiogram\npython-telegram-bot[webhooks]==22.8\n' | $(BIN)/uv -q pip compile --upgrade \
	  --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links - \
	  -o requirements/bench.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Mitra needs Python 3.11 or later; name one with make PYTHON=/path/to/python3.11")'
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "The venv module is missing (Debian: apt install python3-venv)." >&2; exit 1; }

.venv/.run: requirements/run.txt | .venv/bin/python
	@echo "Installing what Mitra needs (once)..."
	@$(BIN)/pip install -q --require-hashes -r $<
	@touch $@

.venv/.bench: requirements/bench.txt | .venv/bin/python
	@$(BIN)/python -m venv .venv/bench
	@.venv/bench/bin/pip install -q --require-hashes -r $<
	@touch $@

# Debian's Chromium or any other, because Playwright's own is a download of its own.
.venv/.browser: requirements/browser.txt | .venv/bin/python
	@echo "Installing what browser tests need (once)..."
	@$(BIN)/pip install -q --require-hashes -r $<
	@{ for name in "$$CHROMIUM" chromium chromium-browser google-chrome; do command -v "$$name" && exit; done; \
	  [ "$$(id -u)" = 0 ] && command -v apt-get && export DEBIAN_FRONTEND=noninteractive && apt-get -qq update && apt-get -qq install -y chromium; \
	} >/dev/null \
	  || { echo "Chromium is missing (Debian: apt install chromium), or name one with CHROMIUM=/path/to/it." >&2; exit 1; }
	@touch $@

.venv/.dev: requirements/dev.txt requirements/run.txt | .venv/bin/python
	@echo "Installing what tests and checks need (once)..."
	@$(BIN)/pip install -q --require-hashes -r requirements/dev.txt
	@touch $@ .venv/.run
