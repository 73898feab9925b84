# `make demo` and `make test` are all that a fresh machine needs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= demo-out

.PHONY: demo test lint quick nightly bench clean

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

demo: $(VENV)/.ready
	$(BIN)/rashomon check data/sample --out $(OUT)
	@echo
	@echo "The report is $(OUT)/report.html (open it in any browser)."
	@echo "Open the app with: $(BIN)/rashomon app $(OUT)"

lint: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not nightly"

nightly: $(VENV)/.ready
	$(BIN)/python -m pytest -m nightly
	$(BIN)/python -m pytest -m "not nightly" --hypothesis-profile=new tests/test_quantities.py tests/test_hostile_text.py

bench: $(VENV)/.ready
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.scale
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.faiss_types

clean:
	rm -rf $(VENV) $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis
