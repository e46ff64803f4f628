# Credit Delta 信用长三角. `make help` lists the targets.

PYTHON ?= python3
BIN := .venv/bin
DEV := .venv/.dev-installed
BENCH := .venv/.bench-installed
ORGANISATIONS ?= 20000
export UV_PYTHON_DOWNLOADS = never

# What stands on the database: its tests run on both, but for those that ask for no database.
LEDGER := $(addprefix creditdelta/,journal accounts api_keys api lookups subjects records consent representation notices \
	intake archive search cities questions uploads quality contributions inbox feed webhooks screening lists repair project) \
	tests/doors

# In two processes; whoever is done takes over what the other has not begun.
SPREAD := -n 2 --dist worksteal

.DEFAULT_GOAL := help

.PHONY: help
help: ## list these targets · 列出目标
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(DEV) ## prepare .venv (nothing else on this machine is touched) · 准备环境

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "需要 Python 3.11 或更新版本。 Python 3.11 or newer is needed."; exit 1; }
	@if command -v uv >/dev/null; then uv venv --quiet --python $(PYTHON) .venv; \
	elif $(PYTHON) -c 'import ensurepip' 2>/dev/null; then $(PYTHON) -m venv .venv; \
	else echo "缺少 venv 模块，请先执行： The venv module is missing; first run:"; \
	  echo "  sudo apt-get install -y python3-venv"; exit 1; fi

# One way to install from a hashed file: uv when there is one, pip otherwise.
define install
if [ -x $(BIN)/pip ]; \
then $(BIN)/python -m pip install --quiet --disable-pip-version-check $(1); \
else uv pip install --quiet --python $(BIN)/python $(1); fi
endef

$(DEV): requirements/dev.txt pyproject.toml | .venv/bin/python
	@echo "安装依赖，首次约需一两分钟 installing what is needed (a minute or two the first time)" >&2
	@$(call install,--require-hashes -r requirements/dev.txt)
	@$(call install,--no-deps --no-build-isolation -e .)
	@$(BIN)/python -m compileall -q creditdelta
	@$(BIN)/cdelta doctor --warm >&2
	@touch $@

$(BENCH): requirements/bench.txt $(DEV)
	@$(call install,--require-hashes -r requirements/bench.txt)
	@touch $@

.PHONY: demo
demo: $(DEV) ## build a synthetic world, take it in, hold it to its key, serve the site (SERVE=0: not) · 演示
	@$(BIN)/cdelta demo --out demo --organisations $(ORGANISATIONS) $(if $(filter 0,$(SERVE)),--no-serve)

.PHONY: test
test: $(DEV) ## run every test, those of the ledger on PostgreSQL too · 全部测试
	@$(BIN)/python -m tests.postgres --there || { \
	  echo "测试需要 PostgreSQL： The tests need PostgreSQL's programs:"; \
	  echo "  sudo apt-get install -y postgresql"; exit 1; }
	@command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || { \
	  echo "测试需要 Chromium 浏览器： The tests need the browser Chromium:"; \
	  echo "  sudo apt-get install -y chromium-headless-shell"; exit 1; }
	@$(BIN)/python -m pytest $(SPREAD)
	@$(BIN)/python -m tests.postgres $(BIN)/python -m pytest $(SPREAD) --on-the-database $(LEDGER)

.PHONY: gates
gates: $(DEV) ## style, types, layers, sizes, clause map, documents · 结构门禁
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@said=$$($(BIN)/bandit -q -r creditdelta -c pyproject.toml -ll 2>&1) || { echo "$$said"; exit 1; }
	@$(BIN)/python -m pytest tests/gates

.PHONY: sbom
sbom: $(DEV) ## list every dependency with its digests: build/sbom.cdx.json · 依赖清单
	@$(BIN)/python requirements/sbom.py build/sbom.cdx.json

.PHONY: bench
bench: $(BENCH) ## measure against the named rivals, equal answers first · 性能对比
	@$(BIN)/python -m benchmarks.run

.PHONY: real
real: $(DEV) ## check a file of your own: make real FILE=path · 核验您自己的文件
	@test -n "$(FILE)" || { echo "make real FILE=path/to/file"; exit 2; }
	@$(BIN)/cdelta check "$(FILE)" || test $$? -eq 1

.PHONY: where
where: $(DEV) ## where a clause or term lives: make where q=信易租 · 条款定位
	@test -n "$(q)" || { echo "make where q=信易租"; exit 2; }
	@$(BIN)/cdelta where "$(q)"

.PHONY: map
map: $(DEV) ## write MAP.md, threats.md, commands.md and the list of events anew · 重新生成地图
	@$(BIN)/python -m creditdelta.rulebook.map_page
	@$(BIN)/python -m creditdelta.rulebook.threats_page
	@$(BIN)/python -m creditdelta.cli.reference
	@$(BIN)/python -m creditdelta.project.events_page

.PHONY: screens
screens: $(DEV) ## picture the main pages anew for docs/screens · 重新截图
	@$(BIN)/python -m tests.browser.screens

.PHONY: mutants
mutants: $(BENCH) ## change the rules of lists and repair a little at a time: nine of ten changes must fail a test · 变异测试
	@$(BIN)/python -m tests.mutants

.PHONY: soak
soak: $(DEV) mutants ## damaged files, odd workbooks, odd requests, 500 kills, ten minutes of load, left out of make test · 长时间测试
	@CREDITDELTA_MUTATIONS=20000 $(BIN)/python -m pytest $(SPREAD) \
	  creditdelta/pipeline/readers/tests/test_mutated_files.py \
	  creditdelta/pipeline/readers/tests/test_plain_sheets.py
	@CREDITDELTA_FUZZ=20000 $(BIN)/python -m pytest tests/doors/test_fuzz.py
	@CREDITDELTA_KILLS=500 $(BIN)/python -m pytest tests/kills
	@$(BIN)/python -m benchmarks.load --minutes 10

.PHONY: lock
lock: ## pin requirements anew (needs pip-compile on the PATH) · 更新依赖锁定
	@sh requirements/lock.sh

.PHONY: clean
clean: ## remove .venv, caches and the demo's files · 清理
	@rm -rf .venv demo build .mypy_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
