# Everything sets itself up: Python 3.11 or newer and make are enough.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help demo test check bench faults fuzz tinydb-suite docs snapshots pictures clean

help:  ## list these targets
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## */\t/' | expand -t 14

demo: $(READY)  ## make a dataset from the sample articles and open it (no terminal: do the same job and print it)
	@$(BIN)/curator demo

test: $(READY)  ## all tests, the real program in a pseudo-terminal among them
	@$(BIN)/pytest

check: $(READY)  ## style, types, who imports whom, generated pages in step
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m curator.cli.pages --check

bench: $(READY)  ## the speed figures of the README (some minutes; builds large datasets in the temporary folder)
	@$(BIN)/python -m bench.spine
	@$(BIN)/python -m bench.library

faults: $(READY)  ## kill, fill up, damage and crowd datasets, and count what is lost or missed (some minutes)
	@$(BIN)/python -m bench.faults

fuzz: $(READY)  ## the recognisers on 100,000 mutated texts; not one may raise (some minutes)
	@$(BIN)/python -m bench.fuzz

tinydb-suite: $(READY)  ## TinyDB's own tests, fetched by pip, on our engines
	@$(BIN)/python tests/store/tinydb_suite.py

docs: $(READY)  ## write docs/keys.md and docs/commands.md from the program
	@$(BIN)/python -m curator.cli.pages

snapshots: $(READY)  ## draw the screens anew that the tests of looks compare with; look at the difference before a commit
	@CURATOR_SNAPSHOTS=write $(BIN)/pytest tests/tui/test_looks_snapshots.py

pictures: $(READY)  ## draw the pictures of README and guide anew
	@$(BIN)/python -m bench.picture

clean:  ## remove the environment and what the demo made
	@rm -rf .venv demo dist

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Curator needs Python 3.11 or newer; set PYTHON=python3.12 or so")'
	@$(PYTHON) -m venv .venv
	@echo "setting up .venv (a minute or two, once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@$(BIN)/python -m compileall -q .venv/lib curator store schema.py || true
	@touch $(READY)
