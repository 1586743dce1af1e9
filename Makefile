# `make demo` and `make test` need Python 3.11+, pip and make; everything else they fetch, pinned, into .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test serve lint types lock clean

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name one: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: .venv/ready
	$(BIN)/arsip demo

serve: .venv/ready
	$(BIN)/arsip serve

test: .venv/ready lint types
	$(BIN)/pytest

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready
	$(BIN)/mypy

# Needs uv. No index address is written, so the lock serves any mirror.
lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --output-file requirements.lock

clean:
	rm -rf .venv archive.db archive.db-* warcs
