# Thin names for plain commands; README.md gives them.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: serve site test check verify format clean

serve: .venv/site
	$(BIN)/mkdocs serve

site: .venv/site
	$(BIN)/python -m factsheet site

test: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest

check: .venv/dev
	$(BIN)/python -m factsheet check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

verify: .venv/site
	$(if $(TEXTS),,$(error Name the folder of texts: make verify TEXTS=dir))
	$(BIN)/python -m factsheet verify $(TEXTS)

format: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The environment is made anew whenever its list of requirements changes; the stamp is written last.
.venv/site: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/dev: .venv/site requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

clean:
	rm -rf .venv .build .cache site
