# The two commands of the README: `make report` and `make test`.  Everything they need is installed into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: report test check notebooks bench model pins clean
.DEFAULT_GOAL := report

report: $(VENV)/.installed
	$(BIN)/cadrage report data/demo

test: $(VENV)/.installed-dev
	$(BIN)/ruff check --output-format concise .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest

# Pinned versions; the package itself in place.
$(VENV)/.installed: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "cadrage needs Python 3.11 or later; this is " + sys.version.split()[0])'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-deps --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --requirement requirements-dev.txt
	touch $@

bench: $(VENV)/.installed-dev
	$(BIN)/python -m benchmarks

# Trains the embedded French pipeline anew (about an hour): see training/README.md.
model: $(VENV)/.installed-dev
	$(BIN)/python training/train.py

# Writes requirements*.txt anew from what pyproject.toml allows.
pins:
	rm -rf $(VENV)-pins && $(PYTHON) -m venv $(VENV)-pins
	$(VENV)-pins/bin/python -m pip install --quiet .
	$(VENV)-pins/bin/python -m pip freeze --exclude cadrage > requirements.txt
	$(VENV)-pins/bin/python -m pip install --quiet '.[dev]'
	$(VENV)-pins/bin/python -m pip freeze --exclude cadrage > requirements-dev.txt
	rm -rf $(VENV)-pins

clean:
	rm -rf $(VENV) data/demo/tables data/demo/report.html
