# The newcomer's commands. All that is asked of the machine: Python 3.11 or newer with its venv module, and make.
# `make` alone lists them.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?=
PLATFORM ?=
TESTS ?=
ARGS ?=
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
# Compiling all packages beforehand costs ten seconds; what is imported is compiled, and kept, when first used.
unexport PYTHONDONTWRITEBYTECODE
INSTALL := $(PIP) install --root-user-action=ignore --no-compile
PROJECT := --no-index --no-deps --no-build-isolation --editable .

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check format pictures proof bench bundle wheelhouse lock clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1|/p' Makefile | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

demo: $(VENV)/.run $(VENV)/.look ## an invented region, two studies, two reports: start here
	@$(BIN)/smartstart demo $(ARGS)

test: $(VENV)/.dev $(VENV)/.look ## all tests; TESTS=tests/unit for a part
	@$(BIN)/python -m pytest -n auto --dist loadfile $(TESTS) $(ARGS)
	@$(if $(TESTS)$(ARGS),,$(BIN)/python -m tools.testreport)

check: $(VENV)/.dev $(VENV)/.look ## form, style, types, import contracts, spelling
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mypy tools benchmarks
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m tools.spelling

format: $(VENV)/.dev ## put the code in the house's form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

pictures: $(VENV)/.dev $(VENV)/.look ## build/pictures: every page of the workspace, on two screens and on paper
	@$(BIN)/python -m tools.pictures --workplace build/pictures $(ARGS)

proof: $(VENV)/.dev $(VENV)/.look ## the full counted trials and benchmarks, in parts, into docs/evidence; ARGS="NAME --again"
	@$(BIN)/python -m benchmarks.proof $(ARGS)

bench: $(VENV)/.dev $(VENV)/.look ## only the benchmarks
	@$(BIN)/python -m benchmarks.bench $(ARGS)

bundle: $(VENV)/.run ## dist/bundle: a folder that installs the vault without a network, for this platform
	@$(BIN)/python -m tools.bundle dist/bundle

wheelhouse: $(VENV)/.run ## the same for another platform: make wheelhouse PLATFORM=win_amd64
	@test -n "$(PLATFORM)" || { echo "Zeg voor welk platform: make wheelhouse PLATFORM=win_amd64"; exit 2; }
	@$(BIN)/python -m tools.bundle dist/wheelhouse-$(PLATFORM) --platform $(PLATFORM) $(ARGS)

lock: ## work the locks out anew (for maintainers; needs uv)
	@sh tools/lock.sh

clean: ## remove the environment and everything that was made
	rm -rf $(VENV) build dist demo src/smartstart/web/look/static .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/.created:
	@sh tools/environment.sh "$(VENV)" "$(PYTHON)"
	@touch $@

$(VENV)/.run: requirements/run.lock pyproject.toml | $(VENV)/.created
	@echo "Onderdelen installeren (eenmalig, ongeveer een minuut) / installing packages (once, about a minute)"
	@$(INSTALL) --require-hashes --no-deps -r requirements/run.lock
	@$(INSTALL) --quiet $(PROJECT)
	@touch $@

# The step itself sees whether anything changed; asking costs a tenth of a second. It comes after the installation.
.PHONY: $(VENV)/.look
$(VENV)/.look: | $(if $(filter test check pictures,$(MAKECMDGOALS)),$(VENV)/.dev,$(VENV)/.run)
	@$(BIN)/python -m tools.look

$(VENV)/.dev: requirements/dev.lock pyproject.toml | $(VENV)/.created
	@echo "Onderdelen voor tests installeren (eenmalig) / installing packages for tests (once)"
	@$(INSTALL) --require-hashes --no-deps -r requirements/dev.lock
	@$(INSTALL) --quiet $(PROJECT)
	@touch $@ $(VENV)/.run
