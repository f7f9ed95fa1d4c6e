# Two commands do everything on a machine that has Python and make: `make demo` and `make test`.
PYTHON ?= python3
SERVE ?= 1
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
KERNELS := $(wildcard */kernels/* index/arabic/kernels/*)
DEMO := demo-index
GROWTH ?= 1
NAME ?= articles

.PHONY: demo test lint types contract catalogues bench clean

demo: .venv/.installed
	@$(BIN)/fihris reindex seeds --index $(DEMO)
	@for words in 'مياه الشرب' 'صواريخ' 'مهرجان الكتاب'; do \
		$(BIN)/fihris search --index $(DEMO) --limit 3 "$$words" || exit; \
	done
ifeq ($(SERVE),1)
	@$(BIN)/fihris serve --index $(DEMO) --host $(HOST) --port $(PORT)
endif

test: .venv/.installed-test lint types contract
	$(BIN)/python -m pytest

lint: .venv/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# mypy cannot follow the import hook of an editable install: it reads the packages through this view.
types: .venv/.installed-test
	@mkdir -p .view/fihris && for layer in index search web; do ln -sfn ../../$$layer .view/fihris/$$layer; done
	$(BIN)/mypy

contract: .venv/.installed-test
	$(BIN)/lint-imports

# After a change of a sentence on the page: brings the catalogues up to date, and says what is to translate.
catalogues: .venv/.installed-test
	$(BIN)/python scripts/catalogues.py

# make bench CORPUS=articles.jsonl.gz [GROWTH=1,4,16] [NAME="what the articles are"] writes docs/benchmarks.md.
bench: .venv/.installed-bench
	@test -n "$(CORPUS)" || { echo 'Name a file of articles: make bench CORPUS=articles.jsonl.gz'; exit 2; }
	$(BIN)/python -m benchmarks "$(CORPUS)" --growth $(GROWTH) --name "$(NAME)"

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Fihris needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv .venv

.venv/.installed: pyproject.toml $(KERNELS) | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.installed-test: pyproject.toml $(KERNELS) scripts/install_browser.py | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	$(BIN)/python scripts/install_browser.py
	@touch $@ .venv/.installed

.venv/.installed-bench: benchmarks/requirements.txt .venv/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement benchmarks/requirements.txt
	@touch $@

clean:
	rm -rf .venv .view build dist *.egg-info $(DEMO)
