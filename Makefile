# Short names for plain commands, which README.md lists.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
# On a terminal, pip shows what it does.
QUIET := $(shell test -t 2 || echo --quiet)

.PHONY: help serve site test check verify diff new gallery dist links format lock advisories canary bench clean

# The first target is what a bare `make` makes.
help: ## list the targets
	@grep '##' Makefile | sed -n 's/^\([a-z]*\):.* ## /make \1	/p' | expand -t 18

serve: .venv/site ## the live site on http://127.0.0.1:8000/, rebuilt at every save
	$(BIN)/mkdocs serve $(if $(SITE_LANG),--config-file mkdocs.$(SITE_LANG).yml)

site: .venv/site ## build and audit the site in site/
	$(BIN)/python -m factsheet site $(if $(FORMAT),--format $(FORMAT))

test: .venv/dev ## run every test that must pass before a merge
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest -n auto --dist loadfile

check: .venv/dev ## check the data, what pages call and the code style, in seconds
	$(BIN)/python -m factsheet check $(if $(FORMAT),--format $(FORMAT))
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

verify: .venv/site ## look up every quote in the texts of a folder: TEXTS=dir
	$(if $(TEXTS),,$(error Name the folder of texts: make verify TEXTS=dir))
	$(BIN)/python -m factsheet verify $(TEXTS)

diff: .venv/site ## list what has changed since a commit: SINCE=main
	$(BIN)/python -m factsheet diff $(or $(SINCE),HEAD)

new: .venv/site ## start a fact-sheet on another subject: FOLDER=dir
	$(if $(FOLDER),,$(error Name a new folder outside of this one: make new FOLDER=../my-fact-sheet))
	$(BIN)/python -m factsheet new $(FOLDER)

gallery: .venv/site ## build the examples as sites
	$(BIN)/python .ci/gallery.py

dist: .venv/site ## build the engine's wheel and source archive
	$(BIN)/python .ci/dist.py

links: .venv/site ## ask every cited address whether it still answers
	$(BIN)/python -m factsheet links

format: .venv/dev ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# For every system and every Python from 3.11. UPGRADE=--upgrade also updates the packages that ours depend on.
COMPILE = $(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate $(UPGRADE)

lock: .venv/dev ## lock every package after a list of requirements changed
	$(COMPILE) --output-file requirements.lock requirements.txt
	$(COMPILE) --output-file requirements-engine.lock --constraint requirements.lock requirements-engine.txt
	$(COMPILE) --output-file requirements-dev.lock --constraint requirements.lock requirements-dev.txt
	$(COMPILE) --output-file requirements-advisories.lock requirements-advisories.txt
	$(COMPILE) --output-file factsheet/cli/scaffold/requirements-dev.lock --constraint requirements-dev.lock factsheet/cli/scaffold/requirements-dev.txt

advisories: .venv/advisories ## look up known vulnerabilities of the locked packages
	.venv/advisories/bin/pip-audit --strict --progress-spinner off --disable-pip --require-hashes $(foreach lock,$(wildcard *.lock),-r $(lock))

canary: .venv/dev ## try the site generators that may replace ours
	$(BIN)/python .ci/canary.py $(HOSTS)

# Installed again whenever the lock changes, which is why the stamp is written last. Hashes let only the locked files in.
# The engine comes last, as a package that leads to this folder; nothing is fetched for it. In an environment that is
# linked from elsewhere the engine of that folder stays; `python -m` and MkDocs look here first.
.venv/site: requirements.lock requirements-engine.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install $(QUIET) --disable-pip-version-check --require-hashes -r requirements.lock -r requirements-engine.lock
	test -L .venv || $(BIN)/python -m pip install $(QUIET) --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
	touch $@

.venv/dev: .venv/site requirements-dev.lock
	$(BIN)/python -m pip install $(QUIET) --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

.venv/advisories: requirements-advisories.lock
	$(PYTHON) -m venv --clear $@
	$@/bin/python -m pip install $(QUIET) --disable-pip-version-check --require-hashes -r requirements-advisories.lock
	touch $@

# SIZE=1000x10000 measures one size; ROUNDS=25 builds each site that many times.
bench: .venv/dev ## measure what the engine adds to build time
	$(BIN)/python -m bench $(if $(ROUNDS),--rounds $(ROUNDS)) $(SIZE)

clean: ## remove everything that was made
	rm -rf .venv .build .cache dist gallery site
