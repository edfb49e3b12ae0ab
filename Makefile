# feedmill: set up, run, test. Plain `make` tells what there is.

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
UV := UV_SYSTEM_CERTS=1 $(BIN)/uv --quiet
UNIT := $(addprefix tests/,reading splitting normalising identity intake archive warehouse operating mill cli showing)
WORKERS := --numprocesses $(shell expr $$(nproc) \* 3 / 2) --dist loadfile --no-loadscope-reorder
SOURCES := include dags plugins tests benchmarks docs
FAMILY ?= feeds wire-xml json-rows wire-text mail html archives text
MINUTES ?= 10
PERMUTATIONS ?= 300

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo up test coverage unit lint bench bench-fetching quality quality-identity quality-reading quality-pages train train-test train-pages ablation order faults growth fuzz docs image

help: ## say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

setup: $(VENV)/.ready ## set up everything: .venv from the hash-pinned lock, archive, databases, passwords
	@$(BIN)/python -m feedmill_airflow.serving setup

setup-dev: $(VENV)/.ready-dev ## set up .venv for developing too

demo: $(VENV)/.ready ## the main job, shown: drop a newspaper page, see its stories, stop
	@$(BIN)/python -m feedmill_airflow.serving demo

up: $(VENV)/.ready ## serve until Ctrl-C
	@$(BIN)/python -m feedmill_airflow.serving up

test: setup-dev ## all tests but those of whole trainings
	@$(BIN)/pytest $(WORKERS) -m "not training"

train-test: setup-dev ## the tests of whole trainings, on small files: the same bytes twice, corrections, the ablation
	@$(BIN)/pytest -q -m training tests/splitting/training

coverage: setup-dev ## all tests, each line traced: are the floors of pyproject.toml kept?
	@$(BIN)/pytest --cov --cov-report= $(WORKERS)

unit: setup-dev ## the core's tests alone: no sockets, no real parts, in seconds
	@PYTEST_DEBUG_TEMPROOT=$(wildcard /dev/shm) $(BIN)/pytest --quiet $(WORKERS) --hypothesis-profile few $(UNIT) --ignore tests/splitting/training \
	  -m "not integration and not quality and not slow"

lint: setup-dev ## style, types, import rules
	@$(BIN)/ruff check $(wildcard $(SOURCES))
	@$(BIN)/ruff format --check $(wildcard $(SOURCES))
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: setup-dev ## drop-to-loaded latency, tuned and default; a burst of 50
	@$(BIN)/python -m benchmarks.latency

bench-fetching: setup-dev ## 1,000 sources beside the bare client; a day of 200 sources by a virtual clock; beside peers
	@$(UV) pip install --python $(BIN)/python --target var/peers/packages --require-hashes -r requirements-peers.lock
	@$(BIN)/python -m benchmarks.fetching round
	@$(BIN)/python -m benchmarks.fetching day
	@$(BIN)/python -m benchmarks.fetching peers

bench-storing: setup-dev ## what the intake's protocol and a file's load cost, beside bare parts and dlt in the same run; many loaders at once
	@$(UV) pip install --python $(BIN)/python --target var/peers/packages --require-hashes -r requirements-peers.lock
	@$(BIN)/python -m benchmarks.storing --dlt
	@$(BIN)/python -m benchmarks.loaders

quality: setup-dev ## how well pages are split and stories told to be one, beside peers; writes docs/*-figures.md
	@$(BIN)/python -m benchmarks.splitting
	@$(MAKE) --no-print-directory quality-identity

quality-identity: setup-dev ## how well stories are told to be one, beside peers; writes docs/identity-figures.md
	@$(UV) pip install --python $(BIN)/python --target var/peers/packages --require-hashes -r requirements-peers.lock
	@$(BIN)/python -m benchmarks.identity

quality-reading: setup-dev ## how well and how fast feeds, encodings and wires are read, beside the bare libraries
	@$(BIN)/python -m benchmarks.feeds
	@$(BIN)/python -m benchmarks.decoding
	@$(BIN)/python -m benchmarks.wire

quality-pages: setup-dev ## how well web pages are read and split, beside trafilatura; writes docs/pages-card.md
	@$(BIN)/python -m benchmarks.pages

train-pages: setup-dev ## fit the judge of web pages anew, and those of its cross-validation
	@$(BIN)/python -m feedmill.reading.pages.training

train: setup-dev ## fit the splitter's model anew: the same bytes for the same data; writes it and docs/splitting-card.md
	@$(BIN)/python -m feedmill.splitting.training

ablation: setup-dev ## what each kind of evidence brings to splitting
	@$(BIN)/python -m feedmill.splitting.training.ablating

order: setup-dev ## load real stories in 300 orders, by 8 loaders, and killed: make order [PERMUTATIONS=50]
	@FEEDMILL_PERMUTATIONS=$(PERMUTATIONS) $(BIN)/pytest -q tests/warehouse/test_order.py

faults: setup-dev ## disturb it in every way, on real parts; writes docs/faults.md: make faults [ONLY="test_points test_disk"]
	@rm -rf var/faults
	@failed=0; FEEDMILL_FAULTS=long $(BIN)/pytest -q $(if $(ONLY),$(patsubst %,tests/faults/%.py,$(ONLY)),tests/faults) || failed=1; \
	  $(BIN)/python -m tests.faults.telling || failed=1; exit $$failed

growth: setup-dev ## what a story costs at 10^4, 10^5 and 10^6 stories; thousands of versions and teasers of one
	@$(BIN)/python -m benchmarks.growth
	@$(BIN)/python -m benchmarks.crowds

fuzz: setup-dev ## fuzz the readers, ten minutes a family: make fuzz [FAMILY="feeds mail"] [MINUTES=1]
	@$(UV) pip install --python $(BIN)/python --target var/fuzzing/packages --require-hashes -r requirements-fuzz.lock
	@failed=0; for family in $(FAMILY); do \
	  PYTHONPATH=var/fuzzing/packages $(BIN)/python -m tests.fuzzing $$family --minutes $(MINUTES) \
	    2>var/fuzzing/$$family.log || failed=1; done; exit $$failed

docs: setup-dev ## write the generated pages of docs/ anew
	@$(BIN)/python -m docs.generate

image: $(VENV)/.ready ## build the image of docker/ with buildah, without a Docker engine
	@docker/image.sh

$(VENV)/bin/uv: requirements-setup.lock
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing: apt-get install python3.11 python3.11-venv, or name another: make PYTHON=..."; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "$(PYTHON) is not Python 3.11: apt-get install python3.11 python3.11-venv"; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing: apt-get install python3.11-venv"; exit 2; }
	@echo "making $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip --quiet --disable-pip-version-check install --require-hashes -r requirements-setup.lock
	@touch $@

# What is installed for developing holds all that is needed for running, so running never takes it away again.
$(VENV)/.ready: $(VENV)/bin/uv requirements.lock pyproject.toml
	@if [ -e $(VENV)/.ready-dev ]; then $(MAKE) --no-print-directory $(VENV)/.ready-dev; \
	else echo "installing what running needs"; \
	  $(UV) pip sync --python $(BIN)/python --require-hashes requirements-setup.lock requirements.lock && \
	  $(UV) pip install --python $(BIN)/python --no-deps --no-build-isolation --editable .; fi
	@touch $@

$(VENV)/.ready-dev: $(VENV)/bin/uv requirements-dev.lock pyproject.toml
	@echo "installing what developing needs"
	@$(UV) pip sync --python $(BIN)/python --require-hashes requirements-setup.lock requirements-dev.lock
	@$(UV) pip install --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@
