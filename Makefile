# Two commands: `make run` and `make test`. Both set up what they need; `make setup` is the part that they share.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet -c constraints.txt

.PHONY: run test check setup setup-dev setup-evals setup-reference bench evals clean

run: setup
	$(BIN)/python app.py

setup: $(VENV)/.installed
	$(BIN)/python -m assistant build --if-needed

# Two workers, each with one thread for arithmetic: about as many as a small machine has cores.
test: setup-dev check
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist worksteal

check: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m assistant corpus check

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Python 3.11 or newer is needed"'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) -e .
	touch $@

setup-dev: setup $(VENV)/.installed-dev

$(VENV)/.installed-dev: $(VENV)/.installed
	$(PIP) -e '.[dev]'
	touch $@

setup-reference: setup-dev
	$(BIN)/python -m pip install --disable-pip-version-check --quiet torch==2.13.0
	$(PIP) -e '.[dev,reference]'

bench: setup-reference
	$(BIN)/python -m evals.bench

evals: setup-evals
	$(BIN)/python -m evals run

setup-evals: setup $(VENV)/.installed-evals

$(VENV)/.installed-evals: $(VENV)/.installed
	$(PIP) -e '.[evals]'
	touch $@

clean:
	rm -rf $(VENV) index
