# The two commands of a newcomer are `make run` and `make test`; everything they need sets itself up.
SHELL := /bin/sh
PORT ?= 8501
BIN := .venv/bin

.PHONY: run test test-all check format messages docs notice pictures bench lock clean
.DEFAULT_GOAL := run

run: ## set up, make demonstration data where nothing is published yet, serve on 127.0.0.1:$(PORT)
	@sh scripts/set-up run
	@$(BIN)/laotie serve --demo --port $(PORT) || [ $$? -eq 130 ] # 130: ended by Ctrl-C

test: ## set up and pass every test that pip's packages and a browser suffice for
test: WHICH := -m "not needs"
test-all: ## the same and those that need more; what the machine lacks fails them and is listed last
test-all: WHICH := --lacking=fail
test test-all:
	@sh scripts/set-up dev
	@sh scripts/browser || echo "No browser could be installed: the last lines say how many tests had to do without."
	@$(BIN)/python -m pytest -n 2 --dist loadgroup --cov --cov-report=term:skip-covered $(WHICH)

check: ## locks, format, lint, types, import contracts, secrets
	@sh scripts/set-up dev
	$(BIN)/python scripts/locks.py
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	sh scripts/secrets

format: ## put the code in order
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

messages: ## bring the Chinese catalogue up to date with the code
	$(BIN)/python scripts/messages.py

docs: ## write the generated parts of the documentation
	$(BIN)/python scripts/docs.py

notice: ## write the packages and their licences into NOTICE
	@sh scripts/set-up dev
	$(BIN)/python scripts/notice.py

pictures: ## take the documentation's pictures from the running app
	@sh scripts/set-up dev
	@sh scripts/browser
	@test -e $${LAOTIE_HOME:-var}/snapshots/latest || $(BIN)/laotie demo
	$(BIN)/python scripts/pictures.py

bench: ## print every figure of the speed table; ARGS="--stores 1000000"
	@sh scripts/set-up dev
	$(BIN)/python -m benchmarks $(ARGS)

lock: ## pin every dependency with its hashes (needs uv)
	sh scripts/lock

clean: ## remove the environment; state in ./var stays
	rm -rf .venv
