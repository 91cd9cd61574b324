# Two commands do everything on a machine with only Python, make and a shell: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
SCRIPTS := $(wildcard argmap/rendering/page/*.js argmap/teach/practice/*.js argmap/rendering/editor/*.js argmap/teach/task/*.js argmap/project/templates/*.js argmap/project/web_editing/*.js docs/playground/*.js)
SOURCES := argmap tests benchmarks tools

.PHONY: demo test check docs site playground audit format fuzz kills yaml bench browser-tests vscode clean

demo: $(VENV)/.demo
	$(BIN)/argmap build data -o outputs
	@echo
	@echo "Look at        outputs/math-in-ml/map.svg   (or map.png, map.pdf, map.md)"
	@echo "Read it with   $(BIN)/argmap show data/math-in-ml"

test: $(VENV)/.dev
	$(BIN)/python -m pytest --numprocesses logical --dist worksteal

# The page in a real browser, our YAML in JavaScript's readers, and our formats in the programs that they are for: Debian's
# chromium and npm must be there. PEERS are packages whose versions of others must not come into the environment.
PEERS := arguebuf xaif sadface pyshacl
browser-tests: $(VENV)/.dev playground
	$(PIP_INSTALL) playwright
	npm install --silent --no-audit --no-fund --prefix $(VENV)/node axe-core@4 typescript@5 eslint@9 @eslint/js@9 globals \
	  js-yaml@5 yaml@2 @argdown/cli@1 mermaid@11 jsdom@29 @terrastruct/d2@0.1 \
	  @types/node@20 @types/vscode@1.91 vscode-languageclient@9
	$(VENV)/node/node_modules/.bin/eslint $(SCRIPTS) editors/vscode/extension.js
	$(VENV)/node/node_modules/.bin/tsc --checkJs --allowJs --noEmit --strict --target es2022 --module es2022 \
	  --lib es2022,dom,dom.iterable $(SCRIPTS)
	$(VENV)/node/node_modules/.bin/tsc --project editors/vscode/jsconfig.json
	$(BIN)/python -m pytest --numprocesses logical --dist loadfile tests/browser tests/storage/test_portability.py tests/formats/argdown/test_argdown_cli.py \
	  tests/formats/graphs/test_flowcharts.py
	rm -rf $(VENV)/peers
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --target $(VENV)/peers $(PEERS)
	PYTHONPATH=$(VENV)/peers $(BIN)/python -m pytest --numprocesses logical --dist worksteal tests/formats/aif tests/formats/arguments

# The extension for Visual Studio Code as editors/vscode/argmap.vsix, which `code --install-extension` takes; npm must be there.
vscode:
	npm install --silent --no-audit --no-fund --prefix editors/vscode
	cd editors/vscode && npx vsce package --out argmap.vsix

check: $(VENV)/.dev
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.generate --verify

docs: $(VENV)/.dev
	$(BIN)/python -m tools.generate

# The documentation as a site in site/; warnings are errors. Its builder wants another Markdown than a test's reader does,
# so it has an environment of its own.
site: $(VENV)-docs/.made playground
	$(VENV)-docs/bin/zensical build --clean --strict
	cp -R $(PLAYGROUND) site/playground/runtime
	$(VENV)-docs/bin/python -m tools.offline site

# Known vulnerabilities of the pinned packages; the list is asked for at the package index.
audit: $(VENV)-audit/.made
	$(VENV)-audit/bin/pip-audit --requirement constraints.txt --no-deps --disable-pip --progress-spinner off

$(VENV)-audit/.made: constraints.txt
	$(PYTHON) -m venv $(VENV)-audit
	$(VENV)-audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	@touch $@

# What argmap needs to run in a browser, beside the page in docs/playground; npm must be there.
PLAYGROUND := $(VENV)/playground
playground: $(PLAYGROUND)/examples.json

$(PLAYGROUND)/examples.json: $(VENV)/.demo constraints.txt $(shell find argmap data tools/playground -type f -not -name '*.pyc')
	npm install --silent --no-audit --no-fund --prefix $(VENV)/node pyodide@314 @hpcc-js/wasm-graphviz@1
	rm -rf $(PLAYGROUND)
	$(BIN)/python -m tools.playground $(PLAYGROUND) --modules $(VENV)/node/node_modules

format: $(VENV)/.dev
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

# A hundred thousand damaged files for each importer; an hour.
fuzz: $(VENV)/.dev
	$(BIN)/python -m tools.fuzz --inputs 100000

# Every writing command is killed a thousand times, and before each of its file operations; half an hour.
kills: $(VENV)/.dev
	$(BIN)/python -m tools.kills --kills 1000 --points

# Awkward texts from every writer, read by every reader of YAML that is installed (see tools/yaml_readers.py).
yaml: $(VENV)/.dev
	$(BIN)/python -m tools.yaml_readers --texts 3000

bench: $(VENV)/.demo
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) $(VENV)-docs $(VENV)-audit site .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache .coverage

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "argmap needs Python 3.11 or newer; name one with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: $(BIN)/python pyproject.toml constraints.txt
	$(PIP_INSTALL) --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.demo
	$(PIP_INSTALL) --editable '.[dev]'
	@touch $@

$(VENV)-docs/.made: pyproject.toml
	$(PYTHON) -m venv $(VENV)-docs
	$(VENV)-docs/bin/python -m pip install --quiet --disable-pip-version-check 'zensical>=0.0.73,<0.1'
	@touch $@
