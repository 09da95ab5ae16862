# Every command of the project. `make` alone lists them.
PYTHON := .venv/bin/python
export PYTHONPATH := $(CURDIR)
export PYTHONWARNINGS := ignore
.DEFAULT_GOAL := help

.PHONY: help
help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

.PHONY: setup
setup: ## install all that is missing: system packages, both environments, jars
	@bash infra/setup.sh

.PHONY: demo
demo: setup ## the main job: four regions' deliveries become a dashboard, on this machine
	@$(PYTHON) -m infra.local demo

.PHONY: demo-national
demo-national: setup ## one month of all 23 regions
	@$(PYTHON) -m infra.local demo-national

.PHONY: up
up: setup ## start Spark, Airflow, Data Docs and Superset, with what the lake holds
	@$(PYTHON) -m infra.local up

.PHONY: down
down: ## stop all services
	@[ ! -x $(PYTHON) ] || $(PYTHON) -m infra.local down

.PHONY: status
status: ## which services answer
	@$(PYTHON) -m infra.local status

.PHONY: where
where: ## addresses and login
	@$(PYTHON) -m infra.local where

.PHONY: test
test: setup ## all tests, for real: Spark, Airflow, Superset, a browser
	@bash tests/run.sh all

.PHONY: test-fast
test-fast: setup ## the inner loop: pure code, no services
	@bash tests/run.sh fast

.PHONY: bench
bench: setup ## figures beside a peer's on the same data, and where the time goes; ONLY="gate" runs one
	@$(PYTHON) -m bench $(ONLY)

.PHONY: train
train: setup ## train the text model from the repository's texts; writes docs/model_card.md
	@$(PYTHON) -m spark_jobs.text.train

.PHONY: thin
thin: setup ## thin the encoder's layers anew, by the repository's texts; `make train` follows
	@$(PYTHON) -m spark_jobs.text.thin

.PHONY: attackers
attackers: setup ## attack what is published; writes docs/attackers_report.md
	@$(PYTHON) -m tests.attack.report

.PHONY: lint
lint: setup ## formatting and lint, the contracts by the standard's own linter too
	@.venv/bin/ruff check . && .venv/bin/ruff format --check --diff .
	@infra/contracts/.venv/bin/python infra/contracts/lint.py expectations/contracts

.PHONY: docs
docs: setup ## write what is generated: the list of reason codes
	@$(PYTHON) -m expectations.reasons_page docs/reason_codes.md

.PHONY: clean
clean: down ## remove the data: the lake and the services' state
	rm -rf lake .aspa/airflow .aspa/superset .aspa/run .aspa/credentials.json .aspa/spark-local .aspa/spark-warehouse
